#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "parsers/local_clock.hpp"
#include "parsers/log_format.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {

/// How the time in front of a syslog line is written.
enum class SyslogTime : std::uint8_t {
    bsd,    ///< RFC 3164: "Nov 22 01:23:44", the day padded with a space or a zero; local, no year
    iso,    ///< RFC 3339 and 5424: "2026-11-22T01:23:44[.003](Z|+01:00|+0100)"; local without zone
    named,  ///< journalctl -o short-full: "Sun 2026-11-22 01:23:44 UTC"
    epoch,  ///< journalctl -o short-unix: "1795311807.123456"
};

/// A line of syslog, rsyslog or journalctl, taken apart: [<PRI>]TIME [HOST] PROGRAM[PROCESS]:
/// MESSAGE, with a fraction of a second in any of the times, or RFC 5424's <PRI>1 TIME HOST PROGRAM
/// PROCESS MSGID STRUCTURED-DATA MESSAGE.
struct SyslogPrefix {
    SyslogTime kind = SyslogTime::bsd;
    std::string_view time;     ///< up to the second: 15 bytes of bsd, 19 of iso and named
    std::string_view zone;     ///< "Z", "+01:00", "+0100", "+01", "UTC"; empty where there is none
    std::string_view program;  ///< empty where the line names none, like "last message repeated"
    std::string_view process;
    std::string_view message;
};

/// Nothing where the line does not begin like that; the time is looked at for its shape only.
std::optional<SyslogPrefix> split_syslog_prefix(std::string_view line);

/// Reads the times of one log.
class SyslogClock {
public:
    explicit SyslogClock(const ParserSettings& settings);

    /// False, and `time` untouched, where there is no such time. Without a year it is in the latest
    /// one in which it is not more than a day after `ParserSettings::written`. A zone of a name
    /// other than "UTC", "GMT" and "Z" is the zone of the settings.
    bool utc(const SyslogPrefix& prefix, std::chrono::sys_seconds& time);

private:
    std::optional<std::chrono::sys_seconds> without_year(std::string_view text);

    LocalClock m_clock;
    std::chrono::sys_seconds m_latest;
    TimestampCache<15> m_bsd;
    TimestampCache<19> m_civil;  // read as if they were UTC
};

}  // namespace mapgen
