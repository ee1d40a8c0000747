#include "parsers/log_daemon_reader.hpp"
#include "parsers/syslog_prefix.hpp"

namespace mapgen {
namespace {

class SyslogReader final : public LogDaemonReader {
public:
    explicit SyslogReader(const ParserSettings& settings) : m_clock(settings) {}

    DaemonLine read(std::string_view line, MessageHead& head, std::string_view& message) override {
        const auto prefix = split_syslog_prefix(line);
        if (!prefix) {
            return DaemonLine::malformed;
        }
        if (!m_clock.utc(*prefix, head.time)) {
            return DaemonLine::wrong_date;
        }
        head.program = prefix->program;
        head.process = prefix->process;
        message = prefix->message;
        return DaemonLine::message;
    }

private:
    SyslogClock m_clock;
};

}  // namespace

std::unique_ptr<LogDaemonReader> make_syslog_reader(const ParserSettings& settings) {
    return std::make_unique<SyslogReader>(settings);
}

}  // namespace mapgen
