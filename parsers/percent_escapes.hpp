#pragma once

#include <string>
#include <string_view>

namespace mapgen {

/// Undoes the %XX of URLs (RFC 3986, section 2.1); what only looks like one stays. The result is
/// `text` itself where it has no percent sign, else it is in `scratch`.
std::string_view undo_percent_escapes(std::string_view text, std::string& scratch);

}  // namespace mapgen
