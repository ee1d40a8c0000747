#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/access_record.hpp"
#include "core/line_outcome.hpp"

namespace date {
class time_zone;
}

namespace mapgen {

/// What a parser says of one line: a record, or why there is none.
class ParsedLine {
public:
    /// `counted` stands for "there is a record"; whether it counts is for ingest to decide.
    static ParsedLine record() { return ParsedLine(LineOutcome::counted); }
    static ParsedLine none(LineOutcome reason) { return ParsedLine(reason); }

    bool has_record() const { return m_outcome == LineOutcome::counted; }
    LineOutcome reason() const { return m_outcome; }  ///< only where there is no record

private:
    explicit ParsedLine(LineOutcome outcome) : m_outcome(outcome) {}

    LineOutcome m_outcome;
};

/// What a parser needs to know that no line says.
struct ParserSettings {
    /// For local times without a zone; null is UTC. A local time that a clock change repeats is
    /// read as the earlier one; one that it leaves out, as the instant of the change.
    const date::time_zone* zone = nullptr;
    /// When the log was last written to, or now for a pipe: syslog's times (RFC 3164) have no year
    /// and are not later than this.
    std::chrono::sys_seconds written{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}};
};

/// What a log daemon (syslog, journald) wrote in front of a server's message.
struct MessageHead {
    std::chrono::sys_seconds time{};
    std::string_view program;  ///< "rsyncd"; empty where it is not said
    std::string_view process;  ///< the process id's digits; empty where it is not said
};

/// Reads the lines of one log in their order. Not for use by two threads at once; each thread has
/// its own. Nothing throws on any line.
class LineParser {
public:
    LineParser() = default;
    LineParser(const LineParser&) = delete;
    LineParser& operator=(const LineParser&) = delete;
    virtual ~LineParser() = default;

    /// `line` comes without its "\n" (a "\r" before that is gone too) and is neither blank nor
    /// longer than 64 KiB; any bytes may be in it. Fills `record` where there is one.
    virtual ParsedLine parse(std::string_view line, AccessRecord& record) = 0;
    /// The same for a message that stood behind a log daemon's prefix. Servers that leave out date
    /// and process there (rsyncd, vsftpd) have them from `head`; the lines of others are whole.
    virtual ParsedLine parse_message(const MessageHead& /*head*/, std::string_view message,
                                     AccessRecord& record) {
        return parse(message, record);
    }
};

/// A log format: its names, its detector, its parser and its sample lines, in one source file.
class LogFormat {
public:
    virtual ~LogFormat() = default;

    virtual std::string_view name() const = 0;         ///< as `format = "…"` takes it: "combined"
    virtual std::string_view description() const = 0;  ///< one line for people
    virtual Protocol protocol() const = 0;
    /// Real lines that this format recognises; each parses to a record or a skip.
    virtual std::vector<std::string_view> sample_lines() const = 0;
    /// How surely `line` is of this format: 0 = not, 100 = nothing else looks like it. A format
    /// that says more about a line (combined) scores higher than one that it contains (common).
    virtual int recognise(std::string_view line) const = 0;
    /// The same for what stands behind a log daemon's prefix.
    virtual int recognise_message(std::string_view message) const { return recognise(message); }
    /// Whether a line may need one before it (a session, a header): then a single parser is to be
    /// given all lines of the log from its first one on, those read in an earlier run too.
    virtual bool is_ordered() const { return false; }
    /// What an admin should know who lets a log be read as this format; said once an input. Empty
    /// for most.
    virtual std::string_view advice() const { return {}; }
    /// The format must outlive its parsers.
    virtual std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const = 0;
};

}  // namespace mapgen
