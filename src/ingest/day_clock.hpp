#pragma once

#include <chrono>
#include <string_view>

#include "core/civil_day.hpp"

namespace date {
class time_zone;
}

namespace mapgen {

/// The time zone of that IANA name ("UTC", "Europe/Berlin"); lives as long as the program. Throws a
/// usage Error for a name that the system's tz database does not have.
const date::time_zone* zone_named(std::string_view name);

/// Tells the calendar day of an instant in a time zone. Times that come in order, as in a log, ask
/// the tz database once a day. Not for two threads at once.
class DayClock {
public:
    explicit DayClock(const date::time_zone* zone) : m_zone(zone) {}

    CivilDay day_of(std::chrono::sys_seconds time) {
        if (time < m_begin || time >= m_end) {
            find_day(time);
        }
        return m_day;
    }

private:
    void find_day(std::chrono::sys_seconds time);

    const date::time_zone* m_zone;
    CivilDay m_day;
    std::chrono::sys_seconds m_begin{};  // m_day is [m_begin, m_end)
    std::chrono::sys_seconds m_end{};
};

}  // namespace mapgen
