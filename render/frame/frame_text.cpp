#include "render/frame/frame_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "render/frame/palette.hpp"
#include "render/frame/quantity.hpp"

namespace mapgen {
namespace {

int whole(double pixels) {
    return static_cast<int>(std::lround(pixels));
}

double date_width(const FrameTools& tools) {
    return tools.text.set("0000-00-00", tools.layout.date)->width;
}

/// The title gives way to the date: first it shrinks a little, then it ends in an ellipsis.
std::shared_ptr<const SetText> fitted_title(const FrameTools& tools, std::string_view title,
                                            double room) {
    TextStyle style = tools.layout.title;
    const double width = tools.text.set(title, style)->width;
    if (width <= room) {
        return tools.text.set(title, style);
    }
    style.size *= std::max(room / width, 0.7);
    return tools.text.set(title, style, room);
}

}  // namespace

void draw_subject(Picture& picture, const FrameTools& tools, const ViewSubject& subject) {
    const FrameLayout& layout = tools.layout;
    const double gap = layout.title.size * 0.75;
    const double right = layout.width - layout.margin - date_width(tools) - gap;
    double pen = layout.margin;
    if (!subject.title.empty()) {
        const auto title = fitted_title(tools, subject.title, right - pen);
        blend_mask(picture, title->mask, whole(pen), layout.title_baseline,
                   tools.theme.text.strong);
        pen += title->width + gap;
    }
    const std::string subtitle = map_subtitle(tools.metric, subject.mirror_name);
    // Less than a few words of it would say nothing.
    if (right - pen >= layout.subtitle.size * 6) {
        const auto text = tools.text.set(subtitle, layout.subtitle, right - pen);
        blend_mask(picture, text->mask, whole(pen), layout.title_baseline, tools.theme.text.normal);
    }

    const std::string credits =
        subject.geoip_credit.empty()
            ? std::string("map: Natural Earth")
            : fmt::format("IP geolocation by {} · map: Natural Earth", subject.geoip_credit);
    const double room = layout.width - 2.0 * layout.margin;
    const auto left = tools.text.set(credits, layout.small, room);
    blend_mask(picture, left->mask, layout.margin, layout.credits_baseline, tools.theme.text.faint);
    const std::string fading = tools.afterglow > 0
                                   ? fmt::format("places fade over {} day{} · ", tools.afterglow,
                                                 tools.afterglow == 1 ? "" : "s")
                                   : std::string();
    const auto note = tools.text.set(
        fading + "a client is an address that downloaded at least once that day", layout.small);
    if (left->width + note->width + 2 * layout.small.size <= room) {
        blend_mask(picture, note->mask, whole(layout.width - layout.margin - note->width),
                   layout.credits_baseline, tools.theme.text.faint);
    }
}

void draw_legend(Picture& picture, const FrameTools& tools) {
    const FrameLayout& layout = tools.layout;
    if (!layout.has_legend) {
        return;
    }
    const FrameBox& bar = layout.legend;
    const Theme::Heat& heat = tools.theme.heat;
    for (int x = 0; x < bar.width; ++x) {
        const double position = (x + 0.5) / bar.width;
        blend_rectangle(picture, bar.left + x, bar.top, 1, bar.height,
                        palette_at(heat.palette, heat.core_from + (1 - heat.core_from) * position),
                        255);
    }
    const auto title = tools.text.set(legend_title(tools.metric), layout.small);
    blend_mask(picture, title->mask, bar.left, layout.legend_title_baseline,
               tools.theme.text.faint);

    // What does not fit between those before it is left out.
    std::vector<std::pair<double, double>> taken;
    for (const std::uint64_t amount : legend_amounts(tools.metric)) {
        const auto text = tools.text.set(legend_label(tools.metric, amount), layout.small);
        double begin =
            bar.left + bar.width * scale_position(tools.metric, amount) - text->width / 2;
        begin = std::clamp(begin, double(bar.left), bar.right() - text->width);
        const double gap = layout.small.size * 0.5;
        const bool collides = std::any_of(taken.begin(), taken.end(), [&](const auto& other) {
            return begin < other.second + gap && begin + text->width > other.first - gap;
        });
        if (!collides) {
            taken.emplace_back(begin, begin + text->width);
            blend_mask(picture, text->mask, whole(begin), layout.legend_label_baseline,
                       tools.theme.text.faint);
        }
    }
}

void draw_day(Picture& picture, const FrameTools& tools, const DayView& view) {
    const FrameLayout& layout = tools.layout;
    const auto date = tools.text.set(view.day.iso(), layout.date);
    blend_mask(picture, date->mask, whole(layout.width - layout.margin - date_width(tools)),
               layout.title_baseline, tools.theme.text.strong);

    const auto put = [&](int left, std::string_view number, std::string_view label) {
        const auto upper = tools.text.set(number, layout.number);
        blend_mask(picture, upper->mask, left, layout.number_baseline, tools.theme.text.strong);
        const auto lower = tools.text.set(label, layout.label);
        blend_mask(picture, lower->mask, left, layout.label_baseline, tools.theme.text.normal);
    };
    if (!view.has_data) {
        put(layout.number_left[0], "no data", "no log covers this day");
        return;
    }
    put(layout.number_left[0], count_text(view.clients), view.clients == 1 ? "client" : "clients");
    put(layout.number_left[1], count_text(view.requests),
        view.requests == 1 ? "request" : "requests");
    put(layout.number_left[2], bytes_text(view.bytes), "sent");
}

}  // namespace mapgen
