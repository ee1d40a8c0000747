#include "store/state_store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

#include "core/repo_set.hpp"
#include "store/database.hpp"
#include "store/packed_counts.hpp"
#include "store/state_schema.hpp"

namespace mapgen {
namespace {

constexpr int busy_timeout_ms = 10'000;

void check_format(SQLite::Database& database, const std::filesystem::path& file,
                  StateStore::Access access) {
    const int format = database.execAndGet("PRAGMA user_version").getInt();
    if (format > state_format) {
        throw failure(
            fmt::format("{}: written by a newer mapgen (state format {}, this one knows "
                        "{}); upgrade mapgen, the state is left as it is",
                        file.string(), format, state_format));
    }
    if (format == state_format) {
        return;
    }
    if (format > 0) {
        // What a reader looks at is the same in all formats so far.
        if (access == StateStore::Access::read_write) {
            upgrade_tables(database);
        }
        return;
    }
    if (access == StateStore::Access::read_only ||
        database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() != 0) {
        throw failure(file.string() +
                      ": is not a mapgen state; name another file with --state or "
                      "in the configuration");
    }
    create_tables(database);
}

LedgerEntry::Hash hash_from(const SQLite::Column& column) {
    LedgerEntry::Hash hash{};
    const std::string_view bytes = blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
    return hash;
}

constexpr std::string_view ledger_columns =
    "id, head_length, head_hash, offset, tail_length, tail_hash, device, inode, size, modified_ns, "
    "input, path, format, damage, last_read, late_requests";

LedgerEntry ledger_entry(SQLite::Database& database, SQLite::Statement& row) {
    LedgerEntry entry;
    entry.id = row.getColumn(0).getInt64();
    entry.head_length = row.getColumn(1).getUInt();
    entry.head_hash = hash_from(row.getColumn(2));
    entry.offset = unsigned_of(row.getColumn(3));
    entry.tail_length = row.getColumn(4).getUInt();
    entry.tail_hash = hash_from(row.getColumn(5));
    entry.device = unsigned_of(row.getColumn(6));
    entry.inode = unsigned_of(row.getColumn(7));
    entry.size = unsigned_of(row.getColumn(8));
    entry.modified_ns = row.getColumn(9).getInt64();
    entry.input = row.getColumn(10).getString();
    entry.path = row.getColumn(11).getString();
    entry.format = row.getColumn(12).getString();
    entry.damage = row.getColumn(13).getString();
    entry.last_read = std::chrono::sys_seconds{std::chrono::seconds{row.getColumn(14).getInt64()}};
    entry.late_requests = unsigned_of(row.getColumn(15));
    entry.lines = read_outcomes(database, "ledger_outcome", entry.id);
    SQLite::Statement located(database,
                              "SELECT reason, number FROM ledger_outcome WHERE ledger = ? AND "
                              "class = 'located'");
    located.bind(1, entry.id);
    while (located.executeStep()) {
        const auto reason = std::find(located_reasons.begin(), located_reasons.end(),
                                      located.getColumn(0).getString());
        if (reason != located_reasons.end()) {
            const auto index = static_cast<std::size_t>(reason - located_reasons.begin());
            entry.located_requests[index] = unsigned_of(located.getColumn(1));
        }
    }
    return entry;
}

std::vector<LedgerEntry> ledger_entries(SQLite::Database& database, SQLite::Statement& query) {
    std::vector<LedgerEntry> entries;
    while (query.executeStep()) {
        entries.push_back(ledger_entry(database, query));
    }
    return entries;
}

}  // namespace

bool is_busy(const SQLite::Exception& error) {
    return error.getErrorCode() == SQLITE_BUSY || error.getErrorCode() == SQLITE_LOCKED;
}

void write_outcomes(SQLite::Database& database, std::string_view table, std::int64_t owner,
                    const LineTally& lines) {
    SQLite::Statement insert(database,
                             fmt::format("INSERT OR REPLACE INTO {} VALUES (?, ?, ?, ?)", table));
    for (std::size_t i = 0; i < line_outcome_count; ++i) {
        const auto outcome = static_cast<LineOutcome>(i);
        if (lines.of(outcome) == 0) {
            continue;
        }
        insert.bind(1, owner);
        insert.bind(2, std::string(outcome_class(outcome)));
        insert.bind(3, std::string(outcome_reason(outcome)));
        insert.bind(4, signed_of(lines.of(outcome)));
        insert.exec();
        insert.reset();
    }
}

LineTally read_outcomes(SQLite::Database& database, std::string_view table, std::int64_t owner) {
    SQLite::Statement query(
        database, fmt::format("SELECT class, reason, number FROM {0} WHERE {1} = ?", table,
                              table == "run_outcome" ? "run" : "ledger"));
    query.bind(1, owner);
    LineTally lines;
    while (query.executeStep()) {
        const std::string outcome_type = query.getColumn(0).getString();
        const std::string reason = query.getColumn(1).getString();
        for (std::size_t i = 0; i < line_outcome_count; ++i) {
            const auto outcome = static_cast<LineOutcome>(i);
            if (outcome_class(outcome) == outcome_type && outcome_reason(outcome) == reason) {
                lines.add(outcome, unsigned_of(query.getColumn(2)));
            }
        }
    }
    return lines;
}

StateStore::StateStore(const std::filesystem::path& file, Access access)
    : m_state(std::make_unique<State>()) {
    m_state->file = file;
    std::error_code error;
    if (access == Access::read_only && !std::filesystem::exists(file, error)) {
        throw failure(file.string() +
                      ": there is no state yet; run mapgen ingest first, or name "
                      "another file with --state");
    }
    if (access == Access::read_write && file.has_parent_path()) {
        std::filesystem::create_directories(file.parent_path(), error);
        if (error) {
            throw failure(fmt::format("{}: the directory cannot be made: {}",
                                      file.parent_path().string(), error.message()));
        }
    }
    on_state(file, [&] {
        // Even a reader opens for writing: after a crash, SQLite has to roll the journal back.
        const int flags = access == Access::read_write
                              ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE
                              : SQLite::OPEN_READWRITE;
        try {
            m_state->database =
                std::make_unique<SQLite::Database>(file.string(), flags, busy_timeout_ms);
        } catch (const SQLite::Exception&) {
            if (access == Access::read_write) {
                throw;
            }
            m_state->database = std::make_unique<SQLite::Database>(
                file.string(), SQLite::OPEN_READONLY, busy_timeout_ms);
        }
        // What is deleted is overwritten, not only unlinked; see rewrite_day_table() too.
        m_state->database->exec("PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON");
        check_format(*m_state->database, file, access);
    });
}

StateStore::~StateStore() = default;
StateStore::StateStore(StateStore&&) noexcept = default;
StateStore& StateStore::operator=(StateStore&&) noexcept = default;

const std::filesystem::path& StateStore::file() const {
    return m_state->file;
}

void StateStore::require_settings(const Settings& settings) {
    const std::pair<const char*, std::string> wanted[] = {
        {"timezone", settings.timezone},
        {"count", settings.count},
        {"ipv6_prefix", std::to_string(settings.v6_prefix_length)}};
    on_state(file(), [&] {
        SQLite::Transaction transaction(*m_state->database);
        for (const auto& [name, value] : wanted) {
            SQLite::Statement query(*m_state->database, "SELECT value FROM setting WHERE name = ?");
            query.bind(1, name);
            if (!query.executeStep()) {
                SQLite::Statement insert(*m_state->database, "INSERT INTO setting VALUES (?, ?)");
                insert.bind(1, name);
                insert.bind(2, value);
                insert.exec();
            } else if (query.getColumn(0).getString() != value) {
                throw usage_error(fmt::format(
                    "{}: was counted with {} = \"{}\", and the configuration says \"{}\"; change "
                    "it back, or count the logs again into another state",
                    file().string(), name, query.getColumn(0).getString(), value));
            }
        }
        transaction.commit();
    });
}

void StateStore::remember(std::string_view name, std::string_view text) {
    if (recall(name) == text) {
        return;
    }
    on_state(file(), [&] {
        SQLite::Statement insert(*m_state->database,
                                 "INSERT OR REPLACE INTO setting VALUES (?, ?)");
        insert.bind(1, std::string(name));
        insert.bind(2, std::string(text));
        insert.exec();
    });
}

std::string StateStore::recall(std::string_view name) const {
    return on_state(file(), [&]() -> std::string {
        SQLite::Statement query(*m_state->database, "SELECT value FROM setting WHERE name = ?");
        query.bind(1, std::string(name));
        return query.executeStep() ? query.getColumn(0).getString() : std::string();
    });
}

std::optional<std::size_t> StateStore::find_repository(std::string_view name) const {
    return on_state(file(), [&]() -> std::optional<std::size_t> {
        SQLite::Statement query(*m_state->database, "SELECT id FROM repository WHERE name = ?");
        query.bind(1, std::string(name));
        if (!query.executeStep()) {
            return std::nullopt;
        }
        return static_cast<std::size_t>(query.getColumn(0).getInt());
    });
}

std::size_t StateStore::repository_id(std::string_view name) {
    if (const auto id = find_repository(name)) {
        return *id;
    }
    return on_state(file(), [&] {
        const int next =
            m_state->database->execAndGet("SELECT coalesce(max(id) + 1, 0) FROM repository")
                .getInt();
        if (next >= static_cast<int>(RepoSet::capacity)) {
            throw usage_error(fmt::format(
                "{}: holds {} repositories already, the most there can be; \"{}\" needs a state of "
                "its own (--state)",
                file().string(), RepoSet::capacity, name));
        }
        SQLite::Statement insert(*m_state->database, "INSERT INTO repository VALUES (?, ?)");
        insert.bind(1, next);
        insert.bind(2, std::string(name));
        insert.exec();
        return static_cast<std::size_t>(next);
    });
}

std::vector<std::pair<std::size_t, std::string>> StateStore::repositories() const {
    return on_state(file(), [&] {
        std::vector<std::pair<std::size_t, std::string>> all;
        SQLite::Statement query(*m_state->database, "SELECT id, name FROM repository ORDER BY id");
        while (query.executeStep()) {
            all.emplace_back(static_cast<std::size_t>(query.getColumn(0).getInt()),
                             query.getColumn(1).getString());
        }
        return all;
    });
}

std::vector<CivilDay> StateStore::covered_days() const {
    return on_state(file(), [&] {
        std::vector<CivilDay> days;
        SQLite::Statement query(*m_state->database, "SELECT day FROM day ORDER BY day");
        while (query.executeStep()) {
            days.push_back(CivilDay::from_days(query.getColumn(0).getInt()));
        }
        return days;
    });
}

std::vector<DayCounts> StateStore::totals(std::size_t repository) const {
    return on_state(file(), [&] {
        std::vector<DayCounts> days;
        SQLite::Statement query(*m_state->database,
                                "SELECT day, clients, located, requests, bytes, late_requests FROM "
                                "day_total WHERE repository = ? ORDER BY day");
        query.bind(1, static_cast<int>(repository));
        while (query.executeStep()) {
            DayCounts& counts = days.emplace_back();
            counts.day = CivilDay::from_days(query.getColumn(0).getInt());
            counts.totals = totals_from(query, 1);
            counts.late_requests = unsigned_of(query.getColumn(5));
        }
        return days;
    });
}

DayCounts StateStore::counts(std::size_t repository, CivilDay day) const {
    return on_state(file(), [&] {
        DayCounts counts;
        counts.day = day;
        SQLite::Statement query(
            *m_state->database,
            "SELECT clients, located, requests, bytes, late_requests, places, countries FROM "
            "day_total LEFT JOIN day_detail USING (repository, day) WHERE repository = ? AND day = "
            "?");
        query.bind(1, static_cast<int>(repository));
        query.bind(2, day.days_since_1970());
        if (query.executeStep()) {
            counts.totals = totals_from(query, 0);
            counts.late_requests = unsigned_of(query.getColumn(4));
            if (!query.getColumn(5).isNull()) {
                counts.places = unpack_places(blob(query.getColumn(5)));
                counts.countries = unpack_countries(blob(query.getColumn(6)));
            }
        }
        return counts;
    });
}

std::vector<LedgerEntry> StateStore::ledger_by_head(std::uint32_t head_length,
                                                    const LedgerEntry::Hash& head_hash) const {
    return on_state(file(), [&] {
        SQLite::Statement query(
            *m_state->database,
            fmt::format("SELECT {} FROM ledger WHERE id IN (SELECT id FROM ledger WHERE "
                        "head_length = ?1 AND head_hash = ?2 UNION SELECT ledger FROM ledger_head "
                        "WHERE length = ?1 AND hash = ?2) ORDER BY id",
                        ledger_columns));
        query.bind(1, head_length);
        query.bind(2, head_hash.data(), static_cast<int>(head_hash.size()));
        std::vector<LedgerEntry> entries = ledger_entries(*m_state->database, query);
        for (LedgerEntry& entry : entries) {
            SQLite::Statement lines(*m_state->database,
                                    "SELECT hashes FROM ledger_lines WHERE ledger = ?");
            lines.bind(1, entry.id);
            if (lines.executeStep()) {
                entry.line_hashes = blob(lines.getColumn(0));
            }
        }
        return entries;
    });
}

std::vector<std::uint32_t> StateStore::ledger_head_lengths() const {
    return on_state(file(), [&] {
        std::vector<std::uint32_t> lengths;
        SQLite::Statement query(*m_state->database,
                                "SELECT DISTINCT head_length FROM ledger ORDER BY 1 DESC");
        while (query.executeStep()) {
            lengths.push_back(query.getColumn(0).getUInt());
        }
        return lengths;
    });
}

std::optional<LedgerEntry> StateStore::ledger_by_stamp(const LedgerEntry& stamp) const {
    return on_state(file(), [&]() -> std::optional<LedgerEntry> {
        SQLite::Statement query(*m_state->database,
                                fmt::format("SELECT {} FROM ledger WHERE device = ? AND inode = ? "
                                            "AND size = ? AND modified_ns = ?",
                                            ledger_columns));
        query.bind(1, signed_of(stamp.device));
        query.bind(2, signed_of(stamp.inode));
        query.bind(3, signed_of(stamp.size));
        query.bind(4, stamp.modified_ns);
        if (!query.executeStep()) {
            return std::nullopt;
        }
        return ledger_entry(*m_state->database, query);
    });
}

std::vector<LedgerEntry> StateStore::ledger() const {
    return on_state(file(), [&] {
        SQLite::Statement query(
            *m_state->database,
            fmt::format("SELECT {} FROM ledger ORDER BY path, id", ledger_columns));
        return ledger_entries(*m_state->database, query);
    });
}

std::optional<RunReport> StateStore::last_run() const {
    return on_state(file(), [&]() -> std::optional<RunReport> {
        SQLite::Statement query(*m_state->database,
                                "SELECT id, command, started, finished, exit_code, inputs_seen, "
                                "inputs_read, problems FROM run ORDER BY id DESC LIMIT 1");
        if (!query.executeStep()) {
            return std::nullopt;
        }
        const auto time = [&](int column) {
            return std::chrono::sys_seconds{
                std::chrono::seconds{query.getColumn(column).getInt64()}};
        };
        RunReport report;
        report.id = query.getColumn(0).getInt64();
        report.command = query.getColumn(1).getString();
        report.started = time(2);
        report.finished = time(3);
        report.exit_code = query.getColumn(4).getInt();
        report.inputs_seen = unsigned_of(query.getColumn(5));
        report.inputs_read = unsigned_of(query.getColumn(6));
        report.problems = query.getColumn(7).getString();
        report.lines =
            read_outcomes(*m_state->database, "run_outcome", query.getColumn(0).getInt64());
        return report;
    });
}

void StateStore::write_run(RunReport& report) {
    on_state(file(), [&] {
        SQLite::Transaction transaction(*m_state->database);
        SQLite::Statement insert(*m_state->database,
                                 "INSERT OR REPLACE INTO run (id, command, started, finished, "
                                 "exit_code, inputs_seen, inputs_read, problems) VALUES "
                                 "(?, ?, ?, ?, ?, ?, ?, ?)");
        if (report.id != 0) {
            insert.bind(1, report.id);
        }
        insert.bind(2, report.command);
        insert.bind(3, static_cast<std::int64_t>(report.started.time_since_epoch().count()));
        insert.bind(4, static_cast<std::int64_t>(report.finished.time_since_epoch().count()));
        insert.bind(5, report.exit_code);
        insert.bind(6, signed_of(report.inputs_seen));
        insert.bind(7, signed_of(report.inputs_read));
        insert.bind(8, report.problems);
        insert.exec();
        report.id = m_state->database->getLastInsertRowid();
        write_outcomes(*m_state->database, "run_outcome", report.id, report.lines);
        transaction.commit();
    });
}

int StateStore::seal_days(std::chrono::sys_seconds now, std::chrono::days open_for) {
    return on_state(file(), [&] {
        SQLite::Transaction transaction(*m_state->database);
        SQLite::Statement seal(*m_state->database,
                               "UPDATE day SET client_key = NULL, clients = NULL WHERE client_key "
                               "IS NOT NULL AND last_added <= ?");
        seal.bind(1, static_cast<std::int64_t>((now - open_for).time_since_epoch().count()));
        const int sealed = seal.exec();
        if (sealed > 0) {
            rewrite_day_table(*m_state->database);
        }
        transaction.commit();
        return sealed;
    });
}

}  // namespace mapgen
