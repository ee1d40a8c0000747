#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/day_counts.hpp"

namespace mapgen {

/// How a day's places and countries lie in the state (docs/state.md describes the bytes): columns
/// of variable-length numbers, deflated. Packing the same values gives the same bytes.
std::string pack_places(std::span<const PlaceTotals> places);
std::string pack_countries(std::span<const CountryTotals> countries);

/// The inverse. Throw std::runtime_error on bytes that were not packed here.
std::vector<PlaceTotals> unpack_places(std::string_view packed);
std::vector<CountryTotals> unpack_countries(std::string_view packed);

/// Adds `more` to `to`; both ascending by place or country.
void merge_places(std::vector<PlaceTotals>& to, std::span<const PlaceTotals> more);
void merge_countries(std::vector<CountryTotals>& to, std::span<const CountryTotals> more);

}  // namespace mapgen
