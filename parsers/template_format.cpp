#include "parsers/template_format.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "parsers/free_time.hpp"
#include "parsers/ftp_command.hpp"
#include "parsers/host_text.hpp"
#include "parsers/http_request.hpp"
#include "parsers/json_text.hpp"
#include "parsers/local_clock.hpp"
#include "parsers/text_fields.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;

/// Where the word at `from` ends: at a space, the byte `stop` or the end.
std::size_t short_end(std::string_view line, std::size_t from, char stop) {
    while (from < line.size() && line[from] != ' ' && line[from] != stop) {
        ++from;
    }
    return from;
}

bool has_clf_time_shape(std::string_view line, std::size_t at) {
    return line.size() - at >= clf_time_length && line[at + 2] == '/' && line[at + 6] == '/' &&
           line[at + 11] == ':';
}

/// "192.0.2.7" of "192.0.2.7:40000": the format says that there is a port.
std::string_view cut_port(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    return colon != npos && is_number(text.substr(colon + 1)) ? text.substr(0, colon) : text;
}

/// Whether `text`, which is short, stands in `line` at `at`.
bool stands_at(std::string_view line, std::size_t at, std::string_view text) {
    if (line.size() - at < text.size()) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (line[at + i] != text[i]) {
            return false;
        }
    }
    return true;
}

class TemplateParser final : public LineParser {
public:
    TemplateParser(const LineTemplate& line_template, const ParserSettings& settings)
        : m_template(line_template), m_clock(settings) {
        for (const TemplateStep& step : m_template.steps) {
            if (step.meaning == FieldMeaning::time) {
                ++m_time_steps;
                m_time_step = &step;
            }
        }
    }

    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        if (!line.starts_with(m_template.before) || !split(line)) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        std::chrono::sys_seconds time;
        if (!read_time(time)) {
            return ParsedLine::none(LineOutcome::rejected_date);
        }
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
    std::string_view& value(FieldMeaning meaning) {
        return m_values[static_cast<std::size_t>(meaning)];
    }

    bool has_step(FieldMeaning meaning) const {
        return std::any_of(m_template.steps.begin(), m_template.steps.end(),
                           [&](const TemplateStep& step) { return step.meaning == meaning; });
    }

    // Splitting.

    /// Fills the values. False where a step that a record needs does not fit.
    bool split(std::string_view line) {
        m_parts = TimeParts{};
        m_bad_time = false;
        std::size_t at = m_template.before.size();
        for (std::size_t i = 0; i < m_template.steps.size(); ++i) {
            const TemplateStep& step = m_template.steps[i];
            const std::size_t end = at <= line.size() ? find_end(line, at, i) : npos;
            if (end == npos) {
                return clear_from(i, line, at);
            }
            take(step, line.substr(at, end - at));
            // The line may end with what is needed, or go on in its own way.
            if (i >= m_template.last_needed && !stands_at(line, end, step.after)) {
                return clear_from(i + 1, line, line.size());
            }
            at = end + step.after.size();
        }
        return true;
    }

    /// The line is not of this format from step `first` on. Whether that does no harm.
    bool clear_from(std::size_t first, std::string_view line, std::size_t at) {
        if (first <= m_template.last_needed) {
            return false;
        }
        for (std::size_t i = first; i < m_template.steps.size(); ++i) {
            value(m_template.steps[i].meaning) = {};
        }
        // A long user agent is what servers cut off.
        if (first < m_template.steps.size() && at < line.size() &&
            m_template.steps[first].meaning == FieldMeaning::user_agent) {
            value(FieldMeaning::user_agent) = line.substr(at);
        }
        return true;
    }

    void take(const TemplateStep& step, std::string_view text) {
        if (step.with_port) {
            text = cut_port(text);
        }
        if (step.meaning != FieldMeaning::time) {
            value(step.meaning) = text;
        } else if (m_time_steps == 1) {
            m_time_text = text;
        } else {
            take_time(step, text);
        }
    }

    /// Puts what one of several times says to what the others have said.
    void take_time(const TemplateStep& step, std::string_view text) {
        switch (step.shape) {
            case FieldShape::laid_out:
                m_bad_time =
                    m_template.layouts[step.layout].read(text, 0, m_parts) != text.size() ||
                    m_bad_time;
                break;
            case FieldShape::clf_time:
                m_parts.instant = read_clf_time(text);
                m_bad_time = m_bad_time || !m_parts.instant;
                break;
            default:
                m_parts.instant = read_free_time(text, m_clock);
                m_bad_time = m_bad_time || !m_parts.instant;
        }
    }

    /// Where the field of step `index`, which begins at `at`, ends; npos where the literal that
    /// should follow is nowhere.
    std::size_t find_end(std::string_view line, std::size_t at, std::size_t index) {
        const TemplateStep& step = m_template.steps[index];
        const bool is_last = index + 1 == m_template.steps.size();
        if (step.until_slash) {
            return line.find('/', at);
        }
        if (step.quoted) {
            return find_quoted_end(line, at, index);
        }
        switch (step.shape) {
            case FieldShape::laid_out: {
                const std::size_t end = laid_out_end(line, at, step);
                if (end != npos && follows(line, end, step, is_last)) {
                    return end;
                }
                break;
            }
            case FieldShape::clf_time:
                if (has_clf_time_shape(line, at) &&
                    follows(line, at + clf_time_length, step, is_last)) {
                    return at + clf_time_length;
                }
                break;
            case FieldShape::number:
            case FieldShape::status: {
                const char stop = step.after.empty() ? ' ' : step.after.front();
                const std::size_t end = step.after.empty() && !is_last ? skip_digits(line, at)
                                                                       : short_end(line, at, stop);
                // An empty number is none that a server wrote; the line was cut off there.
                if (end > at && (follows(line, end, step, is_last) ||
                                 (index == m_template.last_needed &&
                                  (end == line.size() || line[end] == ' ')))) {
                    return end;
                }
                if (end == line.size()) {
                    return npos;
                }
                break;
            }
            default:
                break;
        }
        return find_plain_end(line, at, index);
    }

    std::size_t laid_out_end(std::string_view line, std::size_t at,
                             const TemplateStep& step) const {
        // Busy logs repeat their times.
        if (m_time_steps == 1 && !step.after.empty() && !m_last_text.empty() &&
            line.compare(at, m_last_text.size(), m_last_text) == 0 &&
            stands_at(line, at + m_last_text.size(), step.after)) {
            return at + m_last_text.size();
        }
        TimeParts parts;
        return m_template.layouts[step.layout].read(line, at, parts);
    }

    /// Whether what should stand behind a field does so at `end`.
    static bool follows(std::string_view line, std::size_t end, const TemplateStep& step,
                        bool is_last) {
        if (step.after.empty()) {
            return !is_last || end == line.size() || line[end] == ' ';
        }
        return stands_at(line, end, step.after);
    }

    std::size_t find_plain_end(std::string_view line, std::size_t at, std::size_t index) {
        const TemplateStep& step = m_template.steps[index];
        if (step.after.empty()) {
            switch (step.meaning) {
                case FieldMeaning::user_agent:
                case FieldMeaning::path:
                case FieldMeaning::file:
                case FieldMeaning::request:
                case FieldMeaning::argument:
                case FieldMeaning::forwarded_for:
                    return line.size();  // with the spaces in it
                default:
                    return word_end(line, at);
            }
        }
        if (is_dash(line, at, step) && can_begin(line, at + 1 + step.after.size(), index + 1)) {
            return at + 1;
        }
        std::size_t first = npos;
        for (std::size_t end = find_after(line, step, at); end != npos;
             end = find_after(line, step, end + 1)) {
            const bool inside_list =
                step.shape == FieldShape::list && end > at && line[end - 1] == ',';
            if (!inside_list && can_begin(line, end + step.after.size(), index + 1)) {
                return end;
            }
            first = std::min(first, end);
        }
        if (first == npos && index == m_template.last_needed) {
            return word_end(line, at);
        }
        return first;
    }

    /// Servers write this for a field that has nothing to say, which most of them have not.
    static bool is_dash(std::string_view line, std::size_t at, const TemplateStep& step) {
        return at < line.size() && line[at] == '-' && stands_at(line, at + 1, step.after);
    }

    static std::size_t find_after(std::string_view line, const TemplateStep& step,
                                  std::size_t from) {
        return step.after.size() == 1 ? line.find(step.after.front(), from)
                                      : line.find(step.after, from);
    }

    /// A quote that the server did not escape is told from the closing one by what follows.
    std::size_t find_quoted_end(std::string_view line, std::size_t at, std::size_t index) {
        const TemplateStep& step = m_template.steps[index];
        const bool is_last = index + 1 == m_template.steps.size();
        if (!is_last && is_dash(line, at, step) &&
            can_begin(line, at + 1 + step.after.size(), index + 1)) {
            return at + 1;
        }
        std::size_t first = npos;
        for (std::size_t quote = next_quote(line, at); quote != npos;
             quote = next_quote(line, quote + 1)) {
            const std::size_t after = quote + step.after.size();
            if (!stands_at(line, quote, step.after)) {
                // Behind the last field that is needed the line may go on in its own way.
                const bool ends = quote + 1 == line.size() || line[quote + 1] == ' ';
                if (index >= m_template.last_needed && ends) {
                    first = std::min(first, quote);
                }
                continue;
            }
            const bool fits =
                is_last ? step.after.size() > 1 || after == line.size() || line[after] == ' '
                        : can_begin(line, after, index + 1);
            if (fits) {
                return quote;
            }
            first = std::min(first, quote);
            // Further fields in quotes: what is wrong is not this one's end.
            if (!is_last && !m_template.steps[index + 1].quoted && after < line.size() &&
                line[after] == '"') {
                break;
            }
        }
        return first;
    }

    std::size_t next_quote(std::string_view line, std::size_t from) const {
        const std::size_t quote = line.find('"', from);
        const bool escaped = quote != npos && quote > from && line[quote - 1] == '\\' &&
                             m_template.escape != LogEscape::none;
        return escaped ? find_quote(line, from) : quote;
    }

    /// Whether the field of step `index` can begin at `at`, as far as a look of fixed length tells.
    bool can_begin(std::string_view line, std::size_t at, std::size_t index) const {
        if (index >= m_template.steps.size() || at >= line.size()) {
            return true;
        }
        const TemplateStep& step = m_template.steps[index];
        const bool is_last = index + 1 == m_template.steps.size();
        switch (step.shape) {
            case FieldShape::clf_time:
                return has_clf_time_shape(line, at) &&
                       follows(line, at + clf_time_length, step, is_last);
            case FieldShape::laid_out:
                return laid_out_end(line, at, step) != npos;
            case FieldShape::status: {
                const std::size_t end = line[at] == '-' ? at + 1 : skip_digits(line, at);
                return end == at + 3 || (end == at + 1 && (line[at] == '-' || line[at] == '0'));
            }
            case FieldShape::protocol:
                return line[at] == '-' || line.compare(at, 5, "HTTP/") == 0;
            default:
                return true;
        }
    }

    // What the fields say.

    bool read_time(std::chrono::sys_seconds& time) {
        if (m_time_steps == 1 && m_time_text == m_last_text) {
            time = m_last_time;
            return !m_last_text.empty();
        }
        if (m_time_steps == 1) {
            take_time(*m_time_step, m_time_text);
        }
        const auto read = m_bad_time ? std::nullopt : time_of(m_parts, m_clock);
        if (!read) {
            return false;
        }
        if (m_time_steps == 1) {
            m_last_text = m_time_text;
            m_last_time = *read;
        }
        time = *read;
        return true;
    }

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
    const bool m_has_request = has_step(FieldMeaning::request);
    const bool m_has_bytes = has_step(FieldMeaning::bytes);
    std::size_t m_time_steps = 0;
    const TemplateStep* m_time_step = nullptr;  // the last one
    LocalClock m_clock;
    // Where there is one time step, its last good text and what that means:
    std::string m_last_text;
    std::chrono::sys_seconds m_last_time;
    std::string m_path;
    // Of the line being read:
    std::array<std::string_view, field_meaning_count> m_values;
    std::string_view m_time_text;
    TimeParts m_parts;
    bool m_bad_time = false;
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
