#pragma once

#include <filesystem>
#include <optional>
#include <span>

#include "app/config.hpp"
#include "app/messages.hpp"
#include "app/progress.hpp"
#include "render/frame/frame_renderer.hpp"
#include "store/state_store.hpp"

namespace mapgen {

/// The renderer's settings as configured. Throws nothing.
FrameSettings frame_settings(const Config& config);

/// Throws a usage Error where what is configured cannot be drawn (a projection or theme that does
/// not exist, borders that cannot be read), before any work is done.
void check_drawing(const Config& config);

/// Which days to draw; nothing: from the first that the repository has, to the last.
struct DayRange {
    std::optional<CivilDay> from;
    std::optional<CivilDay> to;
};

/// Draws and encodes one video a repository: OUTPUT/NAME.mp4, or `file` where that is not empty.
/// All are written beside the old ones and renamed when the last is complete, so that a failure
/// leaves every old video in place. A repository without any day is a problem, and its video is
/// left alone. Throws an Error where drawing, encoding or writing fails.
void render_videos(const Config& config, const StateStore& store,
                   std::span<const RepositoryRule> repositories, const DayRange& range,
                   const std::filesystem::path& file, Messages& messages, Progress& progress);

}  // namespace mapgen
