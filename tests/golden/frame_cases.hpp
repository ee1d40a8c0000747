#pragma once

#include <string>
#include <vector>

#include "render/frame/day_view.hpp"
#include "render/frame/frame_renderer.hpp"

namespace mapgen::test {

/// A whole frame of an invented day.
struct FrameCase {
    std::string name;  ///< the reference's, too
    FrameSettings settings;
    ViewSubject subject;
    DayView view;
};

/// Every named projection in both themes, regions, sizes, metrics, and what lies at the edge of the
/// possible.
std::vector<FrameCase> frame_cases();

}  // namespace mapgen::test
