#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/coordinates.hpp"

namespace mapgen {

/// A point on the projected plane in the projection's own units (metres on the WGS 84 ellipsoid or
/// sphere), x to the east, y to the north.
struct PlanePoint {
    double x = 0;
    double y = 0;
};

/// A map projection by PROJ (9.1 and later). Built from a PROJ operation name ("eqearth",
/// "robin", "merc"), which takes all its defaults, or from a PROJ string ("+proj=laea +lat_0=50").
/// PROJ is always handed longitude first; here, as in all of mapgen, latitude comes first.
class Projection {
public:
    /// Throws a usage Error that quotes `definition`, PROJ's reason, and the names that work.
    explicit Projection(std::string_view definition);
    ~Projection();
    Projection(Projection&&) noexcept;
    Projection& operator=(Projection&&) noexcept;

    /// Nothing where the projection does not show the point (behind the horizon, at a pole at
    /// infinity). Not thread-safe: PROJ contexts are not; each thread makes its own copy.
    std::optional<PlanePoint> forward(Coordinates coordinates) const;
    /// A projection of the same definition, for another thread.
    Projection copy() const;

    const std::string& definition() const noexcept;  ///< the full PROJ string in use
    double central_meridian() const noexcept;        ///< degrees east, lon_0

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The projections that have a name in mapgen, for error messages and help.
std::vector<std::string> projection_names();

}  // namespace mapgen
