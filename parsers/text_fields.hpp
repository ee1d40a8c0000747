#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace mapgen {

// Short fields of a line: numbers and words. Plain loops, because what they are used for is shorter
// than what a call of memchr pays for.

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_one_of(char c, std::string_view choices) {
    for (const char choice : choices) {
        if (c == choice) {
            return true;
        }
    }
    return false;
}

/// Where the first byte at or after `from` stands that is not among `bytes`; the end of `text`
/// where there is none.
constexpr std::size_t skip_all_of(std::string_view text, std::size_t from, std::string_view bytes) {
    while (from < text.size() && is_one_of(text[from], bytes)) {
        ++from;
    }
    return from;
}

constexpr std::size_t skip_digits(std::string_view text, std::size_t from) {
    while (from < text.size() && is_digit(text[from])) {
        ++from;
    }
    return from;
}

/// Where the word that begins at `from` ends: at a space or the end of `text`.
constexpr std::size_t word_end(std::string_view text, std::size_t from) {
    while (from < text.size() && text[from] != ' ') {
        ++from;
    }
    return from;
}

/// Takes the first word off `text`, with the space behind it. False, and nothing taken, where no
/// space follows or the word would be empty.
constexpr bool take_word(std::string_view& text, std::string_view& word) {
    const std::size_t end = word_end(text, 0);
    if (end == text.size() || end == 0) {
        return false;
    }
    word = text.substr(0, end);
    text.remove_prefix(end + 1);
    return true;
}

/// Whether `text` is one or more decimal digits and nothing else.
constexpr bool is_number(std::string_view text) {
    return !text.empty() && skip_digits(text, 0) == text.size();
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
    constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t value = 0;
    if (text.size() <= std::numeric_limits<std::uint64_t>::digits10) {
        bool all_digits = !text.empty();
        for (const char c : text) {
            const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
            all_digits &= digit <= 9;
            value = value * 10 + digit;
        }
        return all_digits ? std::optional(value) : std::nullopt;
    }
    for (const char c : text) {
        const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
        if (digit > 9 || value > (largest - digit) / 10) {
            return std::nullopt;
        }
        value = value * 10 + digit;
    }
    return value;
}

}  // namespace mapgen
