#pragma once

#include <optional>

#include "render/map/projection.hpp"

namespace mapgen {

/// The part of the earth that a map shows. Most projections show a window of longitudes and
/// latitudes, cut at the meridian opposite to their own; azimuthal ones show a disc around their
/// centre, up to the horizon or nearly to the opposite point.
struct MapLimits {
    enum class Shape { window, disc };

    Shape shape = Shape::window;
    double west = -180;  ///< window: lon_0 − half the width; east − west ≤ 360, east may pass 180
    double east = 180;
    double south = -60;
    double north = 84;
    Coordinates centre;  ///< disc
    double radius = 90;  ///< disc: degrees from the centre

    /// The longitude of the same meridian inside the window, or nothing if it is outside.
    std::optional<Coordinates> inside(Coordinates coordinates) const;
};

/// What a map in this projection shows. Throws a usage Error for projections that tear the world
/// apart elsewhere than at the cut meridian (interrupted or oblique ones) or cannot show it.
MapLimits limits_of(const Projection& projection);

/// Degrees of the great circle between two points, on the sphere.
double angular_distance(Coordinates from, Coordinates to);
/// The point `distance` degrees from `from` on the great circle towards `to`.
Coordinates towards(Coordinates from, Coordinates to, double distance);
/// The point `distance` degrees from `from` in the direction `azimuth` (degrees east of north).
Coordinates at_azimuth(Coordinates from, double azimuth, double distance);

}  // namespace mapgen
