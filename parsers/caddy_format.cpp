#include "parsers/clf.hpp"
#include "parsers/json_record.hpp"
#include "parsers/json_text.hpp"
#include "parsers/log_format.hpp"

namespace mapgen {
namespace {

JsonKeys caddy_keys() {
    JsonKeys keys;
    keys.add(JsonField::time, "ts");
    keys.add(JsonField::client, "request.client_ip");    // 2.7, behind trusted proxies too
    keys.add(JsonField::client, "request.remote_ip");    // 2.5
    keys.add(JsonField::client, "request.remote_addr");  // older, with the port
    keys.add(JsonField::forwarded_for, "request.headers.X-Forwarded-For");
    keys.add(JsonField::host, "request.host");
    keys.add(JsonField::method, "request.method");
    keys.add(JsonField::path, "request.uri");
    keys.add(JsonField::status, "status");
    keys.add(JsonField::bytes, "size");
    keys.add(JsonField::user_agent, "request.headers.User-Agent");
    keys.add(JsonField::level, "level");
    keys.add(JsonField::logger, "logger");
    keys.add(JsonField::message, "msg");
    keys.add(JsonField::common_log, "common_log");
    return keys;
}

const JsonKeys& keys() {
    static const JsonKeys the_keys = caddy_keys();
    return the_keys;
}

/// Whether the line tells of a request that was answered. Errors are logged with their request
/// too, and once more as an access.
bool is_access(const JsonRecordReader& line) {
    const std::string_view logger = line.value(JsonField::logger).text;
    if (!logger.empty()) {
        return logger.starts_with("http.log.access");
    }
    return line.value(JsonField::message).text == "handled request" ||
           !line.value(JsonField::common_log).text.empty();
}

/// Whether Caddy's own log has the line: those of its logger have these three.
bool is_message(const JsonRecordReader& line) {
    return !line.value(JsonField::level).text.empty() &&
           !line.value(JsonField::time).text.empty() &&
           (!line.value(JsonField::logger).text.empty() ||
            !line.value(JsonField::message).text.empty());
}

/// What one thread needs to read lines.
struct Workspace {
    JsonRecordReader reader;
    ClfParser common{ClfTail::ignored};
    std::string common_log;

    ParsedLine parse(std::string_view line, LocalClock& clock, AccessRecord& record) {
        if (!reader.read(line, keys())) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        if (!is_access(reader)) {
            return ParsedLine::none(is_message(reader) ? LineOutcome::skipped_message
                                                       : LineOutcome::rejected_malformed);
        }
        const ParsedLine parsed = reader.make(std::nullopt, clock, record);
        const std::string_view common_text = reader.value(JsonField::common_log).text;
        if (parsed.has_record() || common_text.empty()) {
            return parsed;
        }
        // Where the configuration filters the request away, this is left up to Caddy 2.4.
        return common.parse(undo_json_escapes(common_text, common_log), record);
    }
};

class CaddyParser final : public LineParser {
public:
    explicit CaddyParser(const ParserSettings& settings) : m_clock(settings) {}

    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        return m_workspace.parse(line, m_clock, record);
    }

private:
    LocalClock m_clock;
    Workspace m_workspace;
};

/// Caddy 2's access log, structured as its JSON encoder writes it, with any of its `time_format`s.
class CaddyFormat final : public LogFormat {
public:
    std::string_view name() const override { return "caddy"; }
    std::string_view description() const override { return "Caddy's access log (JSON)"; }
    Protocol protocol() const override { return Protocol::http; }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"~({"level":"info","ts":1795311451.7862742,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"192.0.2.7","remote_port":"47034","proto":"HTTP/1.1","method":"GET","host":"mirror.example","uri":"/epel/9/RPM-GPG-KEY","headers":{"Connection":["close"],"User-Agent":["libdnf (Fedora Linux 40; workstation; Linux.x86_64)"]}},"user_id":"","duration":0.006579843,"size":300,"status":200,"resp_headers":{"Server":["Caddy"],"Content-Length":["300"]}})~",
            R"~({"level":"info","ts":"2026-11-22T01:37:31.786Z","logger":"http.log.access","msg":"handled request","request":{"remote_ip":"192.0.2.7","remote_port":"47034","client_ip":"2001:db8::1","proto":"HTTP/2.0","method":"GET","host":"mirror.example","uri":"/epel/9/RPM-GPG-KEY","headers":{"X-Forwarded-For":["2001:db8::1"]}},"bytes_read":0,"user_id":"","duration":0.0065,"size":300,"status":206,"resp_headers":{}})~",
            R"~({"level":"info","ts":1795311451.7862742,"logger":"http.log.access","msg":"handled request","request":{"remote_addr":"[2001:db8::1]:47034","proto":"HTTP/1.1","method":"GET","host":"mirror.example","uri":"/a\"b","headers":{}},"common_log":"2001:db8::1 - - [22/Nov/2026:01:37:31 +0000] \"GET /a\\\"b HTTP/1.1\" 404 0","duration":0.0065,"size":0,"status":404,"resp_headers":{}})~",
            R"~({"level":"info","ts":1795311451.0262742,"logger":"tls","msg":"cleaning storage unit"})~",
        };
    }
    int recognise(std::string_view line) const override {
        // Its buffers are dear to make, and each thread asks for many lines.
        thread_local Workspace workspace;
        LocalClock clock{ParserSettings{}};
        AccessRecord record;
        const ParsedLine parsed = workspace.parse(line, clock, record);
        if (parsed.has_record()) {
            return 95;
        }
        // Other programs have the same logger.
        const bool has_request = !workspace.reader.value(JsonField::method).text.empty();
        return parsed.reason() != LineOutcome::skipped_message ? 0 : has_request ? 80 : 30;
    }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override {
        return std::make_unique<CaddyParser>(settings);
    }
};

}  // namespace

const LogFormat& caddy_format() {
    static const CaddyFormat format;
    return format;
}

}  // namespace mapgen
