#pragma once

#include <cstdint>
#include <span>

namespace mapgen {

/// The colour (0xRRGGBB) at `position` (0 … 1) of evenly spaced colours.
std::uint32_t palette_at(std::span<const std::uint32_t> colours, double position);

}  // namespace mapgen
