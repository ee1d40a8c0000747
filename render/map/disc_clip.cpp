#include "render/map/disc_clip.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "render/map/longitude.hpp"

namespace mapgen {
namespace {

/// A box of longitudes and latitudes around the disc.
MapLimits window_around(const MapLimits& disc) {
    constexpr double degree = std::numbers::pi / 180;
    MapLimits window;
    window.south = disc.centre.latitude - disc.radius;
    window.north = disc.centre.latitude + disc.radius;
    double half_width = 180;
    if (window.south > -90 && window.north < 90) {
        // Where a meridian touches the disc: a spherical triangle with a right angle.
        half_width =
            std::asin(std::min(
                std::sin(disc.radius * degree) / std::cos(disc.centre.latitude * degree), 1.0)) /
            degree;
    }
    window.west = disc.centre.longitude - half_width;
    window.east = disc.centre.longitude + half_width;
    return window;
}

}  // namespace

bool may_reach_into(const MapLimits& disc, const Ring& unwrapped_ring) {
    const MapLimits window = window_around(disc);
    double west = unwrapped_ring.front().longitude;
    double east = west;
    double south = unwrapped_ring.front().latitude;
    double north = south;
    for (const Coordinates& point : unwrapped_ring) {
        west = std::min(west, point.longitude);
        east = std::max(east, point.longitude);
        south = std::min(south, point.latitude);
        north = std::max(north, point.latitude);
    }
    if (north < window.south || south > window.north) {
        return false;
    }
    const double between = wrapped_longitude((west + east - window.west - window.east) / 2);
    return std::abs(between) <= (east - west + window.east - window.west) / 2;
}

std::vector<Polyline> line_on_disc(const Polyline& unwrapped_line, const MapLimits& disc) {
    // Of an edge longer than this, both ends may be outside and the middle inside.
    const double longest_step = std::min(2.0, disc.radius / 8);  // degrees
    const auto is_inside = [&](Coordinates point) {
        return angular_distance(disc.centre, point) <= disc.radius;
    };
    const auto between = [](Coordinates a, Coordinates b, double part) {
        return Coordinates{a.latitude + (b.latitude - a.latitude) * part,
                           a.longitude + (b.longitude - a.longitude) * part};
    };
    const auto rim = [&](Coordinates inside, Coordinates outside) {
        for (int halving = 0; halving < 24; ++halving) {
            const Coordinates middle = between(inside, outside, 0.5);
            (is_inside(middle) ? inside : outside) = middle;
        }
        return inside;
    };
    std::vector<Polyline> pieces;
    Polyline piece;
    const auto finish = [&] {
        if (piece.size() >= 2) {
            pieces.push_back(std::move(piece));
        }
        piece.clear();
    };
    for (std::size_t i = 0; i + 1 < unwrapped_line.size(); ++i) {
        const Coordinates from = unwrapped_line[i];
        const Coordinates to = unwrapped_line[i + 1];
        const double length = std::max(std::abs(to.longitude - from.longitude),
                                       std::abs(to.latitude - from.latitude));
        const int steps = std::max(static_cast<int>(std::ceil(length / longest_step)), 1);
        for (int step = 0; step < steps; ++step) {
            const Coordinates begin = between(from, to, static_cast<double>(step) / steps);
            const Coordinates end = between(from, to, (step + 1.0) / steps);
            if (!is_inside(begin)) {
                if (is_inside(end)) {
                    piece = {rim(end, begin), end};
                }
                continue;
            }
            if (piece.empty()) {
                piece.push_back(begin);
            }
            piece.push_back(is_inside(end) ? end : rim(begin, end));
            if (!is_inside(end)) {
                finish();
            }
        }
    }
    finish();
    return pieces;
}

}  // namespace mapgen
