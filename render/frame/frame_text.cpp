#include "render/frame/frame_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "render/frame/palette.hpp"
#include "render/frame/quantity.hpp"

namespace mapgen {
namespace {

int whole(double pixels) {
    return static_cast<int>(std::lround(pixels));
}

enum class Side { left, right };

/// Sets the text in its room, at one of its ends; what is too long ends in an ellipsis. Returns its
/// width in pixels.
double put(Picture& picture, const FrameTools& tools, const TextRoom& room, std::string_view text,
           std::uint32_t colour, Side side = Side::left) {
    if (!room.is_there() || text.empty()) {
        return 0;
    }
    const auto set = tools.text.set(text, room.style, room.width());
    const double begin = side == Side::left ? room.left : room.right - set->width;
    blend_mask(picture, set->mask, whole(begin), room.baseline, colour);
    return set->width;
}

/// A title that is too long first shrinks a little, then ends in an ellipsis.
TextRoom fitted(const FrameTools& tools, TextRoom room, std::string_view text) {
    const double width = tools.text.set(text, room.style)->width;
    if (width > room.width()) {
        room.style.size *= std::max(room.width() / width, 0.7);
    }
    return room;
}

void draw_header(Picture& picture, const FrameTools& tools, const ViewSubject& subject) {
    const FrameLayout& layout = tools.layout;
    const double title_width = put(picture, tools, fitted(tools, layout.title, subject.title),
                                   subject.title, tools.theme.text.strong);
    TextRoom room = layout.subtitle;
    const std::string subtitle = map_subtitle(tools.metric, subject.mirror_name);
    if (!room.is_there()) {
        const double gap = title_width > 0 ? layout.title.style.size * 0.75 : 0;
        room.left = layout.title.left + whole(title_width + gap);
        room.right = layout.title.right;
        // Less than a few words of it would say nothing.
        if (room.width() < room.style.size * 6) {
            return;
        }
    }
    put(picture, tools, room, subtitle, tools.theme.text.normal);
}

void draw_credits(Picture& picture, const FrameTools& tools, const ViewSubject& subject) {
    const FrameLayout& layout = tools.layout;
    const std::uint32_t faint = tools.theme.text.faint;
    const std::string credits =
        subject.geoip_credit.empty()
            ? std::string("map: Natural Earth")
            : fmt::format("IP geolocation by {} · map: Natural Earth", subject.geoip_credit);
    put(picture, tools, layout.credits, credits, faint);

    const std::string note = "a client is an address that downloaded at least once that day";
    const std::string with_fading =
        tools.afterglow == 0 ? note
                             : fmt::format("places fade over {} day{} · {}", tools.afterglow,
                                           tools.afterglow == 1 ? "" : "s", note);
    for (const std::string& text : {with_fading, note}) {
        // A part of it would not be worth its room.
        if (tools.text.set(text, layout.note.style)->width <= layout.note.width()) {
            put(picture, tools, layout.note, text, faint,
                layout.note.left > layout.margin ? Side::right : Side::left);
            break;
        }
    }
}

/// How many clients the map does not show as places, and what colour their countries have.
void draw_unlocated(Picture& picture, const FrameTools& tools, const DayView& view) {
    TextRoom room = tools.layout.unlocated;
    if (view.unlocated == 0 || !room.is_there()) {
        return;
    }
    if (!view.countries.empty()) {
        const Theme& theme = tools.theme;
        const int side = whole(room.style.size * 0.7);
        blend_rectangle(picture, room.left, room.baseline - side, side, side,
                        blended(theme.map.land, theme.countries.tint,
                                static_cast<std::uint32_t>(theme.countries.opacity * 255)),
                        255);
        room.left += side + whole(room.style.size * 0.45);
    }
    put(picture, tools, room, fmt::format("{} without a place", count_text(view.unlocated)),
        tools.theme.text.faint);
}

struct PlacedText {
    int left = 0;
    std::shared_ptr<const SetText> text;
};

/// The amounts' labels where they stand below the legend; none if two of them would collide.
std::vector<PlacedText> legend_labels(const FrameTools& tools,
                                      const std::vector<std::uint64_t>& amounts) {
    const TextRoom& room = tools.layout.legend_labels;
    std::vector<PlacedText> labels;
    double free_from = room.left;
    for (const std::uint64_t amount : amounts) {
        const auto text = tools.text.set(legend_label(tools.metric, amount), room.style);
        const double middle = room.left + room.width() * scale_position(tools.metric, amount);
        const double begin = std::min(std::max(middle - text->width / 2, double(room.left)),
                                      room.right - text->width);
        if (begin < free_from) {
            return {};
        }
        labels.push_back({whole(begin), text});
        free_from = begin + text->width + room.style.size * 0.6;
    }
    return labels;
}

}  // namespace

void draw_subject(Picture& picture, const FrameTools& tools, const ViewSubject& subject) {
    draw_header(picture, tools, subject);
    draw_credits(picture, tools, subject);
}

void draw_legend(Picture& picture, const FrameTools& tools) {
    const FrameLayout& layout = tools.layout;
    const FrameBox& bar = layout.legend;
    if (bar.is_empty()) {
        return;
    }
    const Theme::Heat& heat = tools.theme.heat;
    for (int x = 0; x < bar.width; ++x) {
        const double position = (x + 0.5) / bar.width;
        blend_rectangle(picture, bar.left + x, bar.top, 1, bar.height,
                        palette_at(heat.palette, heat.core_from + (1 - heat.core_from) * position),
                        255);
    }
    put(picture, tools, layout.legend_title, legend_title(tools.metric), tools.theme.text.faint);

    for (const auto& amounts : legend_amounts(tools.metric)) {
        const auto labels = legend_labels(tools, amounts);
        if (!labels.empty()) {
            for (const auto& [left, text] : labels) {
                blend_mask(picture, text->mask, left, layout.legend_labels.baseline,
                           tools.theme.text.faint);
            }
            break;
        }
    }
}

void draw_day(Picture& picture, const FrameTools& tools, const DayView& view) {
    const FrameLayout& layout = tools.layout;
    const std::uint32_t strong = tools.theme.text.strong;
    const std::uint32_t normal = tools.theme.text.normal;
    put(picture, tools, layout.date, view.day.iso(), strong,
        layout.is_date_below ? Side::left : Side::right);

    if (!view.has_data) {
        TextRoom upper = layout.number[0];
        TextRoom lower = layout.label[0];
        upper.left = lower.left;  // these are letters, and no figures
        upper.right = lower.right = layout.number[2].right;
        put(picture, tools, upper, "no data", strong);
        put(picture, tools, lower, "no log covers this day", normal);
        return;
    }
    const std::array<std::string, 3> numbers{count_text(view.clients), count_text(view.requests),
                                             bytes_text(view.bytes)};
    const std::array<std::string_view, 3> labels{view.clients == 1 ? "client" : "clients",
                                                 view.requests == 1 ? "request" : "requests",
                                                 "sent"};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        put(picture, tools, layout.number[i], numbers[i], strong);
        put(picture, tools, layout.label[i], labels[i], normal);
    }
    draw_unlocated(picture, tools, view);
}

}  // namespace mapgen
