#pragma once

#include <string_view>

namespace mapgen {

/// The control character that `\b`, `\f`, `\n`, `\r`, `\t` or `\v` stands for, by its letter; 0 for
/// any other.
constexpr char control_escape(char letter) {
    switch (letter) {
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case 'v':
            return '\v';
        default:
            return '\0';
    }
}

/// What a backslash and the byte behind it (`pair`) stand for in a quoted string of Apache's and
/// nginx's configuration: `\t`, `\n`, `\r`, `\"`, `\'`, `\\`. All others mean both bytes.
constexpr std::string_view configured_escape(std::string_view pair) {
    switch (pair[1]) {
        case 't':
            return "\t";
        case 'n':
            return "\n";
        case 'r':
            return "\r";
        case '"':
        case '\'':
        case '\\':
            return pair.substr(1, 1);
        default:
            return pair.substr(0, 2);
    }
}

}  // namespace mapgen
