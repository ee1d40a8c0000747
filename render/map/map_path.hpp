#pragma once

#include <vector>

#include "render/map/map_layout.hpp"
#include "render/map/shapefile.hpp"

namespace mapgen {

/// A line on the picture. Fills close it, strokes do not.
using PixelPath = std::vector<PixelPoint>;

/// The outline of all that the map shows: the ocean's shape.
PixelPath world_outline(const MapLayout& layout);

/// The rings as they lie on the map, to be filled together by the even-odd rule: cut at the edge
/// of the map and bent as the projection bends them. Rings may cross ±180°, and may enclose a pole.
std::vector<PixelPath> filled_paths(const MapLayout& layout, const std::vector<Ring>& rings);

/// The visible pieces of lines.
std::vector<PixelPath> line_paths(const MapLayout& layout, const std::vector<Polyline>& lines);

/// Meridians and parallels, every `step` degrees.
std::vector<Polyline> graticule(int step);

}  // namespace mapgen
