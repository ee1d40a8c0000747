#pragma once

#include <cstdint>

namespace mapgen {

/// A colour that is laid on pixels with one opacity. The three channels have 16 bits each, so that
/// one multiplication serves all of them. Integers only: the same on every machine.
struct Overlay {
    std::uint64_t share = 0;   ///< the colour's channels × opacity
    std::uint32_t rest = 255;  ///< 255 − opacity: what the pixel below keeps

    constexpr bool is_clear() const { return rest == 255; }
};

/// The channels of 0xRRGGBB, blue lowest, in 16 bits each.
constexpr std::uint64_t channel_lanes(std::uint32_t pixel) {
    return std::uint64_t{pixel & 0xFF0000U} << 16 | (pixel & 0xFF00U) << 8 | (pixel & 0xFFU);
}

/// `colour` is 0xRRGGBB, `opacity` 0 … 255.
constexpr Overlay overlay_of(std::uint32_t colour, std::uint32_t opacity) {
    return {channel_lanes(colour) * opacity, 255 - opacity};
}

/// (under × rest + colour × opacity) / 255 in each channel, rounded to the nearest.
constexpr std::uint32_t laid_on(std::uint32_t under, const Overlay& over) {
    constexpr std::uint64_t low_bytes = 0x0000'00FF'00FF'00FFU;
    constexpr std::uint64_t halves = 0x0000'0080'0080'0080U;
    // No channel exceeds 255 × 255. For such values (v + 128 + (v + 128) / 256) / 256 is v / 255.
    const std::uint64_t sums = channel_lanes(under) * over.rest + over.share + halves;
    const std::uint64_t quotients = (sums + (sums >> 8 & low_bytes)) >> 8 & low_bytes;
    return 0xFF000000U | static_cast<std::uint32_t>(quotients >> 16 & 0xFF0000U) |
           static_cast<std::uint32_t>(quotients >> 8 & 0xFF00U) |
           static_cast<std::uint32_t>(quotients & 0xFFU);
}

}  // namespace mapgen
