#pragma once

#include "render/frame/picture.hpp"
#include "render/map/map_layout.hpp"

namespace mapgen {

/// A circle around `centre`, `stroke` pixels thick; put it at the origin.
CoverageMask ring_mask(PixelPoint centre, double radius, double stroke);

}  // namespace mapgen
