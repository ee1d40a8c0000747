#pragma once

#include <string>
#include <string_view>

namespace mapgen {

/// The lower case of a letter of ASCII; any other byte as it is, whatever the locale.
constexpr char lower_case(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The same for each byte of `text`.
inline std::string lower_case(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = lower_case(c);
    }
    return result;
}

}  // namespace mapgen
