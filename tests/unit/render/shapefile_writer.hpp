#pragma once

#include <filesystem>
#include <vector>

#include "render/map/shapefile.hpp"

namespace mapgen::test {

/// Writes `file` and its .shx with a shape for each part; `type` is Shapelib's, e.g. SHPT_ARC.
void write_shapefile(const std::filesystem::path& file, int type,
                     const std::vector<Polyline>& parts);

}  // namespace mapgen::test
