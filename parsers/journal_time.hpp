#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "parsers/text_fields.hpp"

namespace mapgen {

/// journald's __REALTIME_TIMESTAMP: microseconds since 1970-01-01 00:00 UTC in decimal digits.
/// Nothing for any other text.
inline std::optional<std::chrono::sys_seconds> read_journal_time(std::string_view text) {
    const auto microseconds = read_number(text);
    if (!microseconds || *microseconds > std::numeric_limits<std::int64_t>::max()) {
        return std::nullopt;
    }
    return std::chrono::sys_seconds{
        std::chrono::seconds{static_cast<std::int64_t>(*microseconds / 1'000'000)}};
}

}  // namespace mapgen
