#pragma once

namespace SQLite {
class Database;
}

namespace mapgen {

/// The version of the tables, kept as SQLite's user_version.
inline constexpr int state_format = 2;

/// Makes the tables of docs/state.md in an empty database, and leaves one that has them alone.
void create_tables(SQLite::Database& database);

/// Brings the tables of an older version up to this one.
void upgrade_tables(SQLite::Database& database);

}  // namespace mapgen
