#pragma once

#include <optional>

#include "geo/location.hpp"

struct MMDB_entry_s;

namespace mapgen {

/// Where a record keeps its coordinates and country.
enum class RecordShape {
    nested,  ///< location.latitude, country.iso_code
    flat,    ///< latitude, country_code
};

/// The shape of one record that is not damaged.
RecordShape shape_of(const MMDB_entry_s& record) noexcept;

/// What a record says, as a place, country_only or no_place by the rules that GeoLocator's
/// documentation gives; nothing if the record is damaged. `expected` decides only where to look
/// first: searching a record for a key that it lacks is most of the cost of decoding it.
std::optional<Location> decode_record(const MMDB_entry_s& record, RecordShape expected) noexcept;

}  // namespace mapgen
