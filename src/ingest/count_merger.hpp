#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>

#include "core/thread_pool.hpp"
#include "ingest/line_counter.hpp"
#include "store/ledger.hpp"
#include "store/state_transaction.hpp"

namespace mapgen {

/// What adding an input's counts to the state brought to light.
struct MergedCounts {
    std::array<std::uint64_t, located_reasons.size()>
        located_requests{};  ///< as the ledger has them
    std::uint64_t late_requests = 0;

    void add(const MergedCounts& other);
};

/// Adds counts to a state: tells new clients from those that the state knows, and sums up by day,
/// repository, place and country. Days are worked on in parallel. The outcome does not depend on
/// how the lines were spread over the workers.
class CountMerger {
public:
    /// All must outlive the merger.
    CountMerger(const CountSettings& settings, StateTransaction& transaction,
                std::chrono::sys_seconds now, ThreadPool& threads)
        : m_settings(settings), m_transaction(transaction), m_now(now), m_threads(threads) {}

    /// Adds the days of all workers together and gives back their memory; what is left of them are
    /// days without clients.
    void merge(std::span<DayCounters* const> workers);
    const MergedCounts& merged() const { return m_merged; }

private:
    const CountSettings& m_settings;
    StateTransaction& m_transaction;
    std::chrono::sys_seconds m_now;
    ThreadPool& m_threads;
    MergedCounts m_merged;
};

}  // namespace mapgen
