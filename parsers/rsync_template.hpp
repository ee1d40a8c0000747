#pragma once

#include <memory>
#include <string_view>

#include "parsers/log_format.hpp"

namespace mapgen {

/// Whether `text` is a `log format` of rsyncd.conf(5) and not Apache's LogFormat or nginx's
/// log_format: it holds %o, %i, %n or %f, and none of what only the others have (%r, %s, %>s, %{).
bool is_rsync_template(std::string_view text);

/// The format of an rsync daemon whose rsyncd.conf says `log format = LOG_FORMAT`, with the
/// daemon's
/// "%t [%p] " in front (written or not in LOG_FORMAT) or, behind a log daemon's prefix, without it.
/// Understands %a %b %B %c %C %f %G %h %i %l %L %m %M %n %o %p %P %t %u %U with widths and
/// apostrophes ("%-50n", "%'l", "%''b").
///
/// - The name is %f, else %n; it is raw, so what stands before it is read from the left and what
///   stands behind it from the right.
/// - The bytes are %b, else %l, else 0.
/// - The client is %a, else %h where that is an address, else that of the session with the line's
///   process; where the log begins in the middle of that session, %h.
/// - The module is %m, else the path is %P/NAME, else it is that of the session.
/// - Where neither %o nor %i is there, every line that is none of the daemon's messages is a file
///   sent.
/// - Lines that are not of this shape are read as the format "rsyncd" reads them: the modules of
///   one daemon may have several log formats.
///
/// Throws a usage Error that names what is missing (a name), unknown, or has no end that could be
/// told.
std::shared_ptr<const LogFormat> make_rsync_template(std::string_view log_format);

}  // namespace mapgen
