#include "parsers/free_time.hpp"

#include <charconv>
#include <cstdint>

#include "parsers/text_fields.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {
namespace {

/// Seconds of a number that may also be milliseconds, microseconds or nanoseconds.
std::optional<std::chrono::sys_seconds> from_any_unit(std::uint64_t number) {
    constexpr std::uint64_t largest_seconds = 100'000'000'000;
    while (number >= largest_seconds) {
        number /= 1000;
    }
    return std::chrono::sys_seconds{std::chrono::seconds{number}};
}

/// Reads what follows a date and time of day: nothing, a zone's name or an offset.
bool read_zone(std::string_view text, std::optional<std::chrono::seconds>& offset) {
    if (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    if (text.empty()) {
        return true;
    }
    if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") {
        offset = std::chrono::seconds{0};
        return true;
    }
    const bool has_colon = text.size() == 6 && text[3] == ':';
    if ((text[0] != '+' && text[0] != '-') ||
        (text.size() != 3 && text.size() != 5 && !has_colon)) {
        return false;
    }
    unsigned hours = 0;
    unsigned minutes = 0;
    if (!read_digits<2>(text.data() + 1, hours) || hours > 23 ||
        (text.size() > 3 && !read_digits<2>(text.data() + text.size() - 2, minutes)) ||
        minutes > 59) {
        return false;
    }
    const std::chrono::seconds size = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    offset = text[0] == '-' ? -size : size;
    return true;
}

std::optional<std::chrono::sys_seconds> read_iso_time(std::string_view text, LocalClock& clock) {
    // 2026-11-22T01:27:07.123+01:00
    // 0    5  8  11 14 17 19
    constexpr std::size_t length = 19;
    if (text.size() < length || !is_one_of(text[4], "-/") || text[7] != text[4] ||
        !is_one_of(text[10], "Tt _") || text[13] != ':' || text[16] != ':') {
        return std::nullopt;
    }
    const char* const at = text.data();
    CivilTime civil;
    if (!read_digits<4>(at, civil.year) || !read_digits<2>(at + 5, civil.month) ||
        !read_digits<2>(at + 8, civil.day) || !read_digits<2>(at + 11, civil.hour) ||
        !read_digits<2>(at + 14, civil.minute) || !read_digits<2>(at + 17, civil.second)) {
        return std::nullopt;
    }
    const auto local = since_1970(civil);
    std::size_t end = length;
    if (end < text.size() && is_one_of(text[end], ".,")) {
        end = skip_digits(text, end + 1);
    }
    std::optional<std::chrono::seconds> offset;
    if (!local || !read_zone(text.substr(end), offset)) {
        return std::nullopt;
    }
    return offset ? std::chrono::sys_seconds{*local - *offset} : clock.utc(*local);
}

}  // namespace

std::optional<std::chrono::sys_seconds> read_epoch_time(std::string_view text) {
    const std::size_t whole = skip_digits(text, 0);
    const auto number = read_number(text.substr(0, whole));
    if (!number) {
        return std::nullopt;
    }
    if (whole == text.size()) {
        return from_any_unit(*number);
    }
    if (text[whole] == '.' && skip_digits(text, whole + 1) == text.size()) {
        return from_any_unit(*number);
    }
    // With an exponent.
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    constexpr double largest = 1e19;
    if (error != std::errc() || end != text.data() + text.size() || !(value < largest)) {
        return std::nullopt;
    }
    return from_any_unit(static_cast<std::uint64_t>(value));
}

std::optional<std::chrono::sys_seconds> read_free_time(std::string_view text, LocalClock& clock) {
    if (text.size() == clf_time_length + 2 && text.front() == '[' && text.back() == ']') {
        text = text.substr(1, clf_time_length);
    }
    if (text.size() == clf_time_length && text[2] == '/') {
        return read_clf_time(text);
    }
    if (text.size() > 4 && is_one_of(text[4], "-/")) {
        return read_iso_time(text, clock);
    }
    return read_epoch_time(text);
}

}  // namespace mapgen
