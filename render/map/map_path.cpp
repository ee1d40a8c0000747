#include "render/map/map_path.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "render/map/disc_clip.hpp"
#include "render/map/window_clip.hpp"

namespace mapgen {
namespace {

/// A straight line between two points of a shapefile is straight in longitude and latitude; on the
/// map it is a curve. It is halved until the picture cannot tell the curve from its chords.
constexpr double tolerated_deviation = 0.1;  // pixels
constexpr double longest_chord = 2;          // degrees
constexpr double shortest_chord = 0.02;      // degrees: never halved in a window
constexpr int most_halvings = 14;

/// Puts lines of the earth on the picture point by point. On a disc, points beyond its edge are
/// pulled back to the edge in their own direction, which keeps inside what was inside.
class Tracer {
public:
    explicit Tracer(const MapLayout& layout)
        : m_layout(layout), m_limits(layout.limits()), m_seen(layout.extent()) {}

    PixelPath trace(const std::vector<Coordinates>& points, bool closed) const {
        PixelPath path;
        path.reserve(points.size() + 1);
        const std::size_t edges = closed ? points.size() : points.size() - 1;
        for (std::size_t i = 0; i < edges; ++i) {
            const Coordinates from = points[i];
            const Coordinates to = points[(i + 1) % points.size()];
            const auto start = shown(from);
            const auto end = shown(to);
            if (start && path.empty()) {
                path.push_back(*start);
            }
            if (start && end) {
                halve(path, from, *start, to, *end, 0);
            }
            if (end) {
                path.push_back(*end);
            }
        }
        return path;
    }

private:
    std::optional<PixelPoint> shown(Coordinates point) const {
        if (m_limits.shape == MapLimits::Shape::disc &&
            angular_distance(m_limits.centre, point) > m_limits.radius) {
            point = towards(m_limits.centre, point, m_limits.radius);
        }
        return m_layout.pixel_within(point);
    }

    /// Adds the points strictly between `from` and `to`.
    void halve(PixelPath& path, Coordinates from, PixelPoint start, Coordinates to, PixelPoint end,
               int depth) const {
        const double length = std::max(std::abs(to.longitude - from.longitude),
                                       std::abs(to.latitude - from.latitude));
        if (depth >= most_halvings ||
            (m_limits.shape == MapLimits::Shape::window && length < shortest_chord)) {
            return;
        }
        const Coordinates middle{(from.latitude + to.latitude) / 2,
                                 (from.longitude + to.longitude) / 2};
        const auto point = shown(middle);
        if (!point || (length <= longest_chord && is_far_outside(start, *point, end))) {
            return;
        }
        const double deviation =
            std::hypot(point->x - (start.x + end.x) / 2, point->y - (start.y + end.y) / 2);
        if (length > longest_chord || deviation > tolerated_deviation) {
            halve(path, from, start, middle, *point, depth + 1);
            path.push_back(*point);
            halve(path, middle, *point, to, end, depth + 1);
        }
    }

    /// Around a region there is much that no one will see.
    bool is_far_outside(PixelPoint a, PixelPoint b, PixelPoint c) const {
        return std::max({a.x, b.x, c.x}) < m_seen.left - margin ||
               std::min({a.x, b.x, c.x}) > m_seen.right() + margin ||
               std::max({a.y, b.y, c.y}) < m_seen.top - margin ||
               std::min({a.y, b.y, c.y}) > m_seen.bottom() + margin;
    }

    static constexpr double margin = 100;  // pixels

    const MapLayout& m_layout;
    const MapLimits& m_limits;
    PixelArea m_seen;
};

PixelPath disc_outline(const MapLayout& layout) {
    PixelPath path;
    constexpr int corners = 1440;
    for (int i = 0; i < corners; ++i) {
        const Coordinates rim =
            at_azimuth(layout.limits().centre, 360.0 * i / corners, layout.limits().radius);
        if (const auto point = layout.pixel_within(rim)) {
            path.push_back(*point);
        }
    }
    return path;
}

std::vector<PixelPath> filled_on_disc(const MapLayout& layout, const std::vector<Ring>& rings) {
    const MapLimits& disc = layout.limits();
    const Coordinates opposite{-disc.centre.latitude, disc.centre.longitude + 180};
    const Tracer tracer(layout);
    std::vector<PixelPath> paths;
    bool opposite_is_inside = false;
    for (const Ring& ring : rings) {
        const Ring whole = unwrapped(ring);
        const bool around_opposite = encloses(whole, opposite);
        opposite_is_inside = opposite_is_inside != around_opposite;
        if (around_opposite || may_reach_into(disc, whole)) {
            paths.push_back(tracer.trace(whole, true));
        }
    }
    // On the plane, the inside of a ring around the opposite point is all that is outside of it:
    // one more turn around everything says so in the even-odd rule.
    if (opposite_is_inside) {
        paths.push_back(disc_outline(layout));
    }
    return paths;
}

}  // namespace

PixelPath world_outline(const MapLayout& layout) {
    const MapLimits& limits = layout.limits();
    if (limits.shape == MapLimits::Shape::disc) {
        return disc_outline(layout);
    }
    return Tracer(layout).trace({{limits.south, limits.west},
                                 {limits.south, limits.east},
                                 {limits.north, limits.east},
                                 {limits.north, limits.west}},
                                true);
}

std::vector<PixelPath> filled_paths(const MapLayout& layout, const std::vector<Ring>& rings) {
    if (layout.limits().shape == MapLimits::Shape::disc) {
        return filled_on_disc(layout, rings);
    }
    const Tracer tracer(layout);
    std::vector<PixelPath> paths;
    for (const Ring& ring : rings) {
        for (const Ring& part : clipped_to_window(unwrapped(ring), layout.limits())) {
            paths.push_back(tracer.trace(part, true));
        }
    }
    return paths;
}

std::vector<PixelPath> line_paths(const MapLayout& layout, const std::vector<Polyline>& lines) {
    const MapLimits& limits = layout.limits();
    const Tracer tracer(layout);
    std::vector<PixelPath> paths;
    for (const Polyline& line : lines) {
        const Polyline whole = unwrapped_line(line);
        const std::vector<Polyline> pieces = limits.shape == MapLimits::Shape::disc
                                                 ? line_on_disc(whole, limits)
                                                 : line_in_window(whole, limits);
        for (const Polyline& piece : pieces) {
            paths.push_back(tracer.trace(piece, false));
        }
    }
    return paths;
}

std::vector<Polyline> graticule(int step) {
    std::vector<Polyline> lines;
    for (int longitude = -180; longitude < 180; longitude += step) {
        Polyline meridian;
        // Near the poles, more than a dozen of them would run together.
        const int end = longitude % 30 == 0 ? 90 : 80;
        for (int latitude = -end; latitude <= end; ++latitude) {
            meridian.push_back({static_cast<double>(latitude), static_cast<double>(longitude)});
        }
        lines.push_back(std::move(meridian));
    }
    for (int latitude = -90 + step; latitude < 90; latitude += step) {
        Polyline parallel;
        for (int longitude = -180; longitude <= 180; ++longitude) {
            parallel.push_back({static_cast<double>(latitude), static_cast<double>(longitude)});
        }
        lines.push_back(std::move(parallel));
    }
    return lines;
}

}  // namespace mapgen
