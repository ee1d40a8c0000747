#pragma once

namespace SQLite {
class Database;
}

namespace mapgen {

/// The version of the tables, kept as SQLite's user_version.
inline constexpr int state_format = 2;

/// Makes the tables of docs/state.md in an empty database, and leaves one that has them alone.
void create_tables(SQLite::Database& database);

/// Moves the days into new pages of the file; the old ones are overwritten (PRAGMA secure_delete).
/// That alone is not enough: where SQLite has moved a row to another page to make room, a copy may
/// stay in the free space of the one it was on, which no deletion reaches. Within a transaction.
void rewrite_day_table(SQLite::Database& database);

/// Brings the tables of an older version up to this one.
void upgrade_tables(SQLite::Database& database);

}  // namespace mapgen
