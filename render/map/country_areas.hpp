#pragma once

#include <filesystem>
#include <vector>

#include "core/coordinates.hpp"
#include "render/map/map_path.hpp"

namespace mapgen {

/// A country as it lies on the map.
struct CountryArea {
    CountryCode country;
    std::vector<PixelPath> rings;  ///< to be filled together by the even-odd rule
};

/// The countries with a code that the map shows, from Natural Earth's shapefile in `natural_earth`
/// and the field iso_a2 (ISO 3166-1 alpha-2) of the .dbf beside it; at the scale in which the base
/// map is drawn. Throws a failure Error that names a file that is missing or damaged, or a .dbf
/// that has not as many records as there are shapes.
std::vector<CountryArea> country_areas(const MapLayout& layout,
                                       const std::filesystem::path& natural_earth);

}  // namespace mapgen
