#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "render/frame/day_view.hpp"
#include "render/frame/frame_layout.hpp"
#include "render/frame/metric.hpp"
#include "render/frame/picture.hpp"
#include "render/frame/text.hpp"
#include "render/frame/theme.hpp"
#include "render/frame/timeline_scale.hpp"

namespace mapgen {

/// The metric's amount a day from the first day to the frame's own: bars where a day has room for
/// one, else the mean of seven days as a line, and the days' own amounts as an area behind it. Days
/// that no log covers are grey. References must outlive the layer.
class TimelineLayer {
public:
    TimelineLayer(const FrameLayout& layout, const Theme& theme, const TextSetter& text,
                  Metric metric);

    /// What all frames share.
    void draw_axis(Picture& picture) const;
    /// Does nothing for an empty timeline. May be called from many threads.
    void draw(Picture& picture, const DayView& view) const;
    /// The same without labels, which leaves nothing that a library draws.
    void draw_days(Picture& picture, const DayView& view) const;

private:
    struct Ticks {
        CivilDay first_day;
        int days = 0;
        std::vector<TimelineTick> ticks;
    };

    /// Nothing where there is nothing to draw, or no room for it.
    std::optional<TimelineScale> scale_of_view(const DayView& view) const;
    std::shared_ptr<const Ticks> ticks_of(CivilDay first_day, int days) const;
    /// The days of a part of the timeline that a log covers.
    struct Stretch {
        int days = 0;
        std::uint64_t least = 0;
        std::uint64_t most = 0;
        std::uint64_t sum = 0;
    };

    static Stretch stretch_of(const DayView& view, int first, int end);
    void fill_gap(Picture& picture, int column) const;
    /// Above the axis, in 1/256 pixel.
    int height_of(std::uint64_t amount, const TimelineScale& scale) const;
    void draw_labels(Picture& picture, const DayView& view, const TimelineScale& scale) const;
    void draw_bars(Picture& picture, const DayView& view, const TimelineScale& scale) const;
    void draw_line(Picture& picture, const DayView& view, const TimelineScale& scale) const;
    /// Fills a column between two heights above the axis, in 1/256 pixel.
    void fill_column(Picture& picture, int column, int from, int to, std::uint32_t colour,
                     std::uint32_t opacity) const;

    const FrameLayout& m_layout;
    const Theme& m_theme;
    const TextSetter& m_text;
    Metric m_metric;
    int m_line_width;  ///< 1/256 pixel
    std::uint32_t m_area_opacity;
    mutable std::mutex m_mutex;
    mutable std::shared_ptr<const Ticks> m_ticks;  ///< those asked for last
};

}  // namespace mapgen
