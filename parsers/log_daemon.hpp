#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "parsers/log_daemon_reader.hpp"
#include "parsers/log_format.hpp"

namespace mapgen {

/// What collects the messages of servers and writes them with a prefix of its own: a syslog daemon
/// or journald.
struct LogDaemon {
    std::string_view name;         ///< in front of a format's: "syslog" of "syslog:rsyncd"
    std::string_view description;  ///< one line for people
    std::vector<std::string_view> sample_lines;
    bool is_ordered = false;  ///< whether a message is on several lines
    std::unique_ptr<LogDaemonReader> (*make_reader)(const ParserSettings& settings) = nullptr;
};

/// In the order in which they are listed to people: "syslog", "journal-json", "journal-export".
std::span<const LogDaemon> log_daemons();

/// Of which protocol the server is that logs under this name; nothing where it is no known one.
std::optional<Protocol> protocol_of_program(std::string_view program);

/// Lines of `inner` behind the prefix of the log daemon named `daemon`; null where none is named
/// so. The result is named "DAEMON:INNER" and keeps `inner`.
///
/// What comes from other programs (a whole system's syslog) is skipped_message: messages of
/// programs that are no servers of `inner`'s protocol and that `inner` does not recognise.
std::shared_ptr<const LogFormat> in_log_daemon(std::string_view daemon,
                                               std::shared_ptr<const LogFormat> inner);

}  // namespace mapgen
