#pragma once

#include <array>

#include "render/frame/text.hpp"
#include "render/map/map_layout.hpp"

namespace mapgen {

/// Whole pixels, so that what is drawn there is sharp.
struct FrameBox {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;

    int right() const { return left + width; }
    int bottom() const { return top + height; }
};

/// Where everything stands on a frame of a size. Made for 1920×1080; smaller frames keep text
/// readable and drop details instead, narrow ones put the numbers above the timeline.
struct FrameLayout {
    FrameLayout(int frame_width, int frame_height);

    int width;
    int height;
    double unit;  ///< pixels of this frame that one pixel at 1920×1080 has become
    int margin;

    TextStyle title;
    TextStyle subtitle;
    TextStyle date;
    TextStyle number;
    TextStyle label;
    TextStyle small;

    int title_baseline;
    PixelArea map;
    std::array<int, 3> number_left;  ///< of clients, requests, bytes
    int number_baseline;
    int label_baseline;
    FrameBox timeline;  ///< its bottom is the axis
    int tick_baseline;
    bool has_legend;
    FrameBox legend;  ///< the colour bar
    int legend_title_baseline;
    int legend_label_baseline;
    int credits_baseline;
};

}  // namespace mapgen
