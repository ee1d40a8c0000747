#pragma once

#include <vector>

#include "render/map/map_limits.hpp"
#include "render/map/shapefile.hpp"

namespace mapgen {

/// Whether an unwrapped ring may cover some of the disc: it certainly does not where the answer is
/// false. A ring that covers all of a small disc may have all its corners far away.
bool may_reach_into(const MapLimits& disc, const Ring& unwrapped_ring);

/// The pieces of an unwrapped line on the disc, up to its rim.
std::vector<Polyline> line_on_disc(const Polyline& unwrapped_line, const MapLimits& disc);

}  // namespace mapgen
