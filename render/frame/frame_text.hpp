#pragma once

#include "render/frame/day_view.hpp"
#include "render/frame/frame_layout.hpp"
#include "render/frame/metric.hpp"
#include "render/frame/picture.hpp"
#include "render/frame/text.hpp"
#include "render/frame/theme.hpp"

namespace mapgen {

/// What a frame is drawn with.
struct FrameTools {
    const FrameLayout& layout;
    const Theme& theme;
    const TextSetter& text;
    Metric metric;
    int afterglow;  ///< days
};

/// Title, mirror, credits: what all frames of a subject share.
void draw_subject(Picture& picture, const FrameTools& tools, const ViewSubject& subject);
/// The colour bar of the heat layer, with as many labels as fit.
void draw_legend(Picture& picture, const FrameTools& tools);
/// The date, and the three numbers or, for a day without data, that there is none.
void draw_day(Picture& picture, const FrameTools& tools, const DayView& view);

}  // namespace mapgen
