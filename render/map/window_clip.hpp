#pragma once

#include <vector>

#include "render/map/map_limits.hpp"
#include "render/map/shapefile.hpp"

namespace mapgen {

/// A ring without jumps at ±180°: each longitude is within 180° of the one before. A ring around a
/// pole comes back a full turn away and is closed along that pole's edge of the plane.
Ring unwrapped(const Ring& ring);
/// The same for an open line.
Polyline unwrapped_line(const Polyline& line);

/// The parts of an unwrapped ring inside a window of longitudes and latitudes, as many copies of
/// it as there are turns that reach into the window. Edges along the window join the parts.
std::vector<Ring> clipped_to_window(const Ring& unwrapped_ring, const MapLimits& window);
/// The pieces of an unwrapped line inside the window.
std::vector<Polyline> line_in_window(const Polyline& unwrapped_line, const MapLimits& window);

/// Whether a point is inside an unwrapped ring, or a copy of it turns away (even-odd rule).
bool encloses(const Ring& unwrapped_ring, Coordinates point);

}  // namespace mapgen
