#include "store/state_schema.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <string_view>

namespace mapgen {
namespace {

/// One row for each day that some log covers. client_key and clients are null once sealed.
void create_day_table(SQLite::Database& database, std::string_view name) {
    database.exec(fmt::format(R"sql(
        CREATE TABLE {} (
            day        INTEGER PRIMARY KEY,  -- since 1970-01-01
            client_key BLOB,
            clients    BLOB,
            last_added INTEGER NOT NULL      -- when data last arrived, seconds since 1970
        )
    )sql",
                              name));
}

}  // namespace

void create_tables(SQLite::Database& database) {
    SQLite::Transaction transaction(database);
    database.exec(R"sql(
        CREATE TABLE setting (
            name  TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE repository (
            id   INTEGER PRIMARY KEY CHECK (id BETWEEN 0 AND 63),
            name TEXT NOT NULL UNIQUE
        );

        CREATE TABLE day_total (
            repository    INTEGER NOT NULL,
            day           INTEGER NOT NULL,
            clients       INTEGER NOT NULL,
            located       INTEGER NOT NULL,
            requests      INTEGER NOT NULL,
            bytes         INTEGER NOT NULL,
            late_requests INTEGER NOT NULL,
            PRIMARY KEY (repository, day)
        ) WITHOUT ROWID;

        CREATE TABLE day_detail (
            repository INTEGER NOT NULL,
            day        INTEGER NOT NULL,
            places     BLOB NOT NULL,
            countries  BLOB NOT NULL,
            PRIMARY KEY (repository, day)
        );

        CREATE TABLE ledger (
            id            INTEGER PRIMARY KEY,
            head_length   INTEGER NOT NULL,
            head_hash     BLOB NOT NULL,
            offset        INTEGER NOT NULL,
            tail_length   INTEGER NOT NULL,
            tail_hash     BLOB NOT NULL,
            device        INTEGER NOT NULL,
            inode         INTEGER NOT NULL,
            size          INTEGER NOT NULL,
            modified_ns   INTEGER NOT NULL,
            input         TEXT NOT NULL,
            path          TEXT NOT NULL,
            format        TEXT NOT NULL,
            damage        TEXT NOT NULL,
            last_read     INTEGER NOT NULL,
            late_requests INTEGER NOT NULL
        );
        CREATE INDEX ledger_by_head ON ledger (head_length, head_hash);
        CREATE INDEX ledger_by_file ON ledger (device, inode);

        -- Hashes of shorter heads of the same logs.
        CREATE TABLE ledger_head (
            length INTEGER NOT NULL,
            hash   BLOB NOT NULL,
            ledger INTEGER NOT NULL REFERENCES ledger (id) ON DELETE CASCADE,
            PRIMARY KEY (length, hash, ledger)
        ) WITHOUT ROWID;

        -- Two bytes for each line at the beginning of a log.
        CREATE TABLE ledger_lines (
            ledger INTEGER PRIMARY KEY REFERENCES ledger (id) ON DELETE CASCADE,
            hashes BLOB NOT NULL
        );

        -- class is counted, skipped, rejected (lines) or located (requests).
        CREATE TABLE ledger_outcome (
            ledger  INTEGER NOT NULL REFERENCES ledger (id) ON DELETE CASCADE,
            class   TEXT NOT NULL,
            reason  TEXT NOT NULL,
            number  INTEGER NOT NULL,
            PRIMARY KEY (ledger, class, reason)
        ) WITHOUT ROWID;

        CREATE TABLE run (
            id          INTEGER PRIMARY KEY,
            command     TEXT NOT NULL,
            started     INTEGER NOT NULL,
            finished    INTEGER NOT NULL,
            exit_code   INTEGER NOT NULL,
            inputs_seen INTEGER NOT NULL,
            inputs_read INTEGER NOT NULL,
            problems    TEXT NOT NULL
        );
        CREATE TABLE run_outcome (
            run    INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
            class  TEXT NOT NULL,
            reason TEXT NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (run, class, reason)
        ) WITHOUT ROWID;
    )sql");
    create_day_table(database, "day");
    database.exec(fmt::format("PRAGMA user_version = {}", state_format));
    transaction.commit();
}

void rewrite_day_table(SQLite::Database& database) {
    create_day_table(database, "rewritten_day");
    database.exec(
        "INSERT INTO rewritten_day SELECT * FROM day ORDER BY day; "
        "DROP TABLE day; ALTER TABLE rewritten_day RENAME TO day");
}

void upgrade_tables(SQLite::Database& database) {
    SQLite::Transaction transaction(database);
    if (database.execAndGet("PRAGMA user_version").getInt() == 1) {
        database.exec(R"sql(
            CREATE TABLE ledger_lines (
                ledger INTEGER PRIMARY KEY REFERENCES ledger (id) ON DELETE CASCADE,
                hashes BLOB NOT NULL
            );
            -- hash_content() keeps two bytes of such hashes now.
            UPDATE ledger SET head_hash = CAST(substr(head_hash, 1, 2) || zeroblob(14) AS BLOB)
                WHERE head_length < 1024;
            UPDATE ledger SET tail_hash = CAST(substr(tail_hash, 1, 2) || zeroblob(14) AS BLOB)
                WHERE tail_length < 1024;
        )sql");
        database.exec(fmt::format("PRAGMA user_version = {}", state_format));
    }
    transaction.commit();
}

}  // namespace mapgen
