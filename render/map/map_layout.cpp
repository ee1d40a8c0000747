#include "render/map/map_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/error.hpp"

namespace mapgen {
namespace {

struct PlaneBox {
    double west = std::numeric_limits<double>::infinity();
    double east = -std::numeric_limits<double>::infinity();
    double south = std::numeric_limits<double>::infinity();
    double north = -std::numeric_limits<double>::infinity();

    void include(std::optional<PlanePoint> point) {
        if (point) {
            west = std::min(west, point->x);
            east = std::max(east, point->x);
            south = std::min(south, point->y);
            north = std::max(north, point->y);
        }
    }
};

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
    const double width = box.east - box.west;
    const double height = box.north - box.south;
    if (!(width > 0) || !(height > 0)) {
        throw usage_error(fmt::format("projection '{}' cannot be drawn: it shows nothing",
                                      m_projection.definition()));
    }
    m_pixels_per_unit = std::min(area.width / width, area.height / height);
    m_extent.width = width * m_pixels_per_unit;
    m_extent.height = height * m_pixels_per_unit;
    m_extent.left = area.left + (area.width - m_extent.width) / 2;
    m_extent.top = area.top + (area.height - m_extent.height) / 2;
    m_west = box.west;
    m_north = box.north;
}

std::optional<PixelPoint> MapLayout::pixel_of(Coordinates coordinates) const {
    const auto within = m_limits.inside(coordinates);
    return within ? pixel_within(*within) : std::nullopt;
}

std::optional<PixelPoint> MapLayout::pixel_within(Coordinates coordinates) const {
    const auto point = m_projection.forward(coordinates);
    if (!point) {
        return std::nullopt;
    }
    return PixelPoint{m_extent.left + (point->x - m_west) * m_pixels_per_unit,
                      m_extent.top + (m_north - point->y) * m_pixels_per_unit};
}

}  // namespace mapgen
