#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/log_format.hpp"

namespace mapgen {

/// The fields of a JSON log: what mapgen calls them (json_field_names()) and the log's keys, with
/// dots between the keys of nested objects.
using FormatFields = std::vector<std::pair<std::string, std::string>>;

/// The format that `format = "…"` and `fields = { … }` of a configuration say. `configured` is
///
/// - a name of all_formats(), with "_" for "-" too, as Apache's nicknames have it;
/// - an Apache LogFormat string, or ProFTPD's; an nginx log_format string, told by its "$"; an
///   rsyncd.conf `log format` string, told by its directives. "apache:", "proftpd:", "nginx:" or
///   "rsync:" in front decides. A string that writes a JSON object makes a JSON format of it;
/// - any of these behind the name of one of log_daemons() and a colon: "syslog:rsyncd".
///
/// `fields` go with the name "json" and with strings that write JSON. Throws a usage Error that
/// says what is wrong and what it may be.
std::shared_ptr<const LogFormat> make_format(std::string_view configured,
                                             const FormatFields& fields = {});

}  // namespace mapgen
