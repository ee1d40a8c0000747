#pragma once

#include <array>
#include <string_view>
#include <vector>

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
    bool is_empty() const { return width <= 0 || height <= 0; }
    bool contains(int x, int y) const {
        return x >= left && x < right() && y >= top && y < bottom();
    }
    bool operator==(const FrameBox&) const = default;
};

/// Room for one line of text. A frame that has no room for a line leaves it out.
struct TextRoom {
    TextStyle style;
    int left = 0;
    int right = 0;
    int baseline = 0;

    bool is_there() const { return right > left; }
    int width() const { return right - left; }
    /// Of letters, figures, and what hangs below the baseline.
    FrameBox box() const;
};

/// Where everything stands on a frame of a size. Frames that are at least 1.4 times as wide as high
/// are made like one of 1920×1080: the map with a row of numbers, timeline and legend below it.
/// Higher ones are made to be looked at on a telephone: larger letters, everything in one column,
/// and the height that the map leaves goes to the timeline. Small frames keep text readable and
/// drop details instead.
struct FrameLayout {
    /// What is left out where there is no room for it has no width.
    struct NamedBox {
        std::string_view name;
        FrameBox box;
    };

    /// `map_aspect` is the width of all that the map shows, divided by its height.
    FrameLayout(int frame_width, int frame_height, double map_aspect);

    /// Every part that is there; no two overlap, and none leaves the frame.
    std::vector<NamedBox> boxes() const;

    int width;
    int height;
    double unit = 1;  ///< pixels of this frame that one pixel of letters at 1920×1080 has become
    double map_unit = 1;  ///< the same for what is drawn on the map
    int margin = 0;

    TextRoom title;
    TextRoom subtitle;               ///< without room of its own: after the title, if it fits
    TextRoom date;                   ///< at its right end, or at its left one where it is below
    bool is_date_below = false;      ///< the title
    PixelArea map;                   ///< room for it
    std::array<TextRoom, 3> number;  ///< clients, requests, bytes
    std::array<TextRoom, 3> label;   ///< what they are
    TextRoom unlocated;              ///< clients without a place
    FrameBox plot;                   ///< the timeline; its bottom is the axis
    int tick_length = 1;             ///< of the marks that hang from the axis
    TextRoom plot_title;             ///< what its top is
    TextRoom ticks;                  ///< below the axis, a little wider than the plot
    FrameBox legend;                 ///< the colour bar
    TextRoom legend_title;
    TextRoom legend_labels;
    TextRoom credits;
    TextRoom note;  ///< of what is counted; at its right end, or left where it is below the credits

private:
    void arrange_wide();
    void arrange_tall(double map_aspect);
};

}  // namespace mapgen
