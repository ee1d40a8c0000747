#pragma once

#include <optional>
#include <string>

#include "render/map/map_layout.hpp"

namespace mapgen {

/// What a map shows and how, as people configure it.
struct MapChoice {
    /// As Projection takes it, or "auto": Equal Earth for the world; for a region Lambert's
    /// azimuthal equal-area projection around its middle, which keeps areas honest and shapes
    /// natural up to a continent, or around the pole for a belt of high latitudes; Equal Earth
    /// again for a belt that is more than 150° wide.
    std::string projection = "auto";
    std::string region = "world";  ///< as parse_region() takes it
    /// Degrees east, −180 … 180; nothing: the region's middle, or what the projection has.
    std::optional<double> central_meridian;
};

/// The chosen map in `area`. A named projection is centred on the region: on its middle meridian,
/// an azimuthal one on its middle; a cone touches its latitudes. What a PROJ string says itself
/// stays. Throws a usage Error for an unknown region or projection, for one that cannot show the
/// region, and for a central meridian beside a definition that has its own.
MapLayout layout_of(const MapChoice& choice, PixelArea area);

}  // namespace mapgen
