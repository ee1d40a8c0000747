#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "render/frame/pixel_lanes.hpp"

namespace mapgen {

/// A picture that owns its pixels: native-endian 0xFFRRGGBB, rows from top to bottom, no padding.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;

    std::uint32_t* row(int y) { return pixels.data() + std::ptrdiff_t{y} * width; }
    const std::uint32_t* row(int y) const { return pixels.data() + std::ptrdiff_t{y} * width; }
};

/// How much of each pixel something covers, 0 … 255; its corner lies at (left, top) relative to
/// the point where it is put.
struct CoverageMask {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> coverage;
};

/// Writes `picture` as PNG beside `file` and renames it; the text "Software" in it names the
/// style's version. The same picture gives the same bytes. Throws an Error that names the file.
void write_png(const Picture& picture, const std::filesystem::path& file);

/// `over` (0xRRGGBB) laid on `under` with an opacity of 0 … 255. Integers only: the same on every
/// machine.
constexpr std::uint32_t blended(std::uint32_t under, std::uint32_t over, std::uint32_t opacity) {
    return laid_on(under, overlay_of(over, opacity));
}

/// Parts outside of the picture are left out.
void blend_mask(Picture& picture, const CoverageMask& mask, int x, int y, std::uint32_t colour);
void blend_rectangle(Picture& picture, int left, int top, int width, int height,
                     std::uint32_t colour, std::uint32_t opacity);

}  // namespace mapgen
