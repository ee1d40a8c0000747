#include "land_oracle.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "render/map/longitude.hpp"

namespace mapgen::test {

LandOracle::LandOracle(const std::filesystem::path& natural_earth)
    : m_rings(read_polygons(natural_earth / "ne_50m_land_union.shp")) {
    const std::vector<Ring> lakes = read_polygons(natural_earth / "ne_50m_lakes.shp");
    m_rings.insert(m_rings.end(), lakes.begin(), lakes.end());
}

const std::vector<double>& LandOracle::shores(double latitude) const {
    const auto [row, is_new] = m_shores.try_emplace(latitude);
    if (is_new) {
        for (const Ring& ring : m_rings) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const Coordinates a = ring[i];
                const Coordinates b = ring[(i + 1) % ring.size()];
                if ((a.latitude > latitude) != (b.latitude > latitude)) {
                    row->second.push_back(a.longitude + (b.longitude - a.longitude) *
                                                            (latitude - a.latitude) /
                                                            (b.latitude - a.latitude));
                }
            }
        }
        std::sort(row->second.begin(), row->second.end());
    }
    return row->second;
}

std::optional<bool> LandOracle::is_land(Coordinates point, double clearance) const {
    const double wide =
        clearance / std::max(std::cos(point.latitude * std::numbers::pi / 180), 0.05);
    std::optional<bool> answer;
    constexpr int rows = 5;
    for (int i = -rows; i <= rows; ++i) {
        const std::vector<double>& row = shores(point.latitude + clearance * i / rows);
        const bool has_shore = std::any_of(row.begin(), row.end(), [&](double shore) {
            // The shapes are cut at ±180°, which is no shore.
            return std::abs(wrapped_longitude(shore - point.longitude)) < wide &&
                   std::abs(shore) < 180 - 1e-6;
        });
        const auto east = std::upper_bound(row.begin(), row.end(), point.longitude);
        const bool inside = (east - row.begin()) % 2 == 1;
        if (has_shore || (answer && *answer != inside)) {
            return std::nullopt;
        }
        answer = inside;
    }
    return answer;
}

std::vector<Coordinates> points_of_the_earth(double step) {
    std::vector<Coordinates> points;
    for (int row = 0; row * step < 180; ++row) {
        for (int column = 0; column * step < 360; ++column) {
            points.push_back({(row + 0.5) * step - 90, (column + 0.25) * step - 180});
        }
    }
    return points;
}

}  // namespace mapgen::test
