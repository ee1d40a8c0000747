#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/coordinates.hpp"

namespace mapgen {

/// A part of the earth to look at: a box of longitudes and latitudes, in degrees, at least one
/// degree wide and high.
struct Region {
    std::string name;  ///< as it was asked for: "europe", "-25,34,45,72"
    double west = -180;
    double south = -90;
    double east = 180;  ///< west < east ≤ west + 360: past 180 where the box crosses that meridian
    double north = 90;

    double width() const { return east - west; }
    Coordinates middle() const { return {(south + north) / 2, (west + east) / 2}; }
};

/// Reads a name of region_names() or "west,south,east,north" in degrees; where east is less than
/// west, the box crosses ±180°. "world" is no region: nothing. Throws a usage Error that quotes
/// `text` and lists the names.
std::optional<Region> parse_region(std::string_view text);

/// "world" and the regions that have a name, for error messages and help.
std::vector<std::string> region_names();

}  // namespace mapgen
