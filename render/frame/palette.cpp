#include "render/frame/palette.hpp"

#include <algorithm>
#include <cmath>

namespace mapgen {

std::uint32_t palette_at(std::span<const std::uint32_t> colours, double position) {
    // In 1/256 of the way between two neighbours, so that rounding is the same everywhere.
    const auto intervals = static_cast<std::uint32_t>(colours.size() - 1);
    const auto way =
        static_cast<std::uint32_t>(std::lround(std::clamp(position, 0.0, 1.0) * intervals * 256));
    const std::uint32_t index = std::min(way / 256, intervals - 1);
    const std::uint32_t part = way - index * 256;
    std::uint32_t colour = 0;
    for (const unsigned shift : {16U, 8U, 0U}) {
        const std::uint32_t low = colours[index] >> shift & 0xFFU;
        const std::uint32_t high = colours[index + 1] >> shift & 0xFFU;
        colour |= (low * (256 - part) + high * part + 128) / 256 << shift;
    }
    return colour;
}

}  // namespace mapgen
