#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mapgen::test {

struct Plane {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> samples;

    int at(int x, int y) const {
        return samples[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                       static_cast<std::size_t>(x)];
    }
};

struct DecodedFrame {
    Plane y;
    Plane u;
    Plane v;
    double seconds = 0;           ///< when it is shown
    double duration_seconds = 0;  ///< as the container says
    bool keyframe = false;
};

/// A video file read back whole.
struct DecodedVideo {
    std::vector<DecodedFrame> frames;  ///< as shown
    int width = 0;
    int height = 0;
    double frames_per_second = 0;
    double duration_seconds = 0;
    std::string codec;
    std::string profile;
    std::string pixel_format;
    std::string color_range;
    std::string color_space;
    std::string color_primaries;
    std::string color_transfer;
    std::string chroma_location;
    std::string title;
    bool has_creation_time = false;
};

/// Throws std::runtime_error where libav* cannot read the file.
DecodedVideo decode(const std::filesystem::path& file);

}  // namespace mapgen::test
