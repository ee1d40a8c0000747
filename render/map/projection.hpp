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

/// Latitudes in degrees, south < north.
struct LatitudeRange {
    double south = -90;
    double north = 90;
};

/// Where to centre a projection, as far as its definition leaves that open.
struct ProjectionCentre {
    std::optional<double> meridian;  ///< degrees east: lon_0
    /// What is to be shown well: an azimuthal projection looks down on the middle of it, a cone
    /// cuts the earth a sixth of it from either end (Deetz and Adams, "Elements of Map Projection",
    /// 1934); the others have no choice.
    std::optional<LatitudeRange> latitudes;
};

/// A map projection by PROJ (9.1 and later). Built from one of mapgen's names ("eqearth",
/// "mercator"), a PROJ operation name, which takes all its defaults, a PROJ string
/// ("+proj=laea +lat_0=50"), or, where PROJ's database is installed, any name of a projected
/// coordinate reference system ("EPSG:3035"). PROJ is always handed longitude first; here, as in
/// all of mapgen, latitude comes first. North is up, whatever axis order the definition asks for.
class Projection {
public:
    /// Throws a usage Error that quotes `definition`, PROJ's reason, and the names that work.
    explicit Projection(std::string_view definition, const ProjectionCentre& centre = {});
    ~Projection();
    Projection(Projection&&) noexcept;
    Projection& operator=(Projection&&) noexcept;

    /// Nothing where the projection does not show the point (behind the horizon). Not thread-safe:
    /// PROJ contexts are not; each thread makes its own copy.
    std::optional<PlanePoint> forward(Coordinates coordinates) const;
    /// A projection of the same definition, for another thread.
    Projection copy() const;

    const std::string& definition() const noexcept;  ///< the full PROJ string in use
    const std::string& operation() const noexcept;   ///< PROJ's name of it, e.g. "laea"
    double central_meridian() const noexcept;        ///< degrees east, lon_0, −180 … 180
    /// Whether the definition itself said where the central meridian is.
    bool has_own_meridian() const noexcept;
    /// A parameter of the definition that is an angle, e.g. "lat_0", in degrees; nothing where the
    /// definition does not give it.
    std::optional<double> angle(std::string_view name) const;
    /// The same for a plain number, e.g. "h".
    std::optional<double> number(std::string_view name) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The projections that have a name in mapgen, for error messages and help.
std::vector<std::string> projection_names();

}  // namespace mapgen
