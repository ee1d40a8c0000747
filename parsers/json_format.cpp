#include "parsers/json_format.hpp"

#include <utility>

#include "parsers/json_fields.hpp"
#include "parsers/json_record.hpp"

namespace mapgen {
namespace {

class JsonFormat : public LogFormat {
public:
    JsonFormat(std::string_view name, JsonKeys keys, std::optional<TimeLayout> layout,
               std::string sample)
        : m_name(name),
          m_keys(std::move(keys)),
          m_layout(std::move(layout)),
          m_sample(std::move(sample)) {}

    std::string_view name() const override { return m_name; }
    std::string_view description() const override {
        return "web servers' JSON, one object a line; fields = {...} names the keys that are not "
               "well known";
    }
    Protocol protocol() const override { return Protocol::http; }
    std::vector<std::string_view> sample_lines() const override { return {m_sample}; }
    int recognise(std::string_view line) const override {
        // Its buffers are dear to make, and each thread asks for many lines.
        thread_local JsonRecordReader reader;
        LocalClock clock{ParserSettings{}};
        AccessRecord record;
        return reader.read(line, m_keys) && reader.make(m_layout, clock, record).has_record() ? 60
                                                                                              : 0;
    }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override;

private:
    class Parser;

    std::string m_name;
    JsonKeys m_keys;
    std::optional<TimeLayout> m_layout;
    std::string m_sample;
};

class JsonFormat::Parser final : public LineParser {
public:
    Parser(const JsonFormat& format, const ParserSettings& settings)
        : m_format(format), m_clock(settings) {}

    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        if (!m_reader.read(line, m_format.m_keys)) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        return m_reader.make(m_format.m_layout, m_clock, record);
    }

private:
    const JsonFormat& m_format;
    LocalClock m_clock;
    JsonRecordReader m_reader;
};

std::unique_ptr<LineParser> JsonFormat::make_parser(const ParserSettings& settings) const {
    return std::make_unique<Parser>(*this, settings);
}

/// The one with the well-known keys.
class WellKnownJsonFormat final : public JsonFormat {
public:
    WellKnownJsonFormat() : JsonFormat("json", well_known_json_keys(), std::nullopt, {}) {}

    std::vector<std::string_view> sample_lines() const override {
        return {
            // nginx, escape=json
            R"~({"t":"2026-11-22T01:28:15+00:00","h":"192.0.2.7","r":"GET /epel/9/RPM-GPG-KEY HTTP/1.1","s":200,"b":300,"ua":"libdnf (Fedora Linux 40; workstation; Linux.x86_64)"})~",
            R"~({"t":"2026-11-22T01:28:15+00:00","h":"198.51.100.9","r":"\u0016\u0003\u0001\u0002","s":400,"b":157,"ua":""})~",
            R"~({"time_local":"22/Nov/2026:01:28:15 +0000","remote_addr":"192.0.2.7","request":"GET /a\"b\\c%20d?x=\"y\" HTTP/1.1","status":"404","body_bytes_sent":"153","http_user_agent":"a \"quoted\" \\ agent"})~",
            // Apache
            R"~({ "time":"[22/Nov/2026:01:28:15 +0000]", "remoteIP":"2001:db8::1", "host":"mirror.example.org", "request":"GET /epel/9/RPM-GPG-KEY HTTP/1.1", "status":"206", "bytes":"100", "userAgent":"curl/7.88.1" })~",
            // Traefik
            R"~({"ClientAddr":"192.0.2.7:47034","ClientHost":"192.0.2.7","DownstreamContentSize":300,"DownstreamStatus":200,"RequestHost":"mirror.example.org","RequestMethod":"GET","RequestPath":"/epel/9/RPM-GPG-KEY","StartUTC":"2026-11-22T01:28:15.786274Z","request_User-Agent":"curl/7.88.1","time":"2026-11-22T01:28:15Z"})~",
            // Google Cloud Logging
            R"~({"httpRequest":{"requestMethod":"GET","requestUrl":"https://mirror.example.org/epel/9/RPM-GPG-KEY","status":200,"responseSize":"300","userAgent":"curl/7.88.1","remoteIp":"192.0.2.7"},"timestamp":"2026-11-22T01:28:15.786274Z"})~",
        };
    }
};

}  // namespace

const LogFormat& json_format() {
    static const WellKnownJsonFormat format;
    return format;
}

std::shared_ptr<const LogFormat> make_json_format(std::string_view configured, JsonKeys keys,
                                                  std::optional<TimeLayout> layout,
                                                  std::string sample) {
    return std::make_shared<JsonFormat>(configured, std::move(keys), std::move(layout),
                                        std::move(sample));
}

}  // namespace mapgen
