#pragma once

#include <cstdint>
#include <string_view>

#include "core/coordinates.hpp"

namespace mapgen {

/// The different answers to "where is this address?".
enum class LocationKind : std::uint8_t {
    place,            ///< coordinates, and mostly a country
    country_only,     ///< a country, and no coordinates finer than it
    no_place,         ///< the table has a record that says neither
    unknown_address,  ///< no table has a record
    private_address,  ///< no table can have one (IpAddress::is_private)
};

std::string_view name_of(LocationKind kind);  ///< "place", "country-only", …

struct Location {
    LocationKind kind = LocationKind::unknown_address;
    Coordinates coordinates;               ///< only where kind is place
    CountryCode country;                   ///< where known
    std::uint16_t accuracy_radius_km = 0;  ///< 0 where the table does not say

    bool operator==(const Location&) const = default;
};

}  // namespace mapgen
