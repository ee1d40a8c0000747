#pragma once

#include <memory>
#include <string_view>

#include "parsers/line_template.hpp"
#include "parsers/log_format.hpp"

namespace mapgen {

/// The format of lines that a log format string describes. `configured` is its name. Further text
/// behind the last field of a line is ignored. Records and reasons come out as those of the format
/// that is built in, where there is one for the same lines.
///
/// Where the first word of a request is an FTP command and it has no protocol of HTTP's, the record
/// is one of FTP's, as read_ftp_event() says: ProFTPD's LogFormat has the letters of Apache's. Its
/// path is the file's where the format has one, else the command's argument.
std::shared_ptr<const LogFormat> make_template_format(std::string_view configured,
                                                      LineTemplate line_template);

}  // namespace mapgen
