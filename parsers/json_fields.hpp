#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/format_registry.hpp"
#include "parsers/json_reader.hpp"

namespace mapgen {

/// The keys under which nginx's and Apache's users, Traefik, HAProxy's users, the Elastic Common
/// Schema and Google's Cloud Logging write the fields of a request.
JsonKeys well_known_json_keys();

/// Puts the keys of `fields` in the place of those that `keys` has for the same fields. Throws a
/// usage Error for a field that mapgen does not know and for an empty key.
void set_json_fields(JsonKeys& keys, const FormatFields& fields);

/// "time", "client", "request", "method", "path", "status", "bytes", "user_agent", "host",
/// "forwarded_for".
std::vector<std::string> json_field_names();

}  // namespace mapgen
