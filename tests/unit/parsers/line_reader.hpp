#pragma once

#include <chrono>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "parsers/format_registry.hpp"

namespace mapgen {

/// So that a failed comparison prints "skipped: method" and not a number.
inline std::ostream& operator<<(std::ostream& out, LineOutcome outcome) {
    return out << outcome_class(outcome) << ": " << outcome_reason(outcome);
}

inline std::ostream& operator<<(std::ostream& out, Action action) {
    constexpr std::string_view names[] = {"get",        "head",    "other_method",
                                          "unreadable", "sent",    "sent_partly",
                                          "received",   "deleted", "other"};
    return out << names[static_cast<std::size_t>(action)];
}

}  // namespace mapgen

namespace mapgen::test {

/// Reads lines with one parser and keeps the last record, and the line that it points into.
class LineReader {
public:
    explicit LineReader(std::string_view format, const ParserSettings& settings = {})
        : m_format(make_format(format)), m_parser(m_format->make_parser(settings)) {}

    /// `counted` where there is a record.
    LineOutcome read(std::string_view line) {
        m_line = line;
        record = AccessRecord{};
        const ParsedLine parsed = m_parser->parse(m_line, record);
        return parsed.has_record() ? LineOutcome::counted : parsed.reason();
    }

    AccessRecord record;

private:
    std::shared_ptr<const LogFormat> m_format;
    std::unique_ptr<LineParser> m_parser;
    std::string m_line;
};

inline std::chrono::sys_seconds utc(int year, unsigned month, unsigned day, int hour = 0,
                                    int minute = 0, int second = 0) {
    return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} /
                                 std::chrono::day{day}} +
           std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
}

}  // namespace mapgen::test
