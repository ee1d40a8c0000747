#pragma once

#include "render/map/map_limits.hpp"
#include "render/map/plane_box.hpp"
#include "render/map/region.hpp"

namespace mapgen {

/// The limits of the whole map in this projection with the latitudes that a map of the world leaves
/// out: a region may lie there. Throws as limits_of() does.
MapLimits widest_limits_of(const Projection& projection);

/// The smallest box of the plane around a region, as far as the projection shows it. Throws a usage
/// Error where the edge of the map cuts through the region, or where the map does not show it.
PlaneBox box_around(const Region& region, const Projection& projection, const MapLimits& widest);

/// The part of `widest` that a picture of `visible` shows, and a little more: what lies beyond need
/// not be drawn.
MapLimits narrowed_limits(const MapLimits& widest, const Projection& projection,
                          const PlaneBox& visible, const Region& region);

}  // namespace mapgen
