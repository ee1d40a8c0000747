#include "parsers/template_format.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "parsers/ftp_command.hpp"
#include "parsers/host_text.hpp"
#include "parsers/http_request.hpp"
#include "parsers/json_text.hpp"
#include "parsers/template_clock.hpp"
#include "parsers/template_splitter.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

class TemplateParser final : public LineParser {
public:
    TemplateParser(const LineTemplate& line_template, const ParserSettings& settings)
        : m_template(line_template), m_fields(line_template), m_clock(line_template, settings) {}

    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        if (!m_fields.split(line)) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        std::chrono::sys_seconds time;
        if (!m_clock.read(m_fields.times(), time)) {
            return ParsedLine::none(LineOutcome::rejected_date);
        }
        m_fields.expect_time(m_clock.last_text());
        const auto status = read_http_status(value(FieldMeaning::status));
        const std::string_view bytes_text = value(FieldMeaning::bytes);
        const auto bytes =
            bytes_text == "-" || !m_has_bytes ? std::uint64_t{0} : read_number(bytes_text);
        if (!status || !bytes) {
            return ParsedLine::none(LineOutcome::rejected_number);
        }
        record = AccessRecord{};
        record.time = time;
        record.status = *status;
        record.bytes = *bytes;
        record.user_agent = value(FieldMeaning::user_agent);
        record.forwarded_for = value(FieldMeaning::forwarded_for);
        const std::string_view host = value(FieldMeaning::host);
        record.virtual_host = host == "-" ? std::string_view() : without_port(host);
        record.client = m_template.client_is_forwarded
                            ? nearest_hop(record.forwarded_for)
                            : without_brackets(value(FieldMeaning::client));
        if (record.client.empty()) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        return read_request(record);
    }

private:
    std::string_view value(FieldMeaning meaning) const { return m_fields.value(meaning); }

    ParsedLine read_request(AccessRecord& record) {
        const std::string_view request = value(FieldMeaning::request);
        const std::string_view method = value(FieldMeaning::method);
        const std::string_view command =
            request.empty() ? method : request.substr(0, word_end(request, 0));
        if (m_template.dialect == TemplateDialect::proftpd ||
            (m_template.dialect == TemplateDialect::apache && command != "GET" &&
             is_ftp_command(command) && !read_http_request(request).has_protocol)) {
            return read_ftp(record, command);
        }
        record.protocol = Protocol::http;
        if (m_has_request) {
            const HttpRequest http = read_http_request(request);
            record.action = http.action;
            record.path = undo_escapes(http.target);
        } else {
            record.action = read_http_method(method);
            record.path = undo_escapes(value(FieldMeaning::path));
            const bool no_path = record.path.empty() || record.path == "-" || record.path == "*";
            if (no_path || record.action == Action::unreadable) {
                record.action = Action::unreadable;
                record.path = {};
            }
        }
        return ParsedLine::record();
    }

    ParsedLine read_ftp(AccessRecord& record, std::string_view command) {
        const FtpEvent event = read_ftp_event(command, record.status);
        if (event.outcome != LineOutcome::counted) {
            return ParsedLine::none(event.outcome);
        }
        const std::string_view request = value(FieldMeaning::request);
        std::string_view path = value(FieldMeaning::file);
        if (path.empty() || path == "-") {
            path = m_has_request ? request.substr(std::min(command.size() + 1, request.size()))
                                 : value(FieldMeaning::argument);
        }
        if (path.empty() || path == "-") {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        record.protocol = Protocol::ftp;
        record.action = event.action;
        record.status = 0;
        record.path = path;
        return ParsedLine::record();
    }

    std::string_view undo_escapes(std::string_view text) {
        switch (m_template.escape) {
            case LogEscape::backslash:
                return undo_log_escapes(text, m_path);
            case LogEscape::json:
                return undo_json_escapes(text, m_path);
            default:
                return text;
        }
    }

    const LineTemplate& m_template;
    TemplateSplitter m_fields;
    TemplateClock m_clock;
    const bool m_has_request = m_fields.has(FieldMeaning::request);
    const bool m_has_bytes = m_fields.has(FieldMeaning::bytes);
    std::string m_path;
};

class TemplateFormat final : public LogFormat {
public:
    TemplateFormat(std::string_view configured, LineTemplate line_template)
        : m_name(configured), m_template(std::move(line_template)) {}

    std::string_view name() const override { return m_name; }
    std::string_view description() const override { return dialect_name(m_template.dialect); }
    Protocol protocol() const override {
        return m_template.dialect == TemplateDialect::proftpd ? Protocol::ftp : Protocol::http;
    }
    std::vector<std::string_view> sample_lines() const override { return {m_template.sample}; }
    int recognise(std::string_view line) const override {
        TemplateParser parser(m_template, {});
        AccessRecord record;
        const ParsedLine parsed = parser.parse(line, record);
        return parsed.has_record() || is_skipped(parsed.reason()) ? 90 : 0;
    }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override {
        return std::make_unique<TemplateParser>(m_template, settings);
    }

private:
    std::string m_name;
    LineTemplate m_template;
};

}  // namespace

std::shared_ptr<const LogFormat> make_template_format(std::string_view configured,
                                                      LineTemplate line_template) {
    return std::make_shared<TemplateFormat>(configured, std::move(line_template));
}

}  // namespace mapgen
