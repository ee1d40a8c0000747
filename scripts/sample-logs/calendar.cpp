#include "calendar.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace sample_logs {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hh_mm_ss;
using std::chrono::seconds;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> month_names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> weekday_names = {"Sun", "Mon", "Tue", "Wed",
                                                           "Thu", "Fri", "Sat"};

/// A date and time of day as the numbers that people write.
struct Civil {
    explicit Civil(sys_seconds time) : date(floor<days>(time)), clock(time - floor<days>(time)) {}

    int year() const { return static_cast<int>(date.year()); }
    unsigned month() const { return static_cast<unsigned>(date.month()); }
    unsigned day() const { return static_cast<unsigned>(date.day()); }
    std::string_view month_name() const { return month_names[month() - 1]; }

    year_month_day date;
    hh_mm_ss<seconds> clock;
};

sys_seconds summer_change(std::chrono::year year, std::chrono::month month) {
    return sys_days(year / month / std::chrono::Sunday[std::chrono::last]) + 1h;
}

}  // namespace

std::optional<sys_days> day_from(std::string_view text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const auto read = [&](std::size_t from, std::size_t length, auto& number) {
        const char* const begin = text.data() + from;
        const auto result = std::from_chars(begin, begin + length, number);
        return result.ec == std::errc{} && result.ptr == begin + length;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !read(0, 4, year) ||
        !read(5, 2, month) || !read(8, 2, day)) {
        return std::nullopt;
    }
    const year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                              std::chrono::day{day}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return sys_days(date);
}

std::string iso(sys_days day) {
    const Civil civil{sys_seconds(day)};
    return fmt::format("{:04}-{:02}-{:02}", civil.year(), civil.month(), civil.day());
}

seconds berlin_offset(sys_seconds time) {
    const std::chrono::year year = Civil(time).date.year();
    const bool summer = time >= summer_change(year, std::chrono::March) &&
                        time < summer_change(year, std::chrono::October);
    return summer ? 2h : 1h;
}

sys_seconds berlin_midnight(sys_days day) {
    // The clock changes hours after midnight, so the offset two hours earlier is the right one.
    return day - berlin_offset(day - 2h);
}

bool TimeText::is_new(sys_seconds time) {
    if (m_time == time) {
        return false;
    }
    m_time = time;
    m_text.clear();
    return true;
}

std::string_view TimeText::apache(sys_seconds time) {
    if (is_new(time)) {
        const seconds offset = berlin_offset(time);
        const Civil civil(time + offset);
        fmt::format_to(std::back_inserter(m_text), "{:02}/{}/{:04}:{:02}:{:02}:{:02} +{:02}00",
                       civil.day(), civil.month_name(), civil.year(), civil.clock.hours().count(),
                       civil.clock.minutes().count(), civil.clock.seconds().count(),
                       std::chrono::floor<std::chrono::hours>(offset).count());
    }
    return m_text;
}

std::string_view TimeText::xferlog(sys_seconds time, char padding) {
    if (is_new(time)) {
        const Civil civil(time);
        const std::chrono::weekday weekday{floor<days>(time)};
        fmt::format_to(std::back_inserter(m_text), "{} {} ", weekday_names[weekday.c_encoding()],
                       civil.month_name());
        if (civil.day() < 10) {
            m_text += padding;
        }
        fmt::format_to(std::back_inserter(m_text), "{} {:02}:{:02}:{:02} {:04}", civil.day(),
                       civil.clock.hours().count(), civil.clock.minutes().count(),
                       civil.clock.seconds().count(), civil.year());
    }
    return m_text;
}

std::string_view TimeText::rsyncd(sys_seconds time) {
    if (is_new(time)) {
        const Civil civil(time);
        fmt::format_to(std::back_inserter(m_text), "{:04}/{:02}/{:02} {:02}:{:02}:{:02}",
                       civil.year(), civil.month(), civil.day(), civil.clock.hours().count(),
                       civil.clock.minutes().count(), civil.clock.seconds().count());
    }
    return m_text;
}

}  // namespace sample_logs
