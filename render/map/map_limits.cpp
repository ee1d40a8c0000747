#include "render/map/map_limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

#include "core/error.hpp"
#include "render/map/longitude.hpp"

namespace mapgen {
namespace {

constexpr double degree = std::numbers::pi / 180;

/// PROJ brings longitudes to (−180, 180] of the central meridian: exactly 180° may come out on
/// either side of the map, a centimetre before it does not.
constexpr double nearly_half_turn = 180 - 1e-7;

struct Disc {
    std::string_view operation;
    double radius;  ///< degrees: the horizon, or what can be shown without absurd distortion
};

// Half a degree short of the horizon hides the difference between sphere and ellipsoid; on an
// ellipsoid, the shortest way to the last 0.6° before the opposite point leads over the poles.
constexpr std::array<Disc, 6> discs{{
    {"laea", 179.5},
    {"aeqd", 179},
    {"ortho", 89.5},
    {"stere", 110},
    {"gnom", 60},
    {"airy", 89.5},
}};

struct Window {
    std::string_view operation;
    double half_width;
    double south;
    double north;
};

// Cylinders that stretch the poles end where Svalbard does; transverse ones grow without bounds
// a quarter turn from their meridian; cones open towards the other pole.
constexpr std::array<Window, 12> windows{{
    {"merc", 180, -60, 81},
    {"webmerc", 180, -60, 81},
    {"mill", 180, -60, 84},
    {"tmerc", 60, -80, 84},
    {"etmerc", 60, -80, 84},
    {"utm", 60, -80, 84},
    {"gstmerc", 60, -80, 84},
    {"cass", 60, -80, 84},
    {"lcc", 180, -20, 84},
    {"aea", 180, -20, 84},
    {"eqdc", 180, -20, 84},
    {"poly", 60, -60, 84},
}};

/// Views from a height above the ground (in metres, PROJ's +h) end at their horizon.
constexpr std::array<std::string_view, 3> views_from_space{"nsper", "tpers", "geos"};
constexpr double earth_radius = 6371000;

std::optional<double> disc_radius(const Projection& projection) {
    const std::string& operation = projection.operation();
    if (std::find(views_from_space.begin(), views_from_space.end(), operation) !=
        views_from_space.end()) {
        const double height = std::max(projection.number("h").value_or(0), 0.0);
        return std::max(std::acos(earth_radius / (earth_radius + height)) / degree - 0.5, 0.1);
    }
    const auto disc = std::find_if(discs.begin(), discs.end(),
                                   [&](const Disc& entry) { return entry.operation == operation; });
    return disc != discs.end() ? std::optional(disc->radius) : std::nullopt;
}

double distance(PlanePoint a, PlanePoint b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// Whether the projection jumps somewhere on the line from `a` to `b`: halving a continuous line
/// again and again makes its picture shorter.
bool jumps(const Projection& projection, Coordinates a, Coordinates b) {
    auto from = projection.forward(a);
    auto to = projection.forward(b);
    if (!from || !to) {
        return true;
    }
    const double whole = distance(*from, *to);
    for (int halving = 0; halving < 16; ++halving) {
        const Coordinates middle{(a.latitude + b.latitude) / 2, (a.longitude + b.longitude) / 2};
        const auto between = projection.forward(middle);
        if (!between) {
            return true;
        }
        if (distance(*from, *between) > distance(*between, *to)) {
            b = middle;
            to = between;
        } else {
            a = middle;
            from = between;
        }
    }
    return distance(*from, *to) > whole / 20;
}

void refuse_torn_worlds(const Projection& projection, const MapLimits& limits) {
    constexpr int columns = 72;
    constexpr int rows = 30;
    const auto node = [&](int column, int row) {
        return Coordinates{limits.south + (limits.north - limits.south) * row / rows,
                           limits.west + (limits.east - limits.west) * column / columns};
    };
    for (int row = 0; row <= rows; ++row) {
        for (int column = 0; column <= columns; ++column) {
            const Coordinates here = node(column, row);
            if ((column < columns && jumps(projection, here, node(column + 1, row))) ||
                (row < rows && jumps(projection, here, node(column, row + 1)))) {
                throw usage_error(fmt::format(
                    "projection '{}' cannot be drawn: it tears the map near latitude {:.0f}, "
                    "longitude {:.0f}; choose an uninterrupted one",
                    projection.definition(), here.latitude, wrapped_longitude(here.longitude)));
            }
        }
    }
}

}  // namespace

std::optional<Coordinates> MapLimits::inside(Coordinates coordinates) const {
    if (shape == Shape::disc) {
        if (angular_distance(centre, coordinates) > radius) {
            return std::nullopt;
        }
        return coordinates;
    }
    const double middle = (west + east) / 2;
    double from_middle = wrapped_longitude(coordinates.longitude - middle);
    // The cut itself belongs to the west side, a hair inside.
    from_middle = std::max(from_middle, -nearly_half_turn);
    if (coordinates.latitude < south || coordinates.latitude > north ||
        middle + from_middle < west - 1e-9 || middle + from_middle > east + 1e-9) {
        return std::nullopt;
    }
    return Coordinates{coordinates.latitude, middle + from_middle};
}

MapLimits limits_of(const Projection& projection) {
    MapLimits limits;
    const std::string& operation = projection.operation();
    const double meridian = projection.central_meridian();
    if (const auto radius = disc_radius(projection)) {
        limits.shape = MapLimits::Shape::disc;
        limits.centre = {projection.angle("lat_0").value_or(0), meridian};
        limits.radius = *radius;
        return limits;
    }
    double half_width = nearly_half_turn;
    const auto window = std::find_if(windows.begin(), windows.end(), [&](const Window& entry) {
        return entry.operation == operation;
    });
    if (window != windows.end()) {
        half_width = std::min(window->half_width, nearly_half_turn);
        limits.south = window->south;
        limits.north = window->north;
        // A cone whose standard parallels are southern opens to the north.
        if (operation == "lcc" || operation == "aea" || operation == "eqdc") {
            if (projection.angle("lat_1").value_or(1) < 0) {
                limits.south = -window->north;
                limits.north = -window->south;
            }
        }
    }
    limits.west = meridian - half_width;
    limits.east = meridian + half_width;
    refuse_torn_worlds(projection, limits);
    return limits;
}

double angular_distance(Coordinates from, Coordinates to) {
    // The haversine keeps its precision for neighbours, and the arguments below it for antipodes.
    const double across = std::sin((to.latitude - from.latitude) * degree / 2);
    const double along = std::sin((to.longitude - from.longitude) * degree / 2);
    const double half_chord_squared = across * across + std::cos(from.latitude * degree) *
                                                            std::cos(to.latitude * degree) * along *
                                                            along;
    const double clamped = std::clamp(half_chord_squared, 0.0, 1.0);
    return 2 * std::atan2(std::sqrt(clamped), std::sqrt(1 - clamped)) / degree;
}

Coordinates at_azimuth(Coordinates from, double azimuth, double distance) {
    const double latitude = from.latitude * degree;
    const double turn = distance * degree;
    const double direction = azimuth * degree;
    const double sine = std::sin(latitude) * std::cos(turn) +
                        std::cos(latitude) * std::sin(turn) * std::cos(direction);
    const double longitude =
        std::atan2(std::sin(direction) * std::sin(turn),
                   std::cos(latitude) * std::cos(turn) -
                       std::sin(latitude) * std::sin(turn) * std::cos(direction));
    return {std::asin(std::clamp(sine, -1.0, 1.0)) / degree,
            wrapped_longitude(from.longitude + longitude / degree)};
}

Coordinates towards(Coordinates from, Coordinates to, double distance) {
    const double latitude = from.latitude * degree;
    const double other = to.latitude * degree;
    const double turn = (to.longitude - from.longitude) * degree;
    const double azimuth = std::atan2(std::sin(turn) * std::cos(other),
                                      std::cos(latitude) * std::sin(other) -
                                          std::sin(latitude) * std::cos(other) * std::cos(turn));
    return at_azimuth(from, azimuth / degree, distance);
}

}  // namespace mapgen
