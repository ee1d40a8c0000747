#include "parsers/rsync_escapes.hpp"

#include <algorithm>

#include "parsers/rsync_fields.hpp"
#include "parsers/rsync_prefix.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view number_bytes = "0123456789,.KMGTPE";
constexpr std::string_view checksum_bytes = "0123456789abcdef";
constexpr std::size_t operation_length = 4;

/// %i at the beginning or the end of `text`: eleven letters, nine in old versions.
std::size_t itemized_length(std::string_view text, bool at_end) {
    constexpr std::string_view deleting = "*deleting  ";  // the operation and its padding
    if (at_end ? text.ends_with(deleting) : text.starts_with(deleting)) {
        return deleting.size();
    }
    for (const std::size_t length : {std::size_t{11}, std::size_t{9}}) {
        if (text.size() >= length && read_rsync_operation(at_end ? text.substr(text.size() - length)
                                                                 : text.substr(0, length))) {
            return length;
        }
    }
    return npos;
}

}  // namespace

bool has_fixed_rsync_length(char letter) {
    return is_one_of(letter, "tMoi");
}

std::size_t rsync_length_from_left(char letter, std::string_view text, std::string_view then) {
    switch (letter) {
        case 't':
        case 'M':
            return std::min(rsync_time_length, text.size());
        case 'o':
            return std::min(operation_length, text.size());
        case 'i':
            return itemized_length(text, false);
        case 'p':
            return skip_digits(text, 0);
        case 'b':
        case 'c':
        case 'l':
            return skip_all_of(text, 0, number_bytes);
        case 'C': {
            // Spaces where the checksum is not known.
            const std::size_t end = skip_all_of(text, 0, checksum_bytes);
            if (end > 0) {
                return end;
            }
            const std::size_t spaces = skip_all_of(text, 0, " ");
            return then.starts_with(' ') && spaces > 0 ? spaces - 1 : spaces;
        }
        default:
            return then.empty() ? word_end(text, 0) : text.find(then);
    }
}

std::size_t rsync_length_from_right(char letter, std::string_view text, std::string_view before) {
    switch (letter) {
        case 't':
        case 'M':
            return std::min(rsync_time_length, text.size());
        case 'o':
            return std::min(operation_length, text.size());
        case 'i':
            return itemized_length(text, true);
        case 'p':
        case 'b':
        case 'c':
        case 'l':
        case 'C': {
            const std::string_view bytes = letter == 'C' ? checksum_bytes : number_bytes;
            std::size_t begin = text.size();
            while (begin > 0 && is_one_of(text[begin - 1], bytes)) {
                --begin;
            }
            if (letter == 'C' && begin == text.size()) {
                while (begin > 0 && text[begin - 1] == ' ') {
                    --begin;
                }
                if (before.ends_with(' ') && begin < text.size()) {
                    ++begin;
                }
            } else if (is_one_of(before.empty() ? '\0' : before.back(), bytes)) {
                // The text in front could be a part of a number: its last occurrence ends it.
                const std::size_t at = text.rfind(before);
                begin = at == npos ? begin : std::max(begin, at + before.size());
            }
            return text.size() - begin;
        }
        case 'L':
            // Only links have it, and those are not files that were sent.
            return 0;
        default: {
            const std::size_t at = before.empty() ? text.rfind(' ') : text.rfind(before);
            return at == npos ? npos : text.size() - at - (before.empty() ? 1 : before.size());
        }
    }
}

std::string_view rsync_example(char letter) {
    switch (letter) {
        case 'a':
            return "192.0.2.7";
        case 'b':
            return "343";
        case 'B':
            return "rw-r--r--";
        case 'u':
        case 'L':
            return "";
        case 'C':
            return "d41d8cd98f00b204e9800998ecf8427e";
        case 'f':
            return "9/RPM-GPG-KEY";
        case 'h':
            return "client.example.org";
        case 'i':
            return "<f+++++++++";
        case 'l':
            return "300";
        case 'm':
            return "epel";
        case 'M':
            return "2026/11/22-01:23:18";
        case 'n':
            return "RPM-GPG-KEY";
        case 'o':
            return "send";
        case 'p':
            return "26094";
        case 'P':
            return "/srv/mirror/epel";
        case 't':
            return "2026/11/22 01:23:44";
        default:
            return "0";  // %c, %G, %U
    }
}

}  // namespace mapgen
