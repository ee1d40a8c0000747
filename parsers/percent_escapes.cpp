#include "parsers/percent_escapes.hpp"

#include "core/hex_digit.hpp"

namespace mapgen {

std::string_view undo_percent_escapes(std::string_view text, std::string& scratch) {
    std::size_t percent = text.find('%');
    if (percent == std::string_view::npos) {
        return text;
    }
    scratch.clear();
    std::size_t copied = 0;
    while (percent != std::string_view::npos && percent + 2 < text.size()) {
        const int high = hex_digit(text[percent + 1]);
        const int low = hex_digit(text[percent + 2]);
        const bool is_escape = high >= 0 && low >= 0;
        if (is_escape) {
            scratch.append(text, copied, percent - copied);
            scratch.push_back(static_cast<char>(high * 16 + low));
            copied = percent + 3;
        }
        percent = text.find('%', percent + (is_escape ? 3 : 1));
    }
    scratch.append(text, copied);
    return scratch;
}

}  // namespace mapgen
