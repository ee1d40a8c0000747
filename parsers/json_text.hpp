#pragma once

#include <string>
#include <string_view>

namespace mapgen {

/// Undoes the escapes of a JSON string (RFC 8259), and those that servers write into JSON all the
/// same: Apache's and nginx's \xhh, Apache's \v and \'. Code points become UTF-8, half a surrogate
/// pair too; any other backslash stays. The result is `text` itself where it has no backslash, else
/// it is in `scratch`.
std::string_view undo_json_escapes(std::string_view text, std::string& scratch);

}  // namespace mapgen
