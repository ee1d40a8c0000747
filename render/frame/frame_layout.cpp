#include "render/frame/frame_layout.hpp"

#include <algorithm>
#include <cmath>

namespace mapgen {
namespace {

/// Frames less wide than this for their height stack the numbers on the timeline.
constexpr double narrow_below = 1.4;
/// The legend needs this many pixels of unit; smaller frames do without.
constexpr double legend_from_unit = 0.42;

int whole(double pixels) {
    return static_cast<int>(std::lround(pixels));
}

}  // namespace

FrameLayout::FrameLayout(int frame_width, int frame_height)
    : width(frame_width), height(frame_height) {
    const bool narrow = frame_width < narrow_below * frame_height;
    unit = narrow ? std::min(width / 1280.0, height / 1080.0)
                  : std::min(width / 1920.0, height / 1080.0);
    const auto scaled = [&](double pixels, double least) { return std::max(pixels * unit, least); };
    margin = whole(scaled(48, 12));

    title = {scaled(36, 15), FontWeight::semibold, false, 0};
    subtitle = {scaled(22, 11), FontWeight::regular, false, 0};
    date = {scaled(40, 17), FontWeight::semibold, true, scaled(40, 17) * 0.015};
    number = {scaled(40, 15), FontWeight::semibold, true, 0};
    label = {scaled(20, 10.5), FontWeight::regular, false, 0};
    small = {scaled(16, 10), FontWeight::regular, false, 0};

    title_baseline = whole(margin * 0.5 + date.size * 0.95);
    const int map_top = whole(title_baseline + date.size * 0.75);

    // From the bottom upwards.
    credits_baseline = height - whole(scaled(21, 6));
    const int row_left = margin;
    for (std::size_t i = 0; i < number_left.size(); ++i) {
        constexpr std::array<double, 3> columns{0, 5.2, 10.4};
        number_left[i] = row_left + whole(columns[i] * number.size);
    }
    const int numbers_right = margin + whole(14.4 * number.size);
    const int axis_labels = whole(small.size * 3.6);  // "500 k" beside the timeline's top
    const int above_credits = credits_baseline - whole(small.size + scaled(27, 4));

    has_legend = unit >= legend_from_unit;
    legend.width = has_legend ? whole(348 * unit) : 0;
    legend.height = whole(scaled(12, 4));
    legend.left = width - margin - legend.width;

    if (narrow) {
        tick_baseline = above_credits + whole(small.size * 0.6);
        timeline.height = whole(std::max(95 * unit, height * 0.07));
        timeline.top = tick_baseline - whole(small.size * 1.4) - timeline.height;
        timeline.left = margin + axis_labels;
        timeline.width = width - margin - timeline.left;
        label_baseline = timeline.top - whole(scaled(40, 10));
        number_baseline = label_baseline - whole(label.size * 1.5);
        has_legend = has_legend && legend.left > numbers_right;
    } else {
        label_baseline = above_credits;
        number_baseline = label_baseline - whole(label.size * (unit < 0.5 ? 1.2 : 1.5));
        tick_baseline = above_credits + whole(std::min(16.0, 16 * unit));
        timeline.left = numbers_right + axis_labels;
        const int right = has_legend ? legend.left - whole(56 * unit) : width - margin;
        timeline.width = right - timeline.left;
        timeline.top = number_baseline - whole(number.size * 1.15);
        timeline.height = tick_baseline - whole(small.size * 1.4) - timeline.top;
    }
    legend_title_baseline = number_baseline - whole(number.size * 0.75 - small.size * 0.4);
    legend.top = legend_title_baseline + whole(small.size * 0.7);
    legend_label_baseline = legend.bottom() + whole(small.size * 1.35);

    const int map_bottom = number_baseline - whole(number.size * 1.05 + scaled(42, 6));
    const int map_margin = narrow ? margin / 2 : margin;
    map = {static_cast<double>(map_margin), static_cast<double>(map_top),
           static_cast<double>(width - 2 * map_margin),
           static_cast<double>(std::max(map_bottom - map_top, 16))};
}

}  // namespace mapgen
