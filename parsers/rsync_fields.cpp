#include "parsers/rsync_fields.hpp"

#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;

/// "1,234,567": groups of three after the first one, all with the same mark.
std::optional<std::uint64_t> read_thousands(std::string_view text) {
    const std::size_t first_mark = text.find_first_of(",.");
    if (first_mark == npos || first_mark == 0 || first_mark > 3) {
        return std::nullopt;
    }
    const char mark = text[first_mark];
    std::uint64_t value = 0;
    std::size_t until_mark = first_mark;
    for (const char c : text) {
        if (until_mark == 0) {
            if (c != mark) {
                return std::nullopt;
            }
            until_mark = 3;
            continue;
        }
        std::uint64_t larger = 0;
        if (!is_digit(c) || __builtin_mul_overflow(value, std::uint64_t{10}, &larger) ||
            __builtin_add_overflow(larger, static_cast<std::uint64_t>(c - '0'), &value)) {
            return std::nullopt;
        }
        --until_mark;
    }
    return until_mark == 0 ? std::optional(value) : std::nullopt;
}

/// "1.23M": always two decimals.
std::optional<std::uint64_t> read_rounded(std::string_view text) {
    constexpr std::string_view units = "KMGTPE";
    if (text.size() < 5) {
        return std::nullopt;
    }
    const std::size_t unit = units.find(text.back());
    const std::size_t point = text.size() - 4;
    const std::string_view whole = text.substr(0, point);
    const std::string_view hundredths = text.substr(point + 1, 2);
    if (unit == npos || !is_one_of(text[point], ".,") || whole.size() > 4 || !is_number(whole) ||
        !is_number(hundredths)) {
        return std::nullopt;
    }
    // 9999 E and more is no size of a file; 18 E is the most that fits.
    std::uint64_t value = *read_number(whole) * 100 + *read_number(hundredths);
    std::uint64_t factor = 10;
    for (std::size_t i = 0; i < unit; ++i) {
        factor *= 1000;
    }
    if (__builtin_mul_overflow(value, factor, &value)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

std::optional<RsyncOperation> read_rsync_operation(std::string_view word) {
    if (word == "send") {
        return RsyncOperation{Action::sent, LineOutcome::counted};
    }
    if (word == "recv") {
        return RsyncOperation{Action::received, LineOutcome::counted};
    }
    if (word == "del." || word == "*deleting") {
        return RsyncOperation{Action::deleted, LineOutcome::counted};
    }
    if ((word.size() != 11 && word.size() != 9) || !is_one_of(word[0], "<>ch.") ||
        !is_one_of(word[1], "fdLDS") || skip_all_of(word, 2, "+.?cstTpoguanbx ") != word.size()) {
        return std::nullopt;
    }
    if (word[1] == 'f' && word[0] == '<') {
        return RsyncOperation{Action::sent, LineOutcome::counted};
    }
    if (word[1] == 'f' && word[0] == '>') {
        return RsyncOperation{Action::received, LineOutcome::counted};
    }
    return RsyncOperation{Action::other, LineOutcome::skipped_directory};
}

std::optional<std::uint64_t> read_rsync_length(std::string_view text) {
    if (const auto plain = read_number(text)) {
        return plain;
    }
    if (const auto marked = read_thousands(text)) {
        return marked;
    }
    return read_rounded(text);
}

void append_rsync_name(std::string& to, std::string_view name) {
    std::size_t copied = 0;
    for (std::size_t at = name.find('\\'); at != npos; at = name.find('\\', at + 1)) {
        const std::string_view escape = name.substr(at, 5);
        if (escape.size() < 5 || escape[1] != '#' || !is_one_of(escape[2], "0123") ||
            !is_one_of(escape[3], "01234567") || !is_one_of(escape[4], "01234567")) {
            continue;
        }
        to.append(name, copied, at - copied);
        to.push_back(
            static_cast<char>((escape[2] - '0') * 64 + (escape[3] - '0') * 8 + (escape[4] - '0')));
        copied = at + 5;
        at += 4;
    }
    to.append(name, copied);
}

}  // namespace mapgen
