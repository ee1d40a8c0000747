#pragma once

#include <cstdint>
#include <vector>

#include "core/civil_day.hpp"
#include "core/coordinates.hpp"

namespace mapgen {

/// Sums over a day and repository, or over one country of it.
struct Totals {
    std::uint64_t clients = 0;  ///< distinct addresses
    std::uint64_t located = 0;  ///< those of them that have a place
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;

    Totals& operator+=(const Totals& other) {
        clients += other.clients;
        located += other.located;
        requests += other.requests;
        bytes += other.bytes;
        return *this;
    }
    bool operator==(const Totals&) const = default;
};

struct PlaceTotals {
    Place place;
    std::uint64_t clients = 0;
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;

    bool operator==(const PlaceTotals&) const = default;
};

struct CountryTotals {
    CountryCode country;  ///< unknown for what has none
    Totals totals;

    bool operator==(const CountryTotals&) const = default;
};

/// One day of one repository: what is added to the state, and what is read from it.
struct DayCounts {
    CivilDay day;
    Totals totals;
    /// Requests that arrived after the day was sealed; they are part of totals.requests, and
    /// their clients are part of nothing, because they cannot be told from those known.
    std::uint64_t late_requests = 0;
    std::vector<PlaceTotals> places;       ///< ascending, each place once
    std::vector<CountryTotals> countries;  ///< ascending, each country once
};

}  // namespace mapgen
