#include "parsers/http_request.hpp"

#include <array>

#include "core/byte_search.hpp"
#include "core/hex_digit.hpp"
#include "parsers/backslash_escapes.hpp"
#include "parsers/plain_path.hpp"

namespace mapgen {
namespace {

/// RFC 9110's tchar, by byte.
constexpr std::array<bool, 256> token_bytes = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

bool is_token(std::string_view text) {
    for (const char c : text) {
        if (!token_bytes[static_cast<unsigned char>(c)]) {
            return false;
        }
    }
    return !text.empty();
}

std::string_view without_outer_spaces(std::string_view text) {
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    while (text.ends_with(' ')) {
        text.remove_suffix(1);
    }
    return text;
}

/// The byte that a letter after a backslash stands for; 0 for none of them.
char escaped_byte(char letter) {
    return letter == '"' || letter == '\\' ? letter : control_escape(letter);
}

/// Reads "GET TARGET HTTP/1.1", which nearly every field is. False where it may be something else.
bool read_plain_get(std::string_view field, HttpRequest& request) {
    constexpr std::string_view method = "GET ";
    constexpr std::string_view protocol = " HTTP/";
    constexpr std::size_t version = 3;
    if (field.size() < method.size() + 1 + protocol.size() + version ||
        !field.starts_with(method)) {
        return false;
    }
    const std::size_t target_end = field.size() - protocol.size() - version;
    const std::string_view target = field.substr(method.size(), target_end - method.size());
    if (field.compare(target_end, protocol.size(), protocol) != 0 || target.front() == ' ' ||
        target.back() == ' ' || field.ends_with(' ') || field[field.size() - 2] == ' ' ||
        field[field.size() - 3] == ' ') {
        return false;
    }
    request.action = Action::get;
    request.target = target;
    request.has_protocol = true;
    return true;
}

}  // namespace

HttpRequest read_http_request(std::string_view field) {
    HttpRequest request;
    if (read_plain_get(field, request)) {
        return request;
    }
    const std::size_t method_end = find_byte(field, ' ');
    if (method_end == std::string_view::npos) {
        return request;
    }
    const std::string_view method = field.substr(0, method_end);
    std::string_view target = field.substr(method_end);
    const std::size_t last_space = target.rfind(' ');
    if (target.compare(last_space + 1, 5, "HTTP/") == 0) {
        request.has_protocol = true;
        target = target.substr(0, last_space);
    }
    target = without_outer_spaces(target);
    if (target.empty()) {
        return request;
    }
    if (method == "PRI" && target == "*") {
        return request;
    }
    request.action = read_http_method(method);
    if (request.action == Action::unreadable) {
        return request;
    }
    request.target = target;
    return request;
}

Action read_http_method(std::string_view method) {
    if (method == "GET") {
        return Action::get;
    }
    if (method == "HEAD") {
        return Action::head;
    }
    return is_token(method) && method != "-" ? Action::other_method : Action::unreadable;
}

std::size_t find_quote(std::string_view text, std::size_t from) {
    for (std::size_t quote = find_byte(text, '"', from); quote != std::string_view::npos;
         quote = find_byte(text, '"', quote + 1)) {
        std::size_t backslashes = 0;
        while (quote - backslashes > from && text[quote - backslashes - 1] == '\\') {
            ++backslashes;
        }
        if (backslashes % 2 == 0) {
            return quote;
        }
    }
    return std::string_view::npos;
}

QuotedField find_field_end(std::string_view text) {
#if defined(__SSE2__)
    for (std::size_t at = 0; at + search_width < text.size(); at += search_width) {
        const unsigned quotes = bits_of(bytes_equal(load_bytes(text.data() + at), '"'));
        const unsigned before_quote = quotes == 0 ? ~0U : (quotes & (~quotes + 1)) - 1;
        if ((special_path_bytes(text.data() + at) & before_quote) != 0) {
            break;
        }
        if (quotes != 0) {
            return {at + static_cast<std::size_t>(std::countr_zero(quotes)), true};
        }
    }
#endif
    return {find_quote(text, 0), false};
}

std::string_view undo_log_escapes(std::string_view text, std::string& scratch) {
    std::size_t escape = find_byte(text, '\\');
    if (escape == std::string_view::npos) {
        return text;
    }
    scratch.clear();
    std::size_t copied = 0;
    while (escape != std::string_view::npos && escape + 1 < text.size()) {
        std::size_t after = escape + 2;
        char byte = escaped_byte(text[escape + 1]);
        bool is_escape = byte != '\0';
        if (text[escape + 1] == 'x' && escape + 3 < text.size()) {
            const int high = hex_digit(text[escape + 2]);
            const int low = hex_digit(text[escape + 3]);
            if (high >= 0 && low >= 0) {
                byte = static_cast<char>(high * 16 + low);
                is_escape = true;
                after = escape + 4;
            }
        }
        if (is_escape) {
            scratch.append(text, copied, escape - copied);
            scratch.push_back(byte);
            copied = after;
        }
        escape = text.find('\\', after);
    }
    scratch.append(text, copied);
    return scratch;
}

}  // namespace mapgen
