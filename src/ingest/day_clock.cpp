#include "ingest/day_clock.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"

namespace mapgen {

const date::time_zone* zone_named(std::string_view name) {
    try {
        return date::locate_zone(std::string(name));
    } catch (const std::exception&) {
        throw usage_error(fmt::format(
            "the time zone \"{}\" is not known; write a name of the tz database, e.g. \"UTC\" or "
            "\"Europe/Berlin\" (and see that the package tzdata is installed)",
            name));
    }
}

void DayClock::find_day(std::chrono::sys_seconds time) {
    const date::sys_info info = m_zone->get_info(time);
    const std::chrono::sys_seconds local = time + info.offset;
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    m_day = CivilDay(midnight);
    // The day's end as far as this offset holds; behind a clock change the zone is asked again.
    const std::chrono::sys_seconds begin = midnight - info.offset;
    m_begin = std::max(begin, info.begin);
    m_end = std::min(begin + std::chrono::days{1}, info.end);
}

}  // namespace mapgen
