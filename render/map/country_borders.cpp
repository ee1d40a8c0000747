#include "render/map/country_borders.hpp"

#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace mapgen {
namespace {

using Node = std::pair<std::int64_t, std::int64_t>;
using Edge = std::pair<Node, Node>;

/// Neighbours share their vertices exactly; 1e-7° (a centimetre) forgives the last bits.
Node node_of(Coordinates point) {
    return {std::llround(point.longitude * 1e7), std::llround(point.latitude * 1e7)};
}

Edge edge_of(Coordinates a, Coordinates b) {
    Node first = node_of(a);
    Node second = node_of(b);
    if (second < first) {
        std::swap(first, second);
    }
    return {first, second};
}

}  // namespace

std::vector<Polyline> shared_borders(const std::vector<Ring>& polygons) {
    std::map<Edge, int> owners;
    for (const Ring& ring : polygons) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            ++owners[edge_of(ring[i], ring[(i + 1) % ring.size()])];
        }
    }
    std::vector<Polyline> borders;
    for (const Ring& ring : polygons) {
        Polyline line;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Coordinates from = ring[i];
            const Coordinates to = ring[(i + 1) % ring.size()];
            int& count = owners[edge_of(from, to)];
            if (count >= 2 && node_of(from) != node_of(to)) {
                if (line.empty()) {
                    line.push_back(from);
                }
                line.push_back(to);
                count = 0;  // the neighbour, who comes later, must not draw it again
            } else if (!line.empty()) {
                borders.push_back(std::exchange(line, {}));
            }
        }
        if (!line.empty()) {
            borders.push_back(std::move(line));
        }
    }
    return borders;
}

}  // namespace mapgen
