#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "render/map/border_lines.hpp"
#include "render/map/map_layout.hpp"
#include "render/map/map_path.hpp"

namespace mapgen {

/// Opaque colours, 0xRRGGBB.
struct MapColours {
    std::uint32_t background = 0;
    std::uint32_t ocean = 0;
    std::uint32_t land = 0;
    std::uint32_t border = 0;
    std::uint32_t graticule = 0;
};

/// Which of Natural Earth's scales a map is drawn in: "50m", or "110m" where it is small.
std::string map_scale(const MapLayout& layout);

/// The lakes that a map shows, to be filled together by the even-odd rule. Throws as
/// draw_base_map() does.
std::vector<PixelPath> lake_paths(const MapLayout& layout,
                                  const std::filesystem::path& natural_earth);

/// The world, or a region, without data: land, lakes, borders and graticule, of Natural Earth's
/// 1:50 m shapes, or of its 1:110 m ones where the map is small. Fills all of `pixels`
/// (native-endian 0xFFRRGGBB, `width` × `height` without padding). Throws a failure Error that
/// names a shapefile that is missing or damaged, and as border_lines() does.
void draw_base_map(const MapLayout& layout, const MapColours& colours, const MapSources& sources,
                   std::span<std::uint32_t> pixels, int width, int height);

}  // namespace mapgen
