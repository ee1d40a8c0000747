#include "render/map/window_clip.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "render/map/longitude.hpp"

namespace mapgen {
namespace {

constexpr std::array<int, 5> turns{-2, -1, 0, 1, 2};

std::pair<double, double> longitude_range(const std::vector<Coordinates>& points) {
    double least = std::numeric_limits<double>::infinity();
    double greatest = -least;
    for (const Coordinates& point : points) {
        least = std::min(least, point.longitude);
        greatest = std::max(greatest, point.longitude);
    }
    return {least, greatest};
}

std::vector<Coordinates> shifted(std::vector<Coordinates> points, double degrees) {
    for (Coordinates& point : points) {
        point.longitude += degrees;
    }
    return points;
}

/// One side of the window: inside where sign × (value − limit) ≥ 0.
struct Side {
    double Coordinates::*value;
    double limit;
    double sign;

    bool inside(Coordinates point) const { return sign * (point.*value - limit) >= 0; }
    Coordinates crossing(Coordinates a, Coordinates b) const {
        const double part = (limit - a.*value) / (b.*value - a.*value);
        Coordinates point{a.latitude + (b.latitude - a.latitude) * part,
                          a.longitude + (b.longitude - a.longitude) * part};
        point.*value = limit;
        return point;
    }
};

std::array<Side, 4> sides_of(const MapLimits& window) {
    return {Side{&Coordinates::longitude, window.west, 1},
            Side{&Coordinates::longitude, window.east, -1},
            Side{&Coordinates::latitude, window.south, 1},
            Side{&Coordinates::latitude, window.north, -1}};
}

/// Sutherland and Hodgman, "Reentrant polygon clipping" (1974), for one side.
Ring clipped(const Ring& ring, const Side& side) {
    Ring result;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Coordinates from = ring[i];
        const Coordinates to = ring[(i + 1) % ring.size()];
        if (side.inside(from)) {
            result.push_back(from);
        }
        if (side.inside(from) != side.inside(to)) {
            result.push_back(side.crossing(from, to));
        }
    }
    return result;
}

std::optional<std::pair<Coordinates, Coordinates>> clipped(Coordinates a, Coordinates b,
                                                           const std::array<Side, 4>& sides) {
    for (const Side& side : sides) {
        if (!side.inside(a) && !side.inside(b)) {
            return std::nullopt;
        }
        if (!side.inside(a)) {
            a = side.crossing(a, b);
        } else if (!side.inside(b)) {
            b = side.crossing(a, b);
        }
    }
    return std::pair{a, b};
}

}  // namespace

Polyline unwrapped_line(const Polyline& line) {
    Polyline result = line;
    for (std::size_t i = 1; i < result.size(); ++i) {
        result[i].longitude =
            result[i - 1].longitude + wrapped_longitude(line[i].longitude - line[i - 1].longitude);
    }
    return result;
}

Ring unwrapped(const Ring& ring) {
    Ring result = unwrapped_line(ring);
    const double closing = wrapped_longitude(ring.front().longitude - ring.back().longitude);
    const double turn = result.back().longitude + closing - result.front().longitude;
    if (std::abs(turn) > 180) {
        double sum = 0;
        for (const Coordinates& point : ring) {
            sum += point.latitude;
        }
        const double pole = sum < 0 ? -90 : 90;
        const Coordinates first = result.front();
        result.push_back({first.latitude, first.longitude + turn});
        result.push_back({pole, first.longitude + turn});
        result.push_back({pole, first.longitude});
    }
    return result;
}

std::vector<Ring> clipped_to_window(const Ring& unwrapped_ring, const MapLimits& window) {
    std::vector<Ring> parts;
    const auto [least, greatest] = longitude_range(unwrapped_ring);
    for (const int turn : turns) {
        const double shift = 360.0 * turn;
        if (greatest + shift <= window.west || least + shift >= window.east) {
            continue;
        }
        Ring part = shifted(unwrapped_ring, shift);
        for (const Side& side : sides_of(window)) {
            part = clipped(part, side);
        }
        if (part.size() >= 3) {
            parts.push_back(std::move(part));
        }
    }
    return parts;
}

std::vector<Polyline> line_in_window(const Polyline& unwrapped_line, const MapLimits& window) {
    std::vector<Polyline> pieces;
    const auto [least, greatest] = longitude_range(unwrapped_line);
    const auto sides = sides_of(window);
    for (const int turn : turns) {
        const double shift = 360.0 * turn;
        if (greatest + shift < window.west || least + shift > window.east) {
            continue;
        }
        const Polyline line = shifted(unwrapped_line, shift);
        Polyline piece;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const auto visible = clipped(line[i], line[i + 1], sides);
            if (!visible || (!piece.empty() && !(piece.back() == visible->first))) {
                if (piece.size() >= 2) {
                    pieces.push_back(piece);
                }
                piece.clear();
            }
            if (visible) {
                if (piece.empty()) {
                    piece.push_back(visible->first);
                }
                piece.push_back(visible->second);
            }
        }
        if (piece.size() >= 2) {
            pieces.push_back(std::move(piece));
        }
    }
    return pieces;
}

bool encloses(const Ring& unwrapped_ring, Coordinates point) {
    bool inside = false;
    for (const int turn : turns) {
        const double longitude = point.longitude + 360.0 * turn;
        for (std::size_t i = 0; i < unwrapped_ring.size(); ++i) {
            const Coordinates a = unwrapped_ring[i];
            const Coordinates b = unwrapped_ring[(i + 1) % unwrapped_ring.size()];
            if ((a.latitude > point.latitude) != (b.latitude > point.latitude) &&
                longitude < a.longitude + (b.longitude - a.longitude) *
                                              (point.latitude - a.latitude) /
                                              (b.latitude - a.latitude)) {
                inside = !inside;
            }
        }
    }
    return inside;
}

}  // namespace mapgen
