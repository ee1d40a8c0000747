#include "render/map/map_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "render/map/plane_box.hpp"
#include "render/map/region_limits.hpp"

namespace mapgen {
namespace {

PlaneBox projected_box(const Projection& projection, const MapLimits& limits) {
    PlaneBox box;
    if (limits.shape == MapLimits::Shape::disc) {
        for (int azimuth = 0; azimuth < 360; ++azimuth) {
            box.include(projection.forward(at_azimuth(limits.centre, azimuth, limits.radius)));
        }
        return box;
    }
    // The widest parallel need not be an edge of the window, so its inside is looked at as well.
    constexpr int steps = 360;
    for (int row = 0; row <= steps; ++row) {
        const double latitude = limits.south + (limits.north - limits.south) * row / steps;
        const int stride = row == 0 || row == steps ? 1 : 20;
        for (int column = 0; column <= steps; column += stride) {
            const double longitude = limits.west + (limits.east - limits.west) * column / steps;
            box.include(projection.forward({latitude, longitude}));
        }
    }
    // A pole of the parallels' middle, where the world is widest in nearly all projections.
    if (limits.south < 0 && limits.north > 0) {
        box.include(projection.forward({0, limits.west}));
        box.include(projection.forward({0, limits.east}));
    }
    return box;
}

}  // namespace

MapLayout::MapLayout(Projection projection, PixelArea area)
    : m_projection(std::move(projection)), m_limits(limits_of(m_projection)) {
    const PlaneBox box = projected_box(m_projection, m_limits);
    if (!box.has_area()) {
        throw usage_error(fmt::format("projection '{}' cannot be drawn: it shows nothing",
                                      m_projection.definition()));
    }
    m_pixels_per_unit = std::min(area.width / box.width(), area.height / box.height());
    m_extent.width = box.width() * m_pixels_per_unit;
    m_extent.height = box.height() * m_pixels_per_unit;
    m_extent.left = area.left + (area.width - m_extent.width) / 2;
    m_extent.top = area.top + (area.height - m_extent.height) / 2;
    m_west = box.west;
    m_north = box.north;
}

MapLayout::MapLayout(Projection projection, PixelArea area, const Region& region)
    : m_projection(std::move(projection)),
      m_limits(widest_limits_of(m_projection)),
      m_extent(area),
      m_is_cut_out(true) {
    const PlaneBox box = box_around(region, m_projection, m_limits);
    m_pixels_per_unit = std::min(area.width / box.width(), area.height / box.height());
    const double width = area.width / m_pixels_per_unit;
    const double height = area.height / m_pixels_per_unit;
    m_west = (box.west + box.east - width) / 2;
    m_north = (box.south + box.north + height) / 2;
    m_limits = narrowed_limits(m_limits, m_projection,
                               {m_west, m_west + width, m_north - height, m_north}, region);
}

std::optional<PixelPoint> MapLayout::pixel_of(Coordinates coordinates) const {
    const auto within = m_limits.inside(coordinates);
    const auto pixel = within ? pixel_within(*within) : std::nullopt;
    if (pixel && m_is_cut_out &&
        (pixel->x < m_extent.left || pixel->x >= m_extent.right() || pixel->y < m_extent.top ||
         pixel->y >= m_extent.bottom())) {
        return std::nullopt;
    }
    return pixel;
}

std::optional<PixelPoint> MapLayout::pixel_within(Coordinates coordinates) const {
    const auto point = m_projection.forward(coordinates);
    if (!point) {
        return std::nullopt;
    }
    return PixelPoint{m_extent.left + (point->x - m_west) * m_pixels_per_unit,
                      m_extent.top + (m_north - point->y) * m_pixels_per_unit};
}

double MapLayout::pixels_per_degree() const {
    const Coordinates centre = m_limits.shape == MapLimits::Shape::disc
                                   ? m_limits.centre
                                   : Coordinates{(m_limits.south + m_limits.north) / 2,
                                                 (m_limits.west + m_limits.east) / 2};
    constexpr double step = 0.1;  // degrees
    const auto here = pixel_within(centre);
    const auto north = pixel_within(at_azimuth(centre, 0, step));
    const auto east = pixel_within(at_azimuth(centre, 90, step));
    if (!here || !north || !east) {
        return 0;
    }
    const double square =
        (north->x - here->x) * (east->y - here->y) - (north->y - here->y) * (east->x - here->x);
    return std::sqrt(std::abs(square)) / step;
}

}  // namespace mapgen
