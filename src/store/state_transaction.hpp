#pragma once

#include <memory>
#include <span>

#include "core/civil_day.hpp"
#include "core/ip_address.hpp"
#include "core/repo_set.hpp"
#include "store/day_counts.hpp"
#include "store/ledger.hpp"
#include "store/state_store.hpp"

namespace mapgen {

/// All that one input changes in the state: counts, client keys and the offset read, together or
/// not at all. Destroyed without commit(), it leaves the state as it was.
class StateTransaction {
public:
    /// `store` must outlive the transaction, and only one may be open.
    explicit StateTransaction(StateStore& store);
    ~StateTransaction();
    StateTransaction(const StateTransaction&) = delete;
    StateTransaction& operator=(const StateTransaction&) = delete;

    /// Makes sure that the day counts as covered by a log; false where it is sealed already.
    bool open_day(CivilDay day);
    /// Makes sure that the repository has numbers for the day, zeros where nothing is added.
    void cover_day(std::size_t repository, CivilDay day);
    /// Notes a client of an open day; returns the repositories (by the state's numbers) in which
    /// it is new on that day.
    RepoSet add_client(CivilDay day, const IpAddress& client, RepoSet repositories);
    /// Adds to what the state has of that day and repository.
    void add_counts(std::size_t repository, const DayCounts& counts);
    /// Inserts the entry, or updates the one with its id.
    void write_ledger(const LedgerEntry& entry);

    /// Writes everything. `now` becomes the time at which the days last received data.
    void commit(std::chrono::sys_seconds now);

private:
    struct Work;
    std::unique_ptr<Work> m_work;
};

}  // namespace mapgen
