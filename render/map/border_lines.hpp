#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "render/map/shapefile.hpp"

namespace mapgen {

/// Where a map's shapes come from.
struct MapSources {
    std::filesystem::path natural_earth;  ///< the folder of ne_*.shp
    /// "hairline": the countries' as Natural Earth draws them; "none"; or a shapefile of one's own.
    std::string borders = "hairline";
};

/// The lines that a map draws as borders; Natural Earth's at `scale`, "50m" or "110m". Of a
/// shapefile of polygons these are the lines along which two of them touch, or, where none do, all
/// outlines; of one of lines, all of them. Throws a usage Error for a file of one's own that does
/// not exist or whose .prj names other coordinates than longitude and latitude, and as
/// read_outlines() does.
std::vector<Polyline> border_lines(const MapSources& sources, std::string_view scale);

}  // namespace mapgen
