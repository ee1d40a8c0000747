#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/local_clock.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {

/// What the time fields of one line have said; a log may give date, time of day and zone in
/// different places.
struct TimeParts {
    CivilTime civil;
    unsigned day_of_year = 0;  ///< 1 … 366; 0 where a month and day are said instead
    bool twelve_hours = false;
    bool afternoon = false;
    std::optional<std::chrono::seconds> offset;       ///< from UTC
    std::optional<std::chrono::sys_seconds> instant;  ///< a field said it all
};

/// The time in UTC, without an offset in `clock`'s zone; nothing where there is no such time.
std::optional<std::chrono::sys_seconds> time_of(const TimeParts& parts, LocalClock& clock);

/// A time as strftime(3) writes it in the C locale: Apache's and ProFTPD's %{…}t.
class TimeLayout {
public:
    /// Throws a usage Error that names a conversion it does not know; `where` says for it which
    /// layout that is. Every conversion of strftime(3) is known, with E and O before it too, and %f
    /// for the digits of a fraction of a second.
    TimeLayout(std::string_view layout, std::string_view where);

    /// Reads what stands at `from` into `parts`. Where it ends; npos where the text is something
    /// else.
    std::size_t read(std::string_view text, std::size_t from, TimeParts& parts) const;

    /// Whether there is a year, and whether there is a day in it; a layout may give one of many
    /// parts of a line's time.
    bool has_year() const { return m_has_year; }
    bool has_day() const { return m_has_day; }

    /// 22 November 2026 01:27:07 UTC, a Sunday, in this layout.
    std::string example() const;

private:
    struct Item {
        char byte = '\0';  ///< a conversion's letter, else what stands there
        bool is_conversion = false;
    };

    void append(std::string_view layout, std::string_view where);

    std::vector<Item> m_items;
    bool m_has_year = false;
    bool m_has_day = false;
};

}  // namespace mapgen
