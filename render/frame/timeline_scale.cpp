#include "render/frame/timeline_scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace mapgen {
namespace {

constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// In days: half a year and less, years and halves of years, then whole years.
constexpr std::array<int, 14> first_spans{14,  30,   60,   120,  200,  366,  549,
                                          731, 1096, 1461, 1827, 2557, 3653, 5479};

/// Calendar steps: marks inside months, or every so many months.
struct Step {
    int months;  ///< 0: on the 1st, 8th, 15th and 22nd of each month; −1: every day
};

constexpr std::array<Step, 11> steps{
    {{-1}, {0}, {1}, {3}, {6}, {12}, {24}, {60}, {120}, {240}, {600}}};

bool begins_step(CivilDay day, Step step) {
    if (step.months < 0) {
        return true;
    }
    if (step.months == 0) {
        return day.day_of_month() % 7 == 1 && day.day_of_month() < 28;
    }
    if (day.day_of_month() != 1) {
        return false;
    }
    return (day.year() * 12 + static_cast<int>(day.month()) - 1) % step.months == 0;
}

std::string label_of(CivilDay day, Step step) {
    if (step.months <= 0) {
        return fmt::format("{} {}", day.day_of_month(), month_names[day.month() - 1]);
    }
    if (day.month() == 1) {
        return fmt::format("{}", day.year());
    }
    return std::string(month_names[day.month() - 1]);
}

}  // namespace

TimelineScale timeline_scale(int days_so_far, std::uint64_t most) {
    TimelineScale scale;
    const auto span = std::find_if(first_spans.begin(), first_spans.end(),
                                   [&](int days) { return days_so_far <= days; });
    if (span != first_spans.end()) {
        scale.days = *span;
    } else {
        constexpr int ten_years = 3653;
        scale.days = (days_so_far + ten_years - 1) / ten_years * ten_years;
    }
    // 1, 2, 3, 5, 7, 10, 15, 20, 30, …: few enough that the axis rarely changes, close enough that
    // the timeline fills its height.
    for (std::uint64_t power = 1; power < std::uint64_t{1} << 58; power *= 10) {
        for (const std::uint64_t tenths : {10U, 15U, 20U, 30U, 50U, 70U}) {
            scale.top = tenths * power / 10;
            if (scale.top >= most && scale.top * 10 == tenths * power) {
                return scale;
            }
        }
    }
    scale.top = most;
    return scale;
}

std::vector<TickSet> tick_sets(CivilDay first_day, int days) {
    std::vector<TickSet> sets;
    for (const Step step : steps) {
        TickSet set;
        set.least_distance = days;
        for (int day = 0; day < days; ++day) {
            const CivilDay date = first_day + day;
            if (begins_step(date, step)) {
                if (!set.ticks.empty()) {
                    set.least_distance = std::min(set.least_distance, day - set.ticks.back().day);
                }
                set.ticks.push_back({day, label_of(date, step)});
            }
        }
        sets.push_back(std::move(set));
    }
    return sets;
}

}  // namespace mapgen
