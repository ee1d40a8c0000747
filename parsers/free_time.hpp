#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "parsers/local_clock.hpp"

namespace mapgen {

/// Reads a time in any of the ways that loggers choose from:
///
///     2026-11-22T01:27:07.123+01:00   ISO 8601, RFC 3339: "T", "_" or a space in the middle, "-"
///     or
///                                     "/" in the date, a fraction after "." or ",", and "Z",
///                                     "UTC", "GMT", +hh:mm, +hhmm, +hh or no zone (then `clock`'s)
///     22/Nov/2026:01:27:07 +0100      the common log format's, in its brackets or without
///     1795311451.78, 1.79531145e9     since 1970; that it is seconds, milliseconds, microseconds
///                                     or nanoseconds is told from its size, which is unambiguous
///                                     from 1973 to 5138
///
/// Fractions of a second are cut. Nothing for any other text.
std::optional<std::chrono::sys_seconds> read_free_time(std::string_view text, LocalClock& clock);

/// The third kind alone.
std::optional<std::chrono::sys_seconds> read_epoch_time(std::string_view text);

}  // namespace mapgen
