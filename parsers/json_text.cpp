#include "parsers/json_text.hpp"

#include <cstdint>

#include "core/hex_digit.hpp"
#include "parsers/backslash_escapes.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

/// Reads `count` hexadecimal digits at `at`; -1 where they are not there.
int read_hex(std::string_view text, std::size_t at, std::size_t count) {
    if (at > text.size() || text.size() - at < count) {
        return -1;
    }
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        const int digit = hex_digit(text[i]);
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

void append_utf8(std::string& to, std::uint32_t code) {
    const auto push = [&](std::uint32_t byte) { to.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        push(code);
    } else if (code < 0x800) {
        push(0xc0 | code >> 6);
        push(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        push(0xe0 | code >> 12);
        push(0x80 | (code >> 6 & 0x3f));
        push(0x80 | (code & 0x3f));
    } else {
        push(0xf0 | code >> 18);
        push(0x80 | (code >> 12 & 0x3f));
        push(0x80 | (code >> 6 & 0x3f));
        push(0x80 | (code & 0x3f));
    }
}

/// Appends what \uXXXX at `at` stands for, the second half of a pair included. Where it ends; `at`
/// where there is none.
std::size_t append_code_point(std::string& to, std::string_view text, std::size_t at) {
    const int first = read_hex(text, at + 2, 4);
    if (first < 0) {
        return at;
    }
    if (first >= 0xd800 && first < 0xdc00 && text.compare(at + 6, 2, "\\u") == 0) {
        const int second = read_hex(text, at + 8, 4);
        if (second >= 0xdc00 && second < 0xe000) {
            append_utf8(to, static_cast<std::uint32_t>(0x10000 + ((first - 0xd800) << 10) +
                                                       (second - 0xdc00)));
            return at + 12;
        }
    }
    append_utf8(to, static_cast<std::uint32_t>(first));
    return at + 6;
}

/// The byte that a letter after a backslash stands for; 0 for none of them.
char escaped_byte(char letter) {
    return is_one_of(letter, "\"\\/'") ? letter : control_escape(letter);
}

}  // namespace

std::string_view undo_json_escapes(std::string_view text, std::string& scratch) {
    std::size_t escape = text.find('\\');
    if (escape == std::string_view::npos) {
        return text;
    }
    scratch.clear();
    std::size_t copied = 0;
    while (escape != std::string_view::npos && escape + 1 < text.size()) {
        const char letter = text[escape + 1];
        std::size_t after = escape + 2;
        scratch.append(text, copied, escape - copied);
        copied = escape;
        if (letter == 'u') {
            copied = append_code_point(scratch, text, escape);
            after = copied > escape ? copied : after;
        } else if (const int byte = letter == 'x' ? read_hex(text, escape + 2, 2) : -1; byte >= 0) {
            scratch.push_back(static_cast<char>(byte));
            copied = after = escape + 4;
        } else if (const char plain = escaped_byte(letter); plain != '\0') {
            scratch.push_back(plain);
            copied = after;
        }
        escape = text.find('\\', after);
    }
    scratch.append(text, copied);
    return scratch;
}

}  // namespace mapgen
