#include "render/frame/frame_layout.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace mapgen {
namespace {

/// Frames less wide than this for their height are made in one column.
constexpr double tall_below = 1.4;
/// Smaller frames do without legend, notes and the timeline's height.
constexpr double details_from_unit = 0.42;
/// Smaller letters cannot be read in a video.
constexpr double least_size = 11;
/// Of Inter, in ems: capitals and ascenders, descenders.
constexpr double ascent = 0.78;
constexpr double descent = 0.24;
/// Most figures begin so far from where they are put; without it they stand in line with letters.
constexpr double figure_bearing = 0.055;

int whole(double pixels) {
    return static_cast<int>(std::lround(pixels));
}

TextStyle style_of(double size, FontWeight weight = FontWeight::regular, bool tabular = false) {
    return {std::max(size, least_size), weight, tabular, 0};
}

TextRoom room(const TextStyle& style, int left, int right, double baseline) {
    return {style, left, right, whole(baseline)};
}

}  // namespace

FrameBox TextRoom::box() const {
    const int top = baseline - whole(ascent * style.size);
    return {left, top, width(), baseline + whole(descent * style.size) - top};
}

FrameLayout::FrameLayout(int frame_width, int frame_height, double map_aspect)
    : width(frame_width), height(frame_height) {
    if (frame_width < tall_below * frame_height) {
        arrange_tall(map_aspect);
    } else {
        arrange_wide();
    }
    tick_length = 1 + whole(4 * unit);
}

void FrameLayout::arrange_wide() {
    const double u = unit = map_unit = std::min(width / 1920.0, height / 1080.0);
    const bool detailed = u >= details_from_unit;
    margin = whole(std::max(48 * u, 12.0));
    const int right = width - margin;
    const TextStyle small = style_of(16 * u);
    const TextStyle label_style = style_of(20 * u);
    const TextStyle number_style = style_of(std::max(40 * u, 15.0), FontWeight::semibold, true);

    TextStyle date_style = style_of(std::max(40 * u, 17.0), FontWeight::semibold, true);
    date_style.letter_spacing = date_style.size * 0.015;
    const double title_line = margin * 0.5 + date_style.size * 0.95;
    date = room(date_style, right - whole(date_style.size * 6.6), right, title_line);
    title = room(style_of(std::max(36 * u, 15.0), FontWeight::semibold), margin,
                 date.left - whole(date_style.size * 0.5), title_line);
    subtitle = room(style_of(22 * u), 0, 0, title_line);
    const int map_top = whole(title_line + date_style.size * 0.75);

    // From the bottom upwards.
    const double credits_line = height - std::max(21 * u, 6.0);
    const double unlocated_line = credits_line - std::max(31 * u, small.size * 1.5);
    const double label_line =
        detailed ? unlocated_line - label_style.size * 1.25 : credits_line - small.size * 1.45;
    const double number_line = label_line - std::max(29 * u, label_style.size * 1.3);
    const double map_bottom = number_line - number_style.size * ascent - std::max(38 * u, 6.0);

    const double column = 5.2 * number_style.size;
    const int numbers_right = margin + whole(14.6 * number_style.size);
    const int bearing = whole(figure_bearing * number_style.size);
    for (std::size_t i = 0; i < number.size(); ++i) {
        const int left = margin + whole(static_cast<double>(i) * column);
        const int end = std::min(left + whole(column * 0.95), numbers_right);
        number[i] = room(number_style, left - bearing, end, number_line);
        label[i] = room(label_style, left, end, label_line);
    }
    if (detailed) {
        unlocated = room(small, margin, numbers_right, unlocated_line);
    }
    credits = room(small, margin, detailed ? width / 2 : right, credits_line);
    if (detailed) {
        note = room(small, width / 2, right, credits_line);
    }

    const double tick_line = detailed ? unlocated_line : label_line;
    const int legend_width = detailed ? whole(348 * u) : 0;
    const int overhang = whole(small.size * 1.4);
    plot.left = numbers_right + overhang;
    plot.width = right - (detailed ? legend_width + whole(72 * u) : 0) - overhang / 3 - plot.left;
    const double plot_title_line = map_bottom + 14 * u + small.size * ascent;
    plot.top = detailed ? whole(plot_title_line + small.size * 0.5)
                        : whole(number_line - number_style.size * ascent);
    plot.height = whole(tick_line - small.size * 1.4) - plot.top;
    ticks = room(small, plot.left - overhang, plot.right() + overhang / 3, tick_line);
    if (detailed) {
        plot_title = room(small, plot.left, plot.right(), plot_title_line);
        legend = {right - legend_width, plot.top + whole(3 * u), legend_width, whole(12 * u)};
        legend_title = room(small, legend.left, right, plot_title_line);
        legend_labels = room(small, legend.left, right, legend.bottom() + small.size * 1.3);
    }
    map = {static_cast<double>(margin), static_cast<double>(map_top),
           static_cast<double>(width - 2 * margin), std::max(map_bottom - map_top, 16.0)};
}

void FrameLayout::arrange_tall(double map_aspect) {
    // The map's width is that of the frame; what it leaves of the height decides how large letters
    // can be.
    const double u = unit =
        std::min({width / 720.0, height / 800.0, (height - width / 2.25) / 400});
    map_unit = std::max(width / 1150.0, 0.25);
    const bool detailed = u >= details_from_unit;
    margin = whole(std::max(32 * u, 12.0));
    const int right = width - margin;
    const int inside = width - 2 * margin;
    const int column = inside / 3;
    const TextStyle small = style_of(16 * u);
    const TextStyle label_style = style_of(20 * u);
    const TextStyle number_style =
        style_of(std::min(std::max(46 * u, 15.0), column / 4.4), FontWeight::semibold, true);

    is_date_below = height >= 1.5 * width;
    TextStyle date_style =
        style_of(std::max((is_date_below ? 58 : 40) * u, 15.0), FontWeight::semibold, true);
    date_style.letter_spacing = date_style.size * 0.015;
    const TextStyle title_style = style_of(std::max(38 * u, 15.0), FontWeight::semibold);
    const TextStyle subtitle_style = style_of(22 * u);
    const double first_size = is_date_below ? title_style.size : date_style.size;
    const double title_line = (is_date_below ? 44 : 28) * u + first_size * ascent;
    const double subtitle_line = title_line + subtitle_style.size * 1.6;
    const double date_line = is_date_below ? subtitle_line + date_style.size * 1.3 : title_line;
    const int date_width = whole(date_style.size * 6.6);
    date = is_date_below ? room(date_style, margin - whole(figure_bearing * date_style.size),
                                margin + date_width, date_line)
                         : room(date_style, right - date_width, right, date_line);
    title = room(title_style, margin,
                 is_date_below ? right : date.left - whole(title_style.size * 0.4), title_line);
    subtitle = room(subtitle_style, margin, right, subtitle_line);

    double line = height - std::max(22 * u, 7.0);
    if (height >= 1.2 * width) {
        note = room(small, margin, right, line);
        line -= small.size * 1.5;
    }
    credits = room(small, margin, right, line);
    line -= small.size * 2.2;
    ticks = room(small, margin, right, line);
    const double axis = line - small.size * 1.4;

    // What is between header and axis: the map, the legend, the numbers and the timeline; the room
    // that they do not need goes to the timeline first.
    const double header_bottom = std::max(subtitle_line + subtitle_style.size * descent,
                                          date_line + date_style.size * descent);
    const double bar = std::max(12 * u, 4.0);
    const double legend_height = detailed ? bar + small.size * (1.3 + descent) : 0;
    const double label_step = number_style.size * descent + label_style.size * 0.92;
    const double numbers_height =
        number_style.size * ascent + label_step + small.size * (detailed ? 1.5 + descent : descent);
    const double plot_title_height = detailed ? small.size * (ascent + 0.5) : 0;
    const double least_gap = 17 * u;
    const double least_plot = 56 * u;
    const double free = axis - header_bottom - legend_height - numbers_height - plot_title_height -
                        4 * least_gap - least_plot;
    const double map_width = width - margin;
    const double map_height = std::max(std::min(map_width / map_aspect, free), 16.0);
    const double spare = std::max(free - map_height, 0.0);
    const double plot_growth = std::min(spare * 0.55, 0.45 * width - least_plot);
    const double gap = least_gap + (spare - std::max(plot_growth, 0.0)) / 4;

    map = {margin / 2.0, header_bottom + gap, map_width, map_height};
    double top = map.bottom() + gap;
    if (detailed) {
        legend_title = room(small, margin, margin + whole(small.size * 10.5), top + bar);
        legend.left = legend_title.right + whole(small.size * 0.5);
        legend = {legend.left, whole(top), std::min(right - legend.left, whole(560 * u)),
                  whole(bar)};
        legend_labels =
            room(small, legend.left, legend.right(), legend.bottom() + small.size * 1.3);
        top += legend_height + gap;
    }
    const double number_line = top + number_style.size * ascent;
    const double label_line = number_line + label_step;
    const int bearing = whole(figure_bearing * number_style.size);
    for (std::size_t i = 0; i < number.size(); ++i) {
        const int left = margin + static_cast<int>(i) * column;
        const int end = left + column - whole(label_style.size * 0.2);
        number[i] = room(number_style, left - bearing, end, number_line);
        label[i] = room(label_style, left, end, label_line);
    }
    if (detailed) {
        unlocated = room(small, margin, right, label_line + small.size * 1.5);
    }
    top += numbers_height + gap;
    if (detailed) {
        plot_title = room(small, margin, right, top + small.size * ascent);
    }
    plot = {margin, whole(top + plot_title_height), inside, 0};
    plot.height = whole(axis) - plot.top;
}

std::vector<FrameLayout::NamedBox> FrameLayout::boxes() const {
    const int map_left = static_cast<int>(std::floor(map.left));
    const int map_top = static_cast<int>(std::floor(map.top));
    std::vector<NamedBox> boxes{
        {"title", title.box()},
        {"date", date.box()},
        {"map",
         {map_left, map_top, static_cast<int>(std::ceil(map.right())) - map_left,
          static_cast<int>(std::ceil(map.bottom())) - map_top}},
        {"subtitle", subtitle.box()},
        {"unlocated", unlocated.box()},
        {"plot", {plot.left, plot.top, plot.width, plot.height + tick_length}},
        {"plot title", plot_title.box()},
        {"ticks", ticks.box()},
        {"legend", legend},
        {"legend title", legend_title.box()},
        {"legend labels", legend_labels.box()},
        {"credits", credits.box()},
        {"note", note.box()},
    };
    constexpr std::array<std::string_view, 3> numbers{"clients", "requests", "bytes"};
    constexpr std::array<std::string_view, 3> labels{"clients' label", "requests' label",
                                                     "bytes' label"};
    for (std::size_t i = 0; i < number.size(); ++i) {
        boxes.push_back({numbers[i], number[i].box()});
        boxes.push_back({labels[i], label[i].box()});
    }
    std::erase_if(boxes, [](const NamedBox& named) { return named.box.is_empty(); });
    return boxes;
}

}  // namespace mapgen
