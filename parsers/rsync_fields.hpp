#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/access_record.hpp"
#include "core/line_outcome.hpp"

namespace mapgen {

/// What rsyncd.conf(5) calls %o ("send", "recv", "del.") or %i (rsync(1)'s itemized change, eleven
/// letters such as "<f+++++++++", nine in old versions) says of a line.
struct RsyncOperation {
    Action action = Action::other;
    /// skipped_directory where a directory, a link or only attributes were changed: no content went
    /// over the wire. Else `counted`.
    LineOutcome outcome = LineOutcome::counted;
};

/// Nothing where `word` is neither %o nor %i.
std::optional<RsyncOperation> read_rsync_operation(std::string_view word);

/// Reads %l or %b. Plain digits, or, where the format asks for it with apostrophes, with marks
/// between the thousands (%'l: "1,234,567", "1.234.567" where the decimal point is a comma) or
/// rounded to a unit (%''l: "1.23M", "1,23M"). Units are taken as powers of 1000: the line does not
/// say whether they are those of 1024 (%'''l).
std::optional<std::uint64_t> read_rsync_length(std::string_view text);

/// Appends `name` with the daemon's escapes undone: control bytes are written as "\#ooo", and the
/// backslash of a name that has such text itself as "\#134".
void append_rsync_name(std::string& to, std::string_view name);

}  // namespace mapgen
