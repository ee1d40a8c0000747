#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/day_counts.hpp"
#include "store/ledger.hpp"

namespace SQLite {
class Database;
}

namespace mapgen {

class StateTransaction;

/// The state on disk: one SQLite 3 file (docs/state.md) that holds counts by day, repository,
/// place and country, the client keys of open days, and the ledger of inputs. Client addresses are
/// never in it. Every method throws an Error (failure) that names the file where SQLite fails.
/// For one thread at a time.
class StateStore {
public:
    enum class Access { read_only, read_write };

    /// Settings that a state keeps for good, because its counts mean something else under others.
    struct Settings {
        std::string timezone;  ///< an IANA name
        std::string count;     ///< "downloads" or "accesses"
        unsigned v6_prefix_length = 64;
    };

    /// read_write makes the file and its directory where they are missing. Throws an Error that
    /// names the file where it is missing (read_only), no state, damaged or of a newer mapgen.
    StateStore(const std::filesystem::path& file, Access access);
    ~StateStore();
    StateStore(StateStore&&) noexcept;
    StateStore& operator=(StateStore&&) noexcept;

    const std::filesystem::path& file() const;

    /// Keeps the settings in a new state; throws a usage Error that names the first one that
    /// differs from what an older state was made with.
    void require_settings(const Settings& settings);

    /// A text that belongs to the state, such as the credit that its GeoIP table asks for.
    void remember(std::string_view name, std::string_view text);
    std::string recall(std::string_view name) const;  ///< empty where nothing was remembered

    /// The state's number for a repository, given out on first use (read_write). Throws a usage
    /// Error when all 64 are taken.
    std::size_t repository_id(std::string_view name);
    /// Nothing where the state has never heard of it.
    std::optional<std::size_t> find_repository(std::string_view name) const;
    std::vector<std::pair<std::size_t, std::string>> repositories() const;

    /// The days that some log covers, ascending.
    std::vector<CivilDay> covered_days() const;
    /// Totals of all days on which the repository has numbers, ascending; places and countries are
    /// left empty.
    std::vector<DayCounts> totals(std::size_t repository) const;
    /// One day with its places and countries; all zero where the repository has none.
    DayCounts counts(std::size_t repository, CivilDay day) const;

    /// The entries of logs that are known to begin with these bytes: by their head, or by a
    /// shorter one.
    std::vector<LedgerEntry> ledger_by_head(std::uint32_t head_length,
                                            const LedgerEntry::Hash& head_hash) const;
    /// The head lengths that occur in the ledger, descending.
    std::vector<std::uint32_t> ledger_head_lengths() const;
    /// The entry of a file that has not changed since it was read: same device, inode, size and
    /// time of modification.
    std::optional<LedgerEntry> ledger_by_stamp(const LedgerEntry& stamp) const;
    std::vector<LedgerEntry> ledger() const;  ///< all of it, by path

    std::optional<RunReport> last_run() const;
    /// Inserts the report and gives it its id, or updates the one with its id. One that is written
    /// when a run begins and never again tells of a run that was killed.
    void write_run(RunReport& report);

    /// Deletes key and clients of each day for which no data has arrived for `open_for`; returns
    /// how many days that were. Nothing of either is left in the file.
    int seal_days(std::chrono::sys_seconds now, std::chrono::days open_for);

private:
    friend class StateTransaction;
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace mapgen
