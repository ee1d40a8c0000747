#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

namespace mapgen {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Whether `text` is one or more decimal digits and nothing else.
constexpr bool is_number(std::string_view text) {
    for (const char c : text) {
        if (!is_digit(c)) {
            return false;
        }
    }
    return !text.empty();
}

/// Reads exactly `count` decimal digits at `text`. False for anything else; `value` is then
/// without meaning.
template <std::size_t count>
bool read_digits(const char* text, unsigned& value) {
    value = 0;
    bool all_digits = true;
    for (std::size_t i = 0; i < count; ++i) {
        const unsigned digit = static_cast<unsigned char>(text[i]) - unsigned{'0'};
        all_digits &= digit <= 9;
        value = value * 10 + digit;
    }
    return all_digits;
}

/// The whole of `text` as a decimal number without a sign; nothing for any other text and for
/// numbers above 2^64 - 1.
inline std::optional<std::uint64_t> read_number(std::string_view text) {
    std::uint64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return value;
}

}  // namespace mapgen
