#pragma once

#include "render/frame/frame_layout.hpp"
#include "render/frame/picture.hpp"
#include "render/map/map_layout.hpp"

namespace mapgen {

/// A circle around `centre`, `stroke` pixels thick, as far as it lies in `box`; put it at the
/// origin.
CoverageMask ring_mask(PixelPoint centre, double radius, double stroke, const FrameBox& box);

}  // namespace mapgen
