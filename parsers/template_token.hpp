#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/time_layout.hpp"

namespace mapgen {

/// What a directive of a log format string tells. Of several with the same meaning one is read.
enum class FieldMeaning : std::uint8_t {
    ignored,
    client,
    forwarded_for,
    host,
    request,   ///< "GET /path HTTP/1.1", or an FTP command with its arguments
    method,    ///< HTTP's method, or an FTP command alone
    path,      ///< HTTP's
    file,      ///< on disk: the path of FTP's transfers
    argument,  ///< of an FTP command
    status,
    bytes,
    user_agent,
    time,
};
inline constexpr std::size_t field_meaning_count = 13;

/// What is known of a field's text, to find where it ends.
enum class FieldShape : std::uint8_t {
    text,
    list,       ///< text in which a comma and a space part elements
    number,     ///< digits, or "-"
    status,     ///< three digits, "-" or "0"
    protocol,   ///< "HTTP/1.1"
    query,      ///< what may follow a path with nothing between
    clf_time,   ///< "22/Nov/2026:01:27:07 +0000"
    free_time,  ///< read_free_time(), without spaces
    laid_out,   ///< a time of `layout`
};

/// One part of a log format string: a directive, or the text between two.
struct TemplateToken {
    bool is_field = false;
    std::string text;          ///< a field's directive as written, "%>s"; else the literal text
    std::size_t position = 0;  ///< where `text` begins in the format string; the first byte is 1

    // Of a field only:
    FieldMeaning meaning = FieldMeaning::ignored;
    FieldShape shape = FieldShape::text;
    unsigned rank = 0;  ///< of several with one meaning the lowest, then the first, is read
    std::string example;
    std::optional<TimeLayout> layout;
};

/// How a server protects itself from what clients send.
enum class LogEscape : std::uint8_t {
    backslash,  ///< \" \\ \n \xhh: Apache, nginx, lighttpd
    json,       ///< nginx's escape=json
    none,       ///< nginx's escape=none, ProFTPD
};

/// Who wrote the log format string.
enum class TemplateDialect : std::uint8_t { apache, nginx, proftpd };

/// A log format string, taken apart.
struct TokenisedTemplate {
    TemplateDialect dialect = TemplateDialect::apache;
    LogEscape escape = LogEscape::backslash;
    std::vector<TemplateToken> tokens;  ///< no two literals stand side by side
};

/// Appends `text` to the literal that `tokens` end with, or a new one.
void append_literal(std::vector<TemplateToken>& tokens, std::string_view text,
                    std::size_t position);

/// Reads an Apache LogFormat string (mod_log_config of 2.4, mod_logio, mod_ssl; lighttpd's
/// accesslog.format is a part of it) or, with `proftpd`, ProFTPD's (mod_log), with the quotes and
/// backslashes of a configuration file around it or without, and with the word LogFormat and the
/// nickname too. A string that only ProFTPD can mean is read as ProFTPD's in any case. Throws a
/// usage Error that names an unknown directive and its position.
TokenisedTemplate tokenise_apache(std::string_view format, bool proftpd = false);

/// Reads an nginx log_format string (ngx_http_log_module): bare, or as it stands in nginx.conf, in
/// one quoted piece or several, with `log_format NAME` and `escape=…` in front and ";" behind or
/// without. Throws a usage Error where it cannot be one.
TokenisedTemplate tokenise_nginx(std::string_view format);

}  // namespace mapgen
