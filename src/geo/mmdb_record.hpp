#pragma once

#include <optional>

#include "geo/location.hpp"

struct MMDB_entry_s;

namespace mapgen {

/// What a record says, as a place, country_only or no_place by the rules that GeoLocator's
/// documentation gives; nothing if the record is damaged.
std::optional<Location> decode_record(const MMDB_entry_s& record) noexcept;

}  // namespace mapgen
