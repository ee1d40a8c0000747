#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "render/frame/day_view.hpp"
#include "render/frame/frame_layout.hpp"
#include "render/frame/metric.hpp"
#include "render/frame/picture.hpp"
#include "render/map/map_layout.hpp"

namespace mapgen {

/// The names of the themes that `data_directory`/themes holds, in alphabetical order.
std::vector<std::string> theme_names(const std::filesystem::path& data_directory);

struct FrameSettings {
    int width = 1920;                 ///< pixels, 480 … 7680, even
    int height = 1080;                ///< pixels, 270 … 4320, even
    std::string projection = "auto";  ///< as MapChoice takes it, like the two below
    std::string region = "world";
    std::optional<double> central_meridian;
    std::string borders = "hairline";      ///< as MapSources takes it
    std::string theme = "night";           ///< a name in theme_names(), or a path to a .toml file
    Metric metric = Metric::clients;       ///< of the views that are drawn
    int afterglow = 0;                     ///< days that the views' places take to fade; 0: none
    std::filesystem::path data_directory;  ///< holds natural-earth/, fonts/ and themes/
};

/// Draws frames of one size, projection, theme and metric. The base map is drawn once, in the
/// constructor. render() may be called from many threads at once, and the same view always gives
/// the same pixels.
class FrameRenderer {
public:
    /// Throws a usage Error for an unknown theme or projection (listing the known ones), a size out
    /// of range, and as layout_of() and border_lines() do; a failure Error that names the file for
    /// data that cannot be read.
    FrameRenderer(const FrameSettings& settings, const ViewSubject& subject);
    ~FrameRenderer();
    FrameRenderer(FrameRenderer&&) noexcept;
    FrameRenderer& operator=(FrameRenderer&&) noexcept;

    Picture render(const DayView& view) const;
    /// Where a point of the earth is on the picture; nothing where the map does not show it. A
    /// place is drawn around the pixel that holds this point. May be called from many threads.
    std::optional<PixelPoint> pixel_of(Coordinates coordinates) const;
    /// Where everything stands on the pictures.
    const FrameLayout& layout() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace mapgen
