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
    const FrameBox& box = m_layout.timeline;
    blend_rectangle(picture, box.left, box.bottom(), box.width, std::max(1, whole(m_layout.unit)),
                    m_theme.timeline.axis, 255);
}

void TimelineLayer::draw(Picture& picture, const DayView& view) const {
    if (view.timeline.empty() || m_layout.timeline.width <= 0 || m_layout.timeline.height <= 0) {
        return;
    }
    std::uint64_t most = 0;
    for (const TimelineDay& day : view.timeline) {
        most = std::max(most, day.amount.value_or(0));
    }
    const TimelineScale scale = timeline_scale(static_cast<int>(view.timeline.size()), most);
    draw_labels(picture, view, scale);
    if (m_layout.timeline.width / scale.days >= bars_from) {
        draw_bars(picture, view, scale);
    } else {
        draw_line(picture, view, scale);
    }
}

int TimelineLayer::height_of(std::uint64_t amount, const TimelineScale& scale) const {
    // Bytes can be so many that they have to lose some bits before they are multiplied.
    const int excess = std::max(static_cast<int>(std::bit_width(scale.top)) - 40, 0);
    return static_cast<int>((amount >> excess) *
                            static_cast<std::uint64_t>(m_layout.timeline.height * sub) /
                            (scale.top >> excess));
}

void TimelineLayer::draw_bars(Picture& picture, const DayView& view,
                              const TimelineScale& scale) const {
    const FrameBox& box = m_layout.timeline;
    const int last = static_cast<int>(view.timeline.size()) - 1;
    for (int day = 0; day <= last; ++day) {
        const auto amount = view.timeline[static_cast<std::size_t>(day)].amount;
        if (!amount) {
            continue;
        }
        const int left = day * box.width / scale.days;
        const int right = (day + 1) * box.width / scale.days;
        const int gap = std::max(1, (right - left) / 5);
        const int top = height_of(*amount, scale);
        const bool own_day = day == last;
        // A day with nothing is a line on the axis, and no gap.
        const int cap = std::max(top - m_line_width, 0);
        for (int column = left; column < right - gap; ++column) {
            fill_column(picture, column, 0, cap, m_theme.timeline.area,
                        own_day ? 255 : 2 * m_area_opacity);
            fill_column(picture, column, cap, std::max(top, cap + m_line_width),
                        m_theme.timeline.line, 255);
        }
    }
}

void TimelineLayer::draw_line(Picture& picture, const DayView& view,
                              const TimelineScale& scale) const {
    const FrameBox& box = m_layout.timeline;
    const int days = static_cast<int>(view.timeline.size());
    const auto height_on = [&](int day) -> std::optional<int> {
        const auto amount = view.timeline[static_cast<std::size_t>(day)].amount;
        return amount ? std::optional(height_of(*amount, scale)) : std::nullopt;
    };
    const int columns = static_cast<int>(std::int64_t{days - 1} * box.width / scale.days) + 1;
    for (int column = 0; column < columns; ++column) {
        const int first = static_cast<int>(std::int64_t{column} * scale.days / box.width);
        const int end = std::max(
            first + 1, static_cast<int>(std::int64_t{column + 1} * scale.days / box.width));
        std::optional<int> low;
        std::optional<int> high;
        // The day before ties the line to the column on the left.
        for (int day = std::max(first - 1, 0); day < std::min(end, days); ++day) {
            const auto height = height_on(day);
            if (!height || (day < first && !height_on(first))) {
                continue;
            }
            low = low ? std::min(*low, *height) : *height;
            high = high ? std::max(*high, *height) : *height;
        }
        if (!low) {
            continue;
        }
        const int cap = std::max(*low - m_line_width, 0);
        fill_column(picture, column, 0, cap, m_theme.timeline.area, m_area_opacity);
        fill_column(picture, column, cap, std::max(*high, cap + m_line_width),
                    m_theme.timeline.line, 255);
    }
    // A mark down to the axis says where the frame's own day is.
    const int own = height_on(days - 1).value_or(0);
    const int mark = std::max(1, whole(2 * m_layout.unit));
    for (int i = 0; i < mark; ++i) {
        fill_column(picture, std::min(columns, box.width) - 1 - i, 0, own, m_theme.timeline.line,
                    255);
    }
}

void TimelineLayer::fill_column(Picture& picture, int column, int from, int to,
                                std::uint32_t colour, std::uint32_t opacity) const {
    const FrameBox& box = m_layout.timeline;
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
            widest = std::max(widest, m_text.set(tick.label, m_layout.small)->width);
            if (widest * static_cast<double>(set.ticks.size()) > 2.0 * m_layout.timeline.width) {
                break;
            }
        }
        const double room =
            static_cast<double>(set.least_distance) * m_layout.timeline.width / days;
        if (widest + m_layout.small.size * 0.8 <= room || set.ticks.size() <= 1) {
            result->ticks = std::move(set.ticks);
            break;
        }
    }
    m_ticks = result;
    return result;
}

void TimelineLayer::draw_labels(Picture& picture, const DayView& view,
                                const TimelineScale& scale) const {
    const FrameBox& box = m_layout.timeline;
    const auto top = m_text.set(axis_label(m_metric, scale.top), m_layout.small);
    const int gap = whole(m_layout.small.size * 0.5);
    blend_mask(picture, top->mask, box.left - gap - static_cast<int>(std::ceil(top->width)),
               box.top + whole(m_layout.small.size * 0.36), m_theme.text.faint);
    const int thin = std::max(1, whole(m_layout.unit));
    blend_rectangle(picture, box.left, box.top, box.width, thin, m_theme.timeline.axis, 128);

    const auto ticks = ticks_of(view.first_day, scale.days);
    for (const TimelineTick& tick : ticks->ticks) {
        const auto label = m_text.set(tick.label, m_layout.small);
        const int x = box.left + static_cast<int>(std::int64_t{tick.day} * box.width / scale.days);
        const double begin = x - label->width / 2;
        if (begin < box.left - label->width / 2 - 1 || begin + label->width > box.right() + gap) {
            continue;
        }
        blend_rectangle(picture, x, box.bottom(), thin, 1 + whole(4 * m_layout.unit),
                        m_theme.timeline.axis, 255);
        blend_mask(picture, label->mask, whole(begin), m_layout.tick_baseline, m_theme.text.faint);
    }
}

}  // namespace mapgen
