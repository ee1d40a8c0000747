#pragma once

#include <filesystem>
#include <string>

#include "render/frame/frame_layout.hpp"
#include "render/frame/picture.hpp"

namespace mapgen::test {

/// The picture in a PNG file; throws std::runtime_error that names the file.
Picture read_png(const std::filesystem::path& file);

/// How two pictures may differ and still be the same one: rasterisers round differently from one
/// library version to the next, but never move a coast or change a colour. docs/reproducibility.md
/// states these numbers.
struct Tolerance {
    int unnoticed = 8;           ///< of 255, in any channel: pixels that do not count
    double most_pixels = 0.001;  ///< share of the picture that may differ by more
    int furthest = 96;           ///< of 255: what no pixel may differ by
};

/// No pixel may differ.
constexpr Tolerance exact{0, 0, 0};

struct Comparison {
    bool same_size = true;
    long pixels = 0;   ///< that differ noticeably
    int furthest = 0;  ///< of 255, in any channel
    FrameBox box;      ///< around all that differ noticeably
    bool passed = false;
    std::string summary;
};

Comparison compare(const Picture& actual, const Picture& expected, const Tolerance& tolerance);

/// The difference of two pictures of one size, so much stronger that one of a single step shows.
Picture amplified_difference(const Picture& actual, const Picture& expected);

}  // namespace mapgen::test
