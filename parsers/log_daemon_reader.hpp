#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "parsers/log_format.hpp"

namespace mapgen {

/// What a line of a log daemon's file holds.
enum class DaemonLine : std::uint8_t {
    message,     ///< a server's message, or the last line that one needs
    nothing,     ///< a part of an entry that is not complete, or an entry without a message
    wrong_date,  ///< a time that cannot be read or does not exist
    malformed,   ///< the daemon does not write such a line
};

/// Takes the messages of servers out of the lines of a log daemon's file, in their order.
class LogDaemonReader {
public:
    LogDaemonReader() = default;
    LogDaemonReader(const LogDaemonReader&) = delete;
    LogDaemonReader& operator=(const LogDaemonReader&) = delete;
    virtual ~LogDaemonReader() = default;

    /// `line` as LineParser::parse() has it. Fills `head` and `message` where there is a message;
    /// they are valid until the next line and as long as `line` is.
    virtual DaemonLine read(std::string_view line, MessageHead& head,
                            std::string_view& message) = 0;
};

/// syslog, rsyslog, journalctl's short formats: syslog_prefix.hpp.
std::unique_ptr<LogDaemonReader> make_syslog_reader(const ParserSettings& settings);
/// journalctl -o json: an object a line, systemd's "Journal JSON Format".
std::unique_ptr<LogDaemonReader> make_journal_json_reader(const ParserSettings& settings);
/// journalctl -o export: a field a line, systemd's "Journal Export Format".
std::unique_ptr<LogDaemonReader> make_journal_export_reader(const ParserSettings& settings);

}  // namespace mapgen
