#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "render/frame/day_view.hpp"

namespace mapgen {

/// A picture that owns its pixels: native-endian 0xFFRRGGBB, rows from top to bottom, no padding.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;
};

/// Writes `picture` as PNG beside `file` and renames it. Throws an Error that names the file.
void write_png(const Picture& picture, const std::filesystem::path& file);

/// The names of the themes that `data_directory`/themes holds, in alphabetical order.
std::vector<std::string> theme_names(const std::filesystem::path& data_directory);

struct FrameSettings {
    int width = 1920;                    ///< pixels, 480 … 7680, even
    int height = 1080;                   ///< pixels, 270 … 4320, even
    std::string projection = "eqearth";  ///< as Projection takes it
    std::string theme = "night";
    std::filesystem::path data_directory;  ///< holds natural-earth/, fonts/ and themes/
};

/// Draws frames of one size, projection and theme. The base map is drawn once, in the constructor.
/// render() may be called from many threads at once, and the same view always gives the same
/// pixels.
class FrameRenderer {
public:
    /// Throws a usage Error for an unknown theme or projection (listing the known ones) or a size
    /// out of range; a failure Error that names the file for data that cannot be read.
    FrameRenderer(const FrameSettings& settings, const ViewSubject& subject);
    ~FrameRenderer();
    FrameRenderer(FrameRenderer&&) noexcept;
    FrameRenderer& operator=(FrameRenderer&&) noexcept;

    Picture render(const DayView& view) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace mapgen
