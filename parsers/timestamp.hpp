#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string_view>

namespace mapgen {

/// A date and time of day as a log writes it, not yet checked.
struct CivilTime {
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
};

/// Seconds since 1970-01-01 00:00 of the same clock, whichever zone that is. Nothing where the
/// date or the time of day does not exist. Second 60, a leap second, is the first of the next
/// minute.
std::optional<std::chrono::seconds> since_1970(const CivilTime& time);

/// 1 … 12 for the three letters "Jan" … "Dec" at `name`, 0 for any others.
unsigned month_number(const char* name);

/// The common log format's time between its brackets, "22/Nov/2026:01:27:07 +0100" (Apache's %t,
/// nginx's $time_local), as UTC. Nothing for any other text, a date that does not exist, or an
/// offset of a day and more.
std::optional<std::chrono::sys_seconds> read_clf_time(std::string_view text);
inline constexpr std::size_t clf_time_length = 26;

/// Remembers the last time stamp that was read: a busy log has hundreds of lines a second, and
/// comparing `length` bytes is cheaper than reading them again.
template <std::size_t length>
class TimestampCache {
public:
    /// `text` is `length` bytes long; `read(text)`, which gives an optional time, is asked where
    /// they differ from the last ones. False, and `time` untouched, where there is none.
    template <typename Read>
    bool get(const char* text, std::chrono::sys_seconds& time, Read read) {
        if (!m_filled || std::memcmp(text, m_text.data(), length) != 0) {
            const std::optional<std::chrono::sys_seconds> fresh =
                read(std::string_view(text, length));
            if (!fresh) {
                return false;
            }
            std::memcpy(m_text.data(), text, length);
            m_time = *fresh;
            m_filled = true;
        }
        time = m_time;
        return true;
    }

private:
    std::array<char, length> m_text{};
    std::chrono::sys_seconds m_time{};
    bool m_filled = false;
};

/// Reads the common log format's times. Most lines are of the same minute as the one before, and
/// then only the seconds are read.
class ClfClock {
public:
    /// `text` is clf_time_length bytes long. False, and `time` untouched, where it is no time.
    bool get(const char* text, std::chrono::sys_seconds& time);

private:
    static constexpr std::size_t minute_length = 18;  // "22/Nov/2026:01:27:"
    static constexpr std::size_t offset_length = 6;   // " +0100"

    std::array<char, minute_length> m_minute_text{};
    std::array<char, offset_length> m_offset_text{};
    std::chrono::sys_seconds m_minute{};
};

}  // namespace mapgen
