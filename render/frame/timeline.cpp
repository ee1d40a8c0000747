#include "render/frame/timeline.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <optional>

namespace mapgen {
namespace {

constexpr int sub = 256;  // heights are in 1/256 pixel
/// Days are bars from this width in pixels on.
constexpr int bars_from = 3;

int whole(double pixels) {
    return static_cast<int>(std::lround(pixels));
}

}  // namespace

TimelineLayer::TimelineLayer(const FrameLayout& layout, const Theme& theme, const TextSetter& text,
                             Metric metric)
    : m_layout(layout),
      m_theme(theme),
      m_text(text),
      m_metric(metric),
      m_line_width(std::max(sub, whole(2 * layout.unit * sub))),
      m_area_opacity(static_cast<std::uint32_t>(std::lround(theme.timeline.area_opacity * 255))) {}

void TimelineLayer::draw_axis(Picture& picture) const {
    const FrameBox& box = m_layout.plot;
    blend_rectangle(picture, box.left, box.bottom(), box.width, std::max(1, whole(m_layout.unit)),
                    m_theme.timeline.axis, 255);
}

std::optional<TimelineScale> TimelineLayer::scale_of_view(const DayView& view) const {
    if (view.timeline.empty() || m_layout.plot.width <= 0 || m_layout.plot.height <= 0) {
        return std::nullopt;
    }
    std::uint64_t most = 0;
    for (const TimelineDay& day : view.timeline) {
        most = std::max(most, day.amount.value_or(0));
    }
    return timeline_scale(static_cast<int>(view.timeline.size()), most);
}

void TimelineLayer::draw(Picture& picture, const DayView& view) const {
    if (const auto scale = scale_of_view(view)) {
        draw_labels(picture, view, *scale);
        draw_days(picture, view);
    }
}

void TimelineLayer::draw_days(Picture& picture, const DayView& view) const {
    const auto scale = scale_of_view(view);
    if (!scale) {
        return;
    }
    if (m_layout.plot.width / scale->days >= bars_from) {
        draw_bars(picture, view, *scale);
    } else {
        draw_line(picture, view, *scale);
    }
}

int TimelineLayer::height_of(std::uint64_t amount, const TimelineScale& scale) const {
    // Bytes can be so many that they have to lose some bits before they are multiplied.
    const int excess = std::max(static_cast<int>(std::bit_width(scale.top)) - 40, 0);
    const std::uint64_t top = std::max<std::uint64_t>(scale.top >> excess, 1);
    const auto height = static_cast<std::uint64_t>(m_layout.plot.height) * sub;
    return static_cast<int>((amount >> excess) * height / top);
}

void TimelineLayer::draw_bars(Picture& picture, const DayView& view,
                              const TimelineScale& scale) const {
    const FrameBox& box = m_layout.plot;
    const int last = static_cast<int>(view.timeline.size()) - 1;
    for (int day = 0; day <= last; ++day) {
        const auto amount = view.timeline[static_cast<std::size_t>(day)].amount;
        const int left = day * box.width / scale.days;
        const int right = (day + 1) * box.width / scale.days;
        if (!amount) {
            for (int column = left; column < right; ++column) {
                fill_gap(picture, column);
            }
            continue;
        }
        const int gap = std::max(1, (right - left) / 5);
        const int top = height_of(*amount, scale);
        const bool own_day = day == last;
        // A day with nothing is a line on the axis, and no gap.
        const int cap = std::max(top - m_line_width, 0);
        for (int column = left; column < right - gap; ++column) {
            // Up to the top: two edges within a pixel would leave a seam.
            fill_column(picture, column, 0, top,
                        own_day ? m_theme.timeline.line : m_theme.timeline.area,
                        own_day ? 255 : 2 * m_area_opacity);
            fill_column(picture, column, cap, std::max(top, cap + m_line_width),
                        m_theme.timeline.line, 255);
        }
    }
}

void TimelineLayer::draw_line(Picture& picture, const DayView& view,
                              const TimelineScale& scale) const {
    const FrameBox& box = m_layout.plot;
    const int days = static_cast<int>(view.timeline.size());
    const int columns = static_cast<int>(std::int64_t{days - 1} * box.width / scale.days) + 1;
    std::optional<int> before;
    for (int column = 0; column < columns; ++column) {
        const int first = static_cast<int>(std::int64_t{column} * scale.days / box.width);
        const int end = std::max(
            first + 1, static_cast<int>(std::int64_t{column + 1} * scale.days / box.width));
        const Stretch here = stretch_of(view, first, std::min(end, days));
        if (here.days == 0) {
            fill_gap(picture, column);
            before.reset();
            continue;
        }
        const Stretch week =
            stretch_of(view, std::max(std::min(first, end - 7), 0), std::min(end, days));
        const int low = height_of(here.least, scale);
        const int high = height_of(here.most, scale);
        const int mean = height_of(week.sum / static_cast<std::uint64_t>(week.days), scale);
        fill_column(picture, column, 0, low, m_theme.timeline.area, m_area_opacity);
        fill_column(picture, column, low, high, m_theme.timeline.area, 2 * m_area_opacity);
        const int bottom = std::max(std::min(mean, before.value_or(mean)) - m_line_width, 0);
        fill_column(picture, column, bottom,
                    std::max(std::max(mean, before.value_or(mean)), bottom + m_line_width),
                    m_theme.timeline.line, 255);
        before = mean;
    }
    // A mark down to the axis says where the frame's own day is.
    const int own = height_of(view.timeline.back().amount.value_or(0), scale);
    const int mark = std::max(1, whole(2 * m_layout.unit));
    for (int i = 0; i < mark; ++i) {
        fill_column(picture, std::min(columns, box.width) - 1 - i, 0, own, m_theme.timeline.line,
                    255);
    }
}

TimelineLayer::Stretch TimelineLayer::stretch_of(const DayView& view, int first, int end) {
    Stretch stretch;
    for (int day = first; day < end; ++day) {
        if (const auto amount = view.timeline[static_cast<std::size_t>(day)].amount) {
            stretch.least = stretch.days == 0 ? *amount : std::min(stretch.least, *amount);
            stretch.most = std::max(stretch.most, *amount);
            stretch.sum += *amount;
            ++stretch.days;
        }
    }
    return stretch;
}

void TimelineLayer::fill_gap(Picture& picture, int column) const {
    constexpr std::uint32_t gap_opacity = 70;
    fill_column(picture, column, 0, m_layout.plot.height * sub, m_theme.timeline.axis, gap_opacity);
}

void TimelineLayer::fill_column(Picture& picture, int column, int from, int to,
                                std::uint32_t colour, std::uint32_t opacity) const {
    const FrameBox& box = m_layout.plot;
    if (column < 0 || column >= box.width || from >= to) {
        return;
    }
    for (int row = from / sub; row * sub < to; ++row) {
        const int covered = std::min(to, (row + 1) * sub) - std::max(from, row * sub);
        const std::uint32_t part =
            std::min<std::uint32_t>(opacity, 255) * static_cast<std::uint32_t>(covered) / sub;
        blend_rectangle(picture, box.left + column, box.bottom() - 1 - row, 1, 1, colour, part);
    }
}

std::shared_ptr<const TimelineLayer::Ticks> TimelineLayer::ticks_of(CivilDay first_day,
                                                                    int days) const {
    const std::lock_guard lock(m_mutex);
    if (m_ticks && m_ticks->first_day == first_day && m_ticks->days == days) {
        return m_ticks;
    }
    auto result = std::make_shared<Ticks>();
    result->first_day = first_day;
    result->days = days;
    for (TickSet& set : tick_sets(first_day, days)) {
        double widest = 0;
        for (const TimelineTick& tick : set.ticks) {
            widest = std::max(widest, m_text.set(tick.label, m_layout.ticks.style)->width);
            if (widest * static_cast<double>(set.ticks.size()) > 2.0 * m_layout.plot.width) {
                break;
            }
        }
        const double room = static_cast<double>(set.least_distance) * m_layout.plot.width / days;
        if (widest + m_layout.ticks.style.size * 0.8 <= room || set.ticks.size() <= 1) {
            result->ticks = std::move(set.ticks);
            break;
        }
    }
    m_ticks = result;
    return result;
}

void TimelineLayer::draw_labels(Picture& picture, const DayView& view,
                                const TimelineScale& scale) const {
    const FrameBox& box = m_layout.plot;
    const int thin = std::max(1, whole(m_layout.unit));
    if (m_layout.plot_title.is_there()) {
        const TextRoom& room = m_layout.plot_title;
        const auto text = m_text.set(axis_title(m_metric, scale.top), room.style, room.width());
        blend_mask(picture, text->mask, room.left, room.baseline, m_theme.text.faint);
        blend_rectangle(picture, box.left, box.top, box.width, thin, m_theme.timeline.axis, 128);
        if (box.height >= 8 * room.style.size) {
            blend_rectangle(picture, box.left, box.top + box.height / 2, box.width, thin,
                            m_theme.timeline.axis, 128);
        }
    }

    const auto ticks = ticks_of(view.first_day, scale.days);
    const TextRoom& room = m_layout.ticks;
    for (const TimelineTick& tick : ticks->ticks) {
        const int x = box.left + static_cast<int>(std::int64_t{tick.day} * box.width / scale.days);
        const auto label = m_text.set(tick.label, room.style);
        const double begin = x - label->width / 2;
        if (begin >= room.left && begin + label->width <= room.right) {
            blend_rectangle(picture, x, box.bottom(), thin, m_layout.tick_length,
                            m_theme.timeline.axis, 255);
            blend_mask(picture, label->mask, whole(begin), room.baseline, m_theme.text.faint);
        }
    }
}

}  // namespace mapgen
