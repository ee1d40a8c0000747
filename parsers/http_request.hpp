#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/access_record.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {

/// What a log's request field ("GET /epel/ HTTP/1.1", Apache's %r, nginx's $request) says.
struct HttpRequest {
    Action action = Action::unreadable;  ///< get, head, other_method or unreadable
    std::string_view target;             ///< as logged, escapes included; empty where unreadable
    bool has_protocol = false;           ///< whether it ends in " HTTP/…"
};

/// Reads the request field as it stands between its quotes, log escapes not yet undone. The method
/// is a token of RFC 9110 before the first space, the target everything after it but for the
/// protocol: spaces in it are the client's mistake and belong to it. Unreadable is what has no
/// method and target: an empty field, one word, TLS bytes, HTTP/2's preface "PRI * HTTP/2.0".
HttpRequest read_http_request(std::string_view field);

/// The same for a method that is logged in a field of its own.
Action read_http_method(std::string_view method);

/// A status of three digits. 0 for the "-" that Apache writes and the "0" of some encoders where no
/// answer was sent; nothing for any other text.
inline std::optional<std::uint16_t> read_http_status(std::string_view text) {
    unsigned status = 0;
    if (text.size() == 3 && read_digits<3>(text.data(), status)) {
        return static_cast<std::uint16_t>(status);
    }
    if (text == "-" || text == "0") {
        return std::uint16_t{0};
    }
    return std::nullopt;
}

/// Where the first quote at or after `from` is that no backslash escapes; npos where there is none.
std::size_t find_quote(std::string_view text, std::size_t from);

/// Where a field ends that stands between quotes.
struct QuotedField {
    std::size_t quote = std::string_view::npos;  ///< as find_quote() gives it
    /// Whether all of the field is plain, as is_plain_path() has it; then it has no escapes either.
    /// False may also mean that it was not found out.
    bool is_plain = false;
};

/// Looks for the quote that ends the field which `text` begins with. One look at each byte instead
/// of three for nearly every request.
QuotedField find_field_end(std::string_view text);

/// Undoes the escapes that Apache (\" \\ \b \n \r \t \v \xhh), nginx (\xHH) and lighttpd (as
/// Apache) write into log fields; any other backslash stays. The result is `text` itself where it
/// has no backslash, else it is in `scratch`.
std::string_view undo_log_escapes(std::string_view text, std::string& scratch);

}  // namespace mapgen
