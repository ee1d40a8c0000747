#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include "render/map/shapefile.hpp"

namespace mapgen::test {

/// Says where land is by counting coasts along parallels, in longitude and latitude as Natural
/// Earth's shapes are: no projection, no cutting, no pixels.
class LandOracle {
public:
    explicit LandOracle(const std::filesystem::path& natural_earth);

    /// Land and no lake; nothing where a coast is within `clearance` degrees (of latitude, or as
    /// far in longitude).
    std::optional<bool> is_land(Coordinates point, double clearance) const;

private:
    /// The longitudes at which shores cross a parallel, ascending.
    const std::vector<double>& shores(double latitude) const;

    std::vector<Ring> m_rings;
    mutable std::map<double, std::vector<double>> m_shores;  // by latitude
};

/// Points in rows from pole to pole, a few degrees apart.
std::vector<Coordinates> points_of_the_earth(double step);

}  // namespace mapgen::test
