#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "parsers/text_fields.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {

/// Time stamps as ctime(3) writes them, "Sun Jul  5 12:00:02 2026", with a space or a zero before
/// days of one digit: local time without a zone.
inline constexpr std::size_t ctime_length = 24;

/// Whether `line` begins with something of that shape and a space; its words and digits are not
/// looked at.
inline bool begins_with_ctime(std::string_view line) {
    // Sun Jul  5 12:00:02 2026
    // 0   4   8  11 14 17 20
    return line.size() > ctime_length && line[3] == ' ' && line[7] == ' ' && line[10] == ' ' &&
           line[13] == ':' && line[16] == ':' && line[19] == ' ' && line[24] == ' ';
}

/// Seconds since 1970-01-01 00:00 on the clock that wrote the first `ctime_length` bytes of
/// `text`; nothing where that is no time. The day of the week is not looked at.
inline std::optional<std::chrono::seconds> read_ctime(std::string_view text) {
    const char* const at = text.data();
    CivilTime civil;
    civil.month = month_number(at + 4);
    const char day[2] = {at[8] == ' ' ? '0' : at[8], at[9]};
    if (!read_digits<2>(day, civil.day) || !read_digits<2>(at + 11, civil.hour) ||
        !read_digits<2>(at + 14, civil.minute) || !read_digits<2>(at + 17, civil.second) ||
        !read_digits<4>(at + 20, civil.year)) {
        return std::nullopt;
    }
    return since_1970(civil);
}

}  // namespace mapgen
