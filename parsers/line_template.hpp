#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/template_token.hpp"

namespace mapgen {

/// One field of a line, and the literal text that it ends before.
struct TemplateStep {
    FieldMeaning meaning = FieldMeaning::ignored;
    FieldShape shape = FieldShape::text;
    /// Between quotes, and `after` begins with the closing one: escaped quotes are the field's own.
    bool quoted = false;
    bool until_slash = false;  ///< a path follows with nothing between
    bool with_port = false;    ///< ":" and a port's number are its end
    std::size_t layout = 0;    ///< in LineTemplate::layouts
    std::size_t time = 0;      ///< of a time: how many others stand before it
    bool is_last = false;
    bool is_last_needed = false;  ///< of what a record needs, and
    bool may_go_on = false;       ///< it or one behind: the line may go on in its own way
    std::string after;
};

/// More times than this in one line nobody has.
inline constexpr std::size_t largest_time_count = 8;

/// A log format string, compiled: what to do from the left to the right.
struct LineTemplate {
    TemplateDialect dialect = TemplateDialect::apache;
    LogEscape escape = LogEscape::backslash;
    std::string before;  ///< the literal that lines begin with
    std::vector<TemplateStep> steps;
    std::vector<TimeLayout> layouts;
    std::vector<std::size_t> time_steps;  ///< at most largest_time_count
    /// The last step that a record needs; a line that ends or goes wrong behind it is read.
    std::size_t last_needed = 0;
    /// There is no client's field, but the list that proxies make: its nearest element is one.
    bool client_is_forwarded = false;
    std::string sample;  ///< a line of this format
};

/// Throws a usage Error where a line of this format could not be read: two fields stand side by
/// side so that nothing tells where one ends, or there is none for time, client, status, or
/// request (or method and path, or an FTP command).
LineTemplate compile_template(const TokenisedTemplate& tokens);

/// Throws a usage Error that names what `has` (by meaning) lacks for a record, and the directives
/// that would do.
void require_fields(const std::array<bool, field_meaning_count>& has, TemplateDialect dialect);

/// "Apache LogFormat", "nginx log_format", "ProFTPD LogFormat".
std::string_view dialect_name(TemplateDialect dialect);

}  // namespace mapgen
