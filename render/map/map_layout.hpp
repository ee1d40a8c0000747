#pragma once

#include <optional>

#include "core/coordinates.hpp"
#include "render/map/map_limits.hpp"
#include "render/map/projection.hpp"
#include "render/map/region.hpp"

namespace mapgen {

/// A point in a picture: x to the right, y downwards; pixel (i, j) covers i ≤ x < i + 1 and
/// j ≤ y < j + 1.
struct PixelPoint {
    double x = 0;
    double y = 0;
};

/// A rectangle in a picture, in pixels.
struct PixelArea {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;

    double right() const { return left + width; }
    double bottom() const { return top + height; }
};

/// Where on a picture each point of the earth is: the projected world, fitted into an area, as
/// large as it can be without distortion and in its middle; or a region, fitted in the same way,
/// with all that is around it up to the area's edges. Everything that is drawn goes through here.
/// Not thread-safe, as Projection is not.
class MapLayout {
public:
    /// Throws as limits_of() does.
    MapLayout(Projection projection, PixelArea area);
    /// Throws as widest_limits_of() and box_around() do.
    MapLayout(Projection projection, PixelArea area, const Region& region);

    /// Nothing for points that the map does not show: behind the horizon, beyond its latitudes,
    /// outside of a region's area.
    std::optional<PixelPoint> pixel_of(Coordinates coordinates) const;
    /// The same for a point that is already within limits(), whose longitude is taken as it is.
    std::optional<PixelPoint> pixel_within(Coordinates coordinates) const;

    const Projection& projection() const noexcept { return m_projection; }
    const MapLimits& limits() const noexcept { return m_limits; }
    /// The smallest rectangle around all that is shown; of a region, the whole area.
    PixelArea extent() const noexcept { return m_extent; }
    /// Whether the map goes on beyond extent(): a region, and not the whole world.
    bool is_cut_out() const noexcept { return m_is_cut_out; }
    /// The scale in the middle of the map: pixels to a degree of a great circle (111 km).
    double pixels_per_degree() const;

private:
    Projection m_projection;
    MapLimits m_limits;
    PixelArea m_extent;
    double m_west = 0;  ///< of the projected world, in the projection's units
    double m_north = 0;
    double m_pixels_per_unit = 1;
    bool m_is_cut_out = false;
};

}  // namespace mapgen
