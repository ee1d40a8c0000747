#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "geo/geo_locator.hpp"
#include "ingest/line_counter.hpp"
#include "store/ledger.hpp"
#include "store/state_transaction.hpp"

namespace mapgen {

/// What adding an input's counts to the state brought to light.
struct MergedCounts {
    LineTally lines;
    std::array<std::uint64_t, located_reasons.size()> located_requests{};
    std::uint64_t late_requests = 0;
};

/// Adds the counts of all workers to the state: finds each client's place, tells new clients from
/// those the state knows, and sums up by day, repository, place and country. The outcome does not
/// depend on how the lines were spread over the workers.
MergedCounts merge_counts(std::span<LineCounts* const> workers, const CountSettings& settings,
                          const GeoLocator& locator, StateTransaction& transaction);

}  // namespace mapgen
