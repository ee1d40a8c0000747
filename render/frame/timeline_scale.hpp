#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/civil_day.hpp"

namespace mapgen {

/// How long and how high the timeline's axes are. Both grow in steps and depend only on what is
/// known on the frame's own day, so that a frame never changes when later days arrive.
struct TimelineScale {
    int days = 14;          ///< the span of the horizontal axis
    std::uint64_t top = 1;  ///< of the vertical axis
};

/// `days_so_far` (1 or more) counts the first day and the frame's own; `most` is the largest amount
/// up to that day.
TimelineScale timeline_scale(int days_so_far, std::uint64_t most);

/// A mark on the horizontal axis at the beginning of a day.
struct TimelineTick {
    int day = 0;  ///< days after the first one
    std::string label;
};

/// Every calendar step of one length that begins in the span.
struct TickSet {
    std::vector<TimelineTick> ticks;
    int least_distance = 0;  ///< in days between two neighbours
};

/// Possible sets of marks, from many to few: within months, months, quarters, half years, years,
/// and multiples of years. Which one fits depends on the width of its labels.
std::vector<TickSet> tick_sets(CivilDay first_day, int days);

}  // namespace mapgen
