#include "parsers/local_clock.hpp"

#include <date/tz.h>

namespace mapgen {
namespace {

// More than any clock was ever moved at once (Samoa left out a whole day in 2011).
constexpr std::chrono::hours around_a_change{48};

}  // namespace

std::chrono::sys_seconds LocalClock::utc(std::chrono::seconds local) {
    if (m_zone == nullptr) {
        return std::chrono::sys_seconds{local};
    }
    if (local >= m_from && local < m_until) {
        return std::chrono::sys_seconds{local - m_offset};
    }
    const date::local_info info = m_zone->get_info(date::local_seconds{local});
    if (info.result == date::local_info::nonexistent) {
        return info.first.end;
    }
    if (info.result == date::local_info::unique) {
        m_offset = info.first.offset;
        m_from = info.first.begin.time_since_epoch() + m_offset + around_a_change;
        m_until = info.first.end.time_since_epoch() + m_offset - around_a_change;
    }
    return std::chrono::sys_seconds{local - info.first.offset};
}

}  // namespace mapgen
