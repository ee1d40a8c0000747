#pragma once

#include <cstdint>
#include <span>

namespace mapgen {

/// The colour (0xRRGGBB) at `position` (0 … 1) of evenly spaced colours.
std::uint32_t palette_at(std::span<const std::uint32_t> colours, double position);

/// Where `clients` (1 or more) stand on the fixed logarithmic scale from 1 (0) to 300 and more (1).
double scale_position(std::uint64_t clients);

}  // namespace mapgen
