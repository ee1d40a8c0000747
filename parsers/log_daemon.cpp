#include "parsers/log_daemon.hpp"

#include <string>

namespace mapgen {
namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

class DaemonParser final : public LineParser {
public:
    DaemonParser(const LogDaemon& daemon, const LogFormat& inner, const ParserSettings& settings)
        : m_inner(inner),
          m_reader(daemon.make_reader(settings)),
          m_parser(inner.make_parser(settings)) {}

    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        MessageHead head;
        std::string_view message;
        switch (m_reader->read(line, head, message)) {
            case DaemonLine::malformed:
                return ParsedLine::none(LineOutcome::rejected_malformed);
            case DaemonLine::wrong_date:
                return ParsedLine::none(LineOutcome::rejected_date);
            case DaemonLine::nothing:
                return ParsedLine::none(LineOutcome::skipped_message);
            case DaemonLine::message:
                break;
        }
        if (is_blank(message)) {
            return ParsedLine::none(LineOutcome::skipped_message);
        }
        const auto protocol = protocol_of_program(head.program);
        if (protocol == m_inner.protocol()) {
            return m_parser->parse_message(head, message, record);
        }
        // A server may log under a name of the administrator's (`syslog tag`, logger -t), so what
        // looks right is read; what cannot be read is another program's.
        if (protocol || m_inner.recognise_message(message) == 0) {
            return ParsedLine::none(LineOutcome::skipped_message);
        }
        const ParsedLine parsed = m_parser->parse_message(head, message, record);
        const bool is_understood = parsed.has_record() || is_skipped(parsed.reason());
        return is_understood ? parsed : ParsedLine::none(LineOutcome::skipped_message);
    }

private:
    const LogFormat& m_inner;
    std::unique_ptr<LogDaemonReader> m_reader;
    std::unique_ptr<LineParser> m_parser;
};

class DaemonFormat final : public LogFormat {
public:
    DaemonFormat(const LogDaemon& daemon, std::shared_ptr<const LogFormat> inner)
        : m_daemon(daemon), m_inner(std::move(inner)) {
        m_name.append(daemon.name).append(1, ':').append(m_inner->name());
        m_description.append(m_inner->description()).append(", behind ").append(daemon.description);
    }

    std::string_view name() const override { return m_name; }
    std::string_view description() const override { return m_description; }
    Protocol protocol() const override { return m_inner->protocol(); }
    std::vector<std::string_view> sample_lines() const override { return m_daemon.sample_lines; }
    int recognise(std::string_view line) const override {
        MessageHead head;
        std::string_view message;
        const auto reader = m_daemon.make_reader({});  // head and message may point into it
        if (reader->read(line, head, message) != DaemonLine::message || is_blank(message)) {
            return 0;
        }
        const auto protocol = protocol_of_program(head.program);
        return protocol && protocol != m_inner->protocol() ? 0
                                                           : m_inner->recognise_message(message);
    }
    bool is_ordered() const override { return m_daemon.is_ordered || m_inner->is_ordered(); }
    std::string_view advice() const override { return m_inner->advice(); }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override {
        return std::make_unique<DaemonParser>(m_daemon, *m_inner, settings);
    }

private:
    const LogDaemon& m_daemon;
    std::shared_ptr<const LogFormat> m_inner;
    std::string m_name;
    std::string m_description;
};

}  // namespace

std::span<const LogDaemon> log_daemons() {
    static const LogDaemon daemons[] = {
        {"syslog",
         "the prefix of syslog or rsyslog (RFC 3164, RFC 5424, ISO times), or of journalctl's "
         "short formats",
         {
             "Nov 22 01:23:44 mirror rsyncd[26096]: rsync on epel/ from UNKNOWN (2001:db8::1)",
             "Nov  2 01:23:44.123456 mirror rsyncd[26096]: building file list",
             "<30>Nov 02 01:23:44 rsyncd[26096]: building file list",
             R"(2026-09-17T22:37:17+08:00 mirror rsyncd[399968]: rsync on epel/ from UNDETERMINED (192.0.2.7))",
             R"(<165>1 2026-11-22T01:23:44.003Z mirror.example.org rsyncd 26096 - - rsync on epel/ from UNKNOWN (2001:db8::1))",
             "1795311807.123456 mirror rsyncd[26096]: rsync on epel/ from UNKNOWN (2001:db8::1)",
             "Sun 2026-11-22 01:23:44 UTC mirror rsyncd[26096]: building file list",
             "Nov 22 01:23:44 mirror systemd[1]: Started rsync.service - fast remote file copy.",
         },
         false,
         make_syslog_reader},
        {"journal-json",
         "journald's fields in JSON (journalctl -o json)",
         {
             R"~({"__REALTIME_TIMESTAMP":"1795310624123456","SYSLOG_IDENTIFIER":"rsyncd","_PID":"26096","MESSAGE":"rsync on epel/ from UNKNOWN (2001:db8::1)"})~",
             R"~({"__REALTIME_TIMESTAMP":"1795310624123456","SYSLOG_IDENTIFIER":"rsyncd","_PID":"26096","MESSAGE":[98,117,105,108,100,105,110,103,32,102,105,108,101,32,108,105,115,116]})~",
         },
         false,
         make_journal_json_reader},
        {"journal-export",
         "journald's fields, one a line (journalctl -o export)",
         {
             "__CURSOR=s=0639;i=1;b=0639;m=1;t=1;x=1",
             "__REALTIME_TIMESTAMP=1795310624123456",
             "SYSLOG_IDENTIFIER=rsyncd",
             "MESSAGE=rsync on epel/ from UNKNOWN (2001:db8::1)",
             "_PID=26096",
         },
         true,
         make_journal_export_reader},
    };
    return daemons;
}

std::optional<Protocol> protocol_of_program(std::string_view program) {
    program.remove_prefix(program.rfind('/') + 1);
    if (program.starts_with("rsync")) {
        return Protocol::rsync;
    }
    for (const std::string_view server : {"httpd", "apache", "nginx", "lighttpd", "caddy"}) {
        if (program.starts_with(server)) {
            return Protocol::http;
        }
    }
    // vsftpd, proftpd, pure-ftpd, wu-ftpd, in.ftpd; what in.tftpd serves is no mirror.
    const bool is_ftp = program.ends_with("ftpd") && !program.ends_with("tftpd");
    return is_ftp ? std::optional(Protocol::ftp) : std::nullopt;
}

std::shared_ptr<const LogFormat> in_log_daemon(std::string_view daemon,
                                               std::shared_ptr<const LogFormat> inner) {
    for (const LogDaemon& known : log_daemons()) {
        if (known.name == daemon) {
            return std::make_shared<DaemonFormat>(known, std::move(inner));
        }
    }
    return nullptr;
}

}  // namespace mapgen
