#include "render/map/map_choice.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "core/error.hpp"
#include "render/map/longitude.hpp"
#include "render/map/region.hpp"

namespace mapgen {
namespace {

constexpr std::string_view automatic = "auto";
/// Azimuthal maps of wider boxes would bend them into a bow.
constexpr double widest_azimuthal = 150;  // degrees
/// A wide belt whose middle is beyond this is a cap around the pole.
constexpr double polar_from = 45;  // degrees of latitude

std::string suitable_projection(const Region& region) {
    if (region.width() <= widest_azimuthal) {
        return "laea";
    }
    if (std::abs(region.middle().latitude) >= polar_from) {
        return region.middle().latitude > 0 ? "+proj=laea +lat_0=90" : "+proj=laea +lat_0=-90";
    }
    return "eqearth";
}

Projection projection_of(const MapChoice& choice, const std::optional<Region>& region) {
    ProjectionCentre centre;
    centre.meridian = choice.central_meridian;
    if (region) {
        if (!centre.meridian) {
            centre.meridian = wrapped_longitude(region->middle().longitude);
        }
        centre.latitudes = LatitudeRange{region->south, region->north};
    }
    std::string definition = choice.projection;
    if (definition == automatic) {
        definition = region ? suitable_projection(*region) : "eqearth";
    }
    Projection projection(definition, centre);
    if (choice.central_meridian && projection.has_own_meridian()) {
        throw usage_error(fmt::format(
            "projection '{}' has a central meridian of its own, so central_meridian = {} cannot "
            "be had beside it; leave out one of them",
            choice.projection, *choice.central_meridian));
    }
    return projection;
}

}  // namespace

MapLayout layout_of(const MapChoice& choice, PixelArea area) {
    const std::optional<Region> region = parse_region(choice.region);
    Projection projection = projection_of(choice, region);
    return region ? MapLayout(std::move(projection), area, *region)
                  : MapLayout(std::move(projection), area);
}

}  // namespace mapgen
