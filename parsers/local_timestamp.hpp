#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "parsers/local_clock.hpp"
#include "parsers/log_format.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {

/// Time stamps of `length` bytes that are local times without a zone, as UTC. The last one is
/// remembered, as busy logs repeat theirs.
template <std::size_t length>
class LocalTimestamp {
public:
    /// Gives seconds since 1970-01-01 00:00 on the local clock, or nothing for a time that does not
    /// exist.
    using Read = std::optional<std::chrono::seconds> (*)(std::string_view text);

    LocalTimestamp(const ParserSettings& settings, Read read) : m_read(read), m_clock(settings) {}

    /// `text` is `length` bytes long. False, and `time` untouched, where it is no time.
    bool utc(const char* text, std::chrono::sys_seconds& time) {
        return m_last.get(
            text, time, [this](std::string_view stamp) -> std::optional<std::chrono::sys_seconds> {
                const auto local = m_read(stamp);
                return local ? std::optional(m_clock.utc(*local)) : std::nullopt;
            });
    }

private:
    Read m_read;
    LocalClock m_clock;
    TimestampCache<length> m_last;
};

}  // namespace mapgen
