#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "parsers/configured_format.hpp"
#include "parsers/log_format.hpp"

namespace mapgen {

/// Every format there is, in the order in which they are listed to people.
std::span<const LogFormat* const> all_formats();

struct Detection {
    std::shared_ptr<const LogFormat> format;  ///< null where no format recognises enough lines
    /// Percent of the lines looked at that `format`, else `nearest`, recognises; behind a log
    /// daemon's prefix those of other programs than servers apart.
    int confidence = 0;
    /// The format that came nearest where none was enough; null where none recognised any line.
    std::shared_ptr<const LogFormat> nearest;
};

/// Tells a log's format from its first lines (a few hundred are plenty; blank ones are ignored).
/// The format that recognises them most surely in sum wins, if it recognises at least half of
/// them. Half, because a log of which most lines cannot be read is the log of something else, or of
/// that format in a variant that wants its own description: counting the rest would look like a
/// sudden loss of clients, where an error can name the file and the nearest format. A few lines of
/// garbage do no harm, one cut by a rotation in front of a single good one included.
///
/// Each format is looked for as it is and behind the prefix of each log daemon (log_daemon.hpp);
/// there, lines of programs that are no servers are neither for nor against it, so that a whole
/// system's log is told by the few lines that a server wrote.
Detection detect_format(std::span<const std::string_view> first_lines);

}  // namespace mapgen
