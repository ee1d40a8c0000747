#pragma once

#include <chrono>

#include "parsers/log_format.hpp"

namespace mapgen {

/// Turns the local times of a log without a zone into UTC, in the zone of `ParserSettings`. Asks
/// the time zone library only where a time is near a clock change or far from the one before.
class LocalClock {
public:
    explicit LocalClock(const ParserSettings& settings) : m_zone(settings.zone) {}

    /// `local` is seconds since 1970-01-01 00:00 on the clock of the zone.
    std::chrono::sys_seconds utc(std::chrono::seconds local);

private:
    const date::time_zone* m_zone;
    // Local times from m_from up to m_until are m_offset ahead of UTC and happen exactly once.
    std::chrono::seconds m_from{0};
    std::chrono::seconds m_until{0};
    std::chrono::seconds m_offset{0};
};

}  // namespace mapgen
