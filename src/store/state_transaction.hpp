#pragma once

#include <chrono>
#include <memory>

#include "core/civil_day.hpp"
#include "store/day_draft.hpp"
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

    /// The day as the state has it, to be added to.
    DayDraft draft(CivilDay day);
    /// Puts the day, which then counts as covered by a log, into the state. `now` becomes the time
    /// at which it last received data.
    void write(DayDraft& draft, std::chrono::sys_seconds now);
    /// Inserts the entry, or updates the one with its id.
    void write_ledger(const LedgerEntry& entry);

    /// Makes all that was written part of the state.
    void commit();

private:
    struct Work;
    std::unique_ptr<Work> m_work;
};

}  // namespace mapgen
