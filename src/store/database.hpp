#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "core/line_outcome.hpp"
#include "store/day_counts.hpp"
#include "store/ledger.hpp"
#include "store/state_store.hpp"

// What the state's source files share; not for other rooms.

namespace mapgen {

struct StateStore::State {
    std::filesystem::path file;
    std::unique_ptr<SQLite::Database> database;
};

/// Whether another connection holds the file's lock.
bool is_busy(const SQLite::Exception& error);

/// Runs `work`; what SQLite or the packing code throws becomes an Error that names the file.
template <typename Work>
auto on_state(const std::filesystem::path& file, Work work) {
    try {
        return work();
    } catch (const Error&) {
        throw;
    } catch (const SQLite::Exception& error) {
        if (is_busy(error)) {
            throw Error(ErrorKind::locked, file.string() +
                                               ": another program uses the state; wait "
                                               "until it has ended");
        }
        throw failure(file.string() + ": the state cannot be used: " + error.what() +
                      "; check the disk's free space and the file's permissions, or restore it "
                      "from a backup");
    } catch (const std::exception& error) {
        throw failure(file.string() + ": the state is damaged: " + error.what() +
                      "; restore it from a backup, or move it away to count the logs again");
    }
}

inline void bind_blob(SQLite::Statement& statement, int index, std::string_view bytes) {
    // SQLite takes a null pointer for NULL, and an empty view may have one.
    statement.bind(index, bytes.empty() ? static_cast<const void*>("") : bytes.data(),
                   static_cast<int>(bytes.size()));
}

inline std::string_view blob(const SQLite::Column& column) {
    const auto* bytes = static_cast<const char*>(column.getBlob());
    return {bytes, static_cast<std::size_t>(column.getBytes())};
}

inline std::int64_t signed_of(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}
inline std::uint64_t unsigned_of(const SQLite::Column& column) {
    return static_cast<std::uint64_t>(column.getInt64());
}

/// Clients, located, requests and bytes in four columns from `first` on.
inline Totals totals_from(SQLite::Statement& row, int first) {
    return {unsigned_of(row.getColumn(first)), unsigned_of(row.getColumn(first + 1)),
            unsigned_of(row.getColumn(first + 2)), unsigned_of(row.getColumn(first + 3))};
}

/// Writes the tally's rows into ledger_outcome or run_outcome, replacing what is there.
void write_outcomes(SQLite::Database& database, std::string_view table, std::int64_t owner,
                    const LineTally& lines);
LineTally read_outcomes(SQLite::Database& database, std::string_view table, std::int64_t owner);

}  // namespace mapgen
