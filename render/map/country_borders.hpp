#pragma once

#include <vector>

#include "render/map/shapefile.hpp"

namespace mapgen {

/// The lines along which two of the polygons touch, each once. Coasts and the cuts at ±180° belong
/// to one polygon only and are left out.
std::vector<Polyline> shared_borders(const std::vector<Ring>& polygons);

}  // namespace mapgen
