#include "timeline.hpp"

#include <algorithm>
#include <array>

namespace sample_logs {

namespace {

using std::chrono::floor;
using std::chrono::seconds;

constexpr std::uint32_t seconds_a_day = 86'400;
constexpr std::uint32_t seconds_an_hour = 3'600;

/// How busy each UTC hour is.
constexpr std::array<std::uint32_t, 24> hour_weights = {
    38, 34, 31, 30, 31, 34, 40, 48, 56, 62, 66, 68, 69, 70, 70, 69, 67, 64, 61, 58, 54, 50, 46, 42};
/// How busy each weekday is in per mille, from Sunday: servers update on working days.
constexpr std::array<std::uint64_t, 7> weekday_weights = {700, 1040, 1080, 1060, 1050, 1000, 740};

/// The share of a day's traffic, in units of its own, before each hour.
constexpr std::array<std::uint64_t, 25> traffic_before_hour = [] {
    std::array<std::uint64_t, 25> sums{};
    for (std::size_t hour = 0; hour < 24; ++hour) {
        sums[hour + 1] = sums[hour] + std::uint64_t{hour_weights[hour]} * seconds_an_hour;
    }
    return sums;
}();

std::uint64_t traffic_before(std::uint32_t second_of_day) {
    const std::size_t hour = second_of_day / seconds_an_hour;
    if (hour == 24) {
        return traffic_before_hour.back();
    }
    return traffic_before_hour[hour] +
           std::uint64_t{hour_weights[hour]} * (second_of_day % seconds_an_hour);
}

std::uint32_t second_at_traffic(std::uint64_t traffic) {
    std::size_t hour = 23;
    while (traffic_before_hour[hour] > traffic) {
        --hour;
    }
    return static_cast<std::uint32_t>(hour * seconds_an_hour +
                                      (traffic - traffic_before_hour[hour]) / hour_weights[hour]);
}

}  // namespace

Timeline::Timeline(sys_days last_day, unsigned days, std::uint64_t seed)
    : m_first_day(last_day - std::chrono::days(days - 1)), m_weight_before{0} {
    Random volume({seed, volume_purpose});
    Random rotation({seed, rotation_purpose});
    m_rotations.push_back(m_first_day);
    for (unsigned day = 0; day < days; ++day) {
        const sys_days date = m_first_day + std::chrono::days(day);
        const std::uint64_t growth = 1000 + std::uint64_t{600} * day / days;
        const std::uint64_t weekday =
            weekday_weights[std::chrono::weekday{date}.c_encoding()] * volume.between(930, 1070);
        m_weight_before.push_back(m_weight_before.back() + growth * weekday / 1000);
        // logrotate's timer fires at midnight plus a delay that differs each night.
        m_rotations.push_back(berlin_midnight(date + std::chrono::days(1)) +
                              seconds(rotation.below(900)));
    }
    m_rotations.push_back(last_day + std::chrono::days(1));
}

unsigned Timeline::day_index(sys_seconds time) const {
    return static_cast<unsigned>((floor<std::chrono::days>(time) - m_first_day).count());
}

std::uint64_t Timeline::events_of_day(unsigned day, std::uint64_t total) const {
    // The differences of rounded sums add up to exactly `total`.
    const auto events_before = [&](std::size_t index) {
        return total * m_weight_before[index] / m_weight_before.back();
    };
    return events_before(day + 1) - events_before(day);
}

void Timeline::add_moments(std::vector<sys_seconds>& moments, unsigned day, std::uint32_t from,
                           std::uint32_t to, std::uint64_t total, Random& random) const {
    const std::uint64_t events = events_of_day(day, total);
    const std::uint64_t all = traffic_before_hour.back();
    const std::uint64_t low = traffic_before(from);
    const std::uint64_t high = traffic_before(to);
    const std::uint64_t here = events * high / all - events * low / all;
    const sys_seconds midnight = m_first_day + std::chrono::days(day);
    for (std::uint64_t i = 0; i < here; ++i) {
        const std::uint64_t traffic = low + random.below(static_cast<std::uint32_t>(high - low));
        moments.push_back(midnight + seconds(second_at_traffic(traffic)));
    }
}

std::vector<sys_seconds> Timeline::moments(std::size_t period, std::uint64_t total,
                                           Random& random) const {
    std::vector<sys_seconds> moments;
    for (sys_seconds from = period_begin(period); from < period_end(period);) {
        const sys_days midnight = floor<std::chrono::days>(from);
        const sys_seconds to =
            std::min<sys_seconds>(period_end(period), midnight + std::chrono::days(1));
        add_moments(moments, day_index(from), static_cast<std::uint32_t>((from - midnight).count()),
                    to - midnight == std::chrono::days(1)
                        ? seconds_a_day
                        : static_cast<std::uint32_t>((to - midnight).count()),
                    total, random);
        from = to;
    }
    std::sort(moments.begin(), moments.end());
    return moments;
}

}  // namespace sample_logs
