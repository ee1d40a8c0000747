#pragma once

#include <optional>
#include <string>

#include "parsers/json_reader.hpp"
#include "parsers/template_token.hpp"
#include "parsers/time_layout.hpp"

namespace mapgen {

/// Where the lines of a log format string that writes JSON have their fields.
struct JsonTemplate {
    JsonKeys keys;
    std::optional<TimeLayout> layout;  ///< of the time
    std::string sample;                ///< a line
};

/// Whether the string is one JSON object with directives in it.
bool is_json_template(const TokenisedTemplate& tokens);

/// Throws a usage Error where the string is no JSON object, or its lines would lack what
/// require_fields() asks for.
JsonTemplate read_json_template(const TokenisedTemplate& tokens);

}  // namespace mapgen
