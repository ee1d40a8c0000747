#include "render/map/region_limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "render/map/longitude.hpp"

namespace mapgen {
namespace {

/// Boxes all around the earth have no middle that the map's edge could miss.
constexpr double nearly_full_turn = 359;

struct Band {
    std::string_view operation;
    double south;
    double north;
};

// These run away to infinity at a pole, or at the one that the cone opens to; others reach both.
constexpr std::array<Band, 6> bands{{
    {"merc", -85, 85},
    {"webmerc", -85, 85},
    {"poly", -80, 84},
    {"lcc", -60, 90},
    {"aea", -60, 90},
    {"eqdc", -60, 90},
}};

/// The region's longitudes as the window counts them.
std::array<double, 2> longitudes_in(const MapLimits& window, const Region& region) {
    if (region.width() >= nearly_full_turn) {
        return {window.west, window.east};
    }
    const double middle = (window.west + window.east) / 2;
    const double offset = wrapped_longitude(region.middle().longitude - middle);
    return {middle + offset - region.width() / 2, middle + offset + region.width() / 2};
}

MapLimits narrowed_disc(const MapLimits& widest, const Projection& projection,
                        const PlaneBox& visible) {
    const auto centre = projection.forward(widest.centre);
    if (!centre || !visible.contains(*centre)) {
        return widest;
    }
    const auto surrounds = [&](double radius) {
        for (int azimuth = 0; azimuth < 360; ++azimuth) {
            const auto rim = projection.forward(at_azimuth(widest.centre, azimuth, radius));
            if (rim && visible.contains(*rim)) {
                return false;
            }
        }
        return true;
    };
    MapLimits limits = widest;
    for (int radius = 1; radius < widest.radius; ++radius) {
        if (surrounds(radius)) {
            // The rim is looked at in a few points only.
            limits.radius = std::min(radius * 1.02 + 0.1, widest.radius);
            break;
        }
    }
    return limits;
}

}  // namespace

MapLimits widest_limits_of(const Projection& projection) {
    MapLimits limits = limits_of(projection);
    if (limits.shape == MapLimits::Shape::disc) {
        return limits;
    }
    const auto band = std::find_if(bands.begin(), bands.end(), [&](const Band& entry) {
        return entry.operation == projection.operation();
    });
    double south = band != bands.end() ? band->south : -90;
    double north = band != bands.end() ? band->north : 90;
    if (limits.north < -limits.south) {  // a cone that opens to the north
        south = -std::exchange(north, -south);
    }
    // Of a projection that nobody has listed above, as much as it can show.
    const double meridian = projection.central_meridian();
    limits.south = projection.forward({south, meridian}) ? south : limits.south;
    limits.north = projection.forward({north, meridian}) ? north : limits.north;
    return limits;
}

PlaneBox box_around(const Region& region, const Projection& projection, const MapLimits& widest) {
    double west = region.west;
    double east = region.east;
    double south = region.south;
    double north = region.north;
    if (widest.shape == MapLimits::Shape::window) {
        const auto longitudes = longitudes_in(widest, region);
        west = longitudes[0];
        east = longitudes[1];
        if (west < widest.west - 1e-6 || east > widest.east + 1e-6) {
            throw usage_error(fmt::format(
                "region \"{}\" does not fit on the map: projection '{}' ends at longitude {:.0f}; "
                "choose another central meridian or projection",
                region.name, projection.definition(),
                wrapped_longitude(west < widest.west - 1e-6 ? widest.west : widest.east)));
        }
        south = std::max(south, widest.south);
        north = std::min(north, widest.north);
    }
    // Not only the edge: a parallel may bulge inside of it.
    constexpr int steps = 120;
    PlaneBox box;
    for (int row = 0; row <= steps; ++row) {
        for (int column = 0; column <= steps; ++column) {
            const Coordinates point{south + (north - south) * row / steps,
                                    west + (east - west) * column / steps};
            if (widest.shape == MapLimits::Shape::window || widest.inside(point)) {
                box.include(projection.forward(point));
            }
        }
    }
    if (south >= north || !box.has_area()) {
        throw usage_error(
            fmt::format("region \"{}\" is not on the map in projection '{}'; choose "
                        "another projection",
                        region.name, projection.definition()));
    }
    return box;
}

MapLimits narrowed_limits(const MapLimits& widest, const Projection& projection,
                          const PlaneBox& visible, const Region& region) {
    if (widest.shape == MapLimits::Shape::disc) {
        return narrowed_disc(widest, projection, visible);
    }
    // What is visible between two points of this grid is less than a step away from one of them.
    constexpr double step = 1;
    const auto longitudes = longitudes_in(widest, region);
    double west = longitudes[0];
    double east = longitudes[1];
    double south = region.south;
    double north = region.north;
    const auto steps = [](double length) { return static_cast<int>(std::ceil(length / step)); };
    const int rows = steps(widest.north - widest.south);
    const int columns = steps(widest.east - widest.west);
    for (int row = 0; row <= rows; ++row) {
        const double latitude = std::min(widest.south + row * step, widest.north);
        for (int column = 0; column <= columns; ++column) {
            const double longitude = std::min(widest.west + column * step, widest.east);
            const auto point = projection.forward({latitude, longitude});
            if (point && visible.contains(*point)) {
                west = std::min(west, longitude);
                east = std::max(east, longitude);
                south = std::min(south, latitude);
                north = std::max(north, latitude);
            }
        }
    }
    MapLimits limits = widest;
    limits.west = std::max(west - 2 * step, widest.west);
    limits.east = std::min(east + 2 * step, widest.east);
    limits.south = std::max(south - 2 * step, widest.south);
    limits.north = std::min(north + 2 * step, widest.north);
    return limits;
}

}  // namespace mapgen
