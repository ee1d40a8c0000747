#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sample_logs {

using std::chrono::sys_days;
using std::chrono::sys_seconds;

/// "YYYY-MM-DD"; nothing for any other text.
std::optional<sys_days> day_from(std::string_view text);
std::string iso(sys_days day);

/// What a clock in Berlin adds to UTC: one hour, or two from the last Sunday of March to that of
/// October, 01:00 UTC (directive 2000/84/EC).
std::chrono::seconds berlin_offset(sys_seconds time);

/// The instant at which `day` begins in Berlin.
sys_seconds berlin_midnight(sys_days day);

/// The date texts of the three kinds of log. Each remembers the last one, since most lines of a
/// busy log share their second with the line before.
class TimeText {
public:
    /// "22/Nov/2026:01:27:07 +0100", the time in Berlin
    std::string_view apache(sys_seconds time);
    /// "Sun Jul  5 12:00:02 2026", in UTC; the day padded with a space, or with a zero
    std::string_view xferlog(sys_seconds time, char padding);
    /// "2026/11/22 01:23:18", in UTC
    std::string_view rsyncd(sys_seconds time);

private:
    bool is_new(sys_seconds time);

    std::optional<sys_seconds> m_time;
    std::string m_text;
};

}  // namespace sample_logs
