#include "parsers/template_splitter.hpp"

#include <algorithm>

#include "parsers/http_request.hpp"
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

/// Whether what should stand behind a field does so at `end`.
bool follows(std::string_view line, std::size_t end, const TemplateStep& step, bool is_last) {
    if (step.after.empty()) {
        return !is_last || end == line.size() || line[end] == ' ';
    }
    return stands_at(line, end, step.after);
}

/// Servers write this for a field that has nothing to say, which most of them have not.
bool is_dash(std::string_view line, std::size_t at, const TemplateStep& step) {
    return at < line.size() && line[at] == '-' && stands_at(line, at + 1, step.after);
}

std::size_t find_after(std::string_view line, const TemplateStep& step, std::size_t from) {
    return step.after.size() == 1 ? line.find(step.after.front(), from)
                                  : line.find(step.after, from);
}

}  // namespace

bool TemplateSplitter::has(FieldMeaning meaning) const {
    return std::any_of(m_template.steps.begin(), m_template.steps.end(),
                       [&](const TemplateStep& step) { return step.meaning == meaning; });
}

bool TemplateSplitter::split(std::string_view line) {
    if (!line.starts_with(m_template.before)) {
        return false;
    }
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
bool TemplateSplitter::clear_from(std::size_t first, std::string_view line, std::size_t at) {
    if (first <= m_template.last_needed) {
        return false;
    }
    for (std::size_t i = first; i < m_template.steps.size(); ++i) {
        m_values[static_cast<std::size_t>(m_template.steps[i].meaning)] = {};
    }
    // A long user agent is what servers cut off.
    if (first < m_template.steps.size() && at < line.size() &&
        m_template.steps[first].meaning == FieldMeaning::user_agent) {
        m_values[static_cast<std::size_t>(FieldMeaning::user_agent)] = line.substr(at);
    }
    return true;
}

void TemplateSplitter::take(const TemplateStep& step, std::string_view text) {
    if (step.with_port) {
        text = cut_port(text);
    }
    if (step.meaning != FieldMeaning::time) {
        m_values[static_cast<std::size_t>(step.meaning)] = text;
    } else {
        m_times[step.time] = text;
    }
}

std::size_t TemplateSplitter::find_end(std::string_view line, std::size_t at,
                                       std::size_t index) const {
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
        case FieldShape::status:
            return find_number_end(line, at, index);
        default:
            break;
    }
    return find_plain_end(line, at, index);
}

std::size_t TemplateSplitter::laid_out_end(std::string_view line, std::size_t at,
                                           const TemplateStep& step) const {
    // Busy logs repeat their times.
    if (!m_expected_time.empty() && !step.after.empty() &&
        line.compare(at, m_expected_time.size(), m_expected_time) == 0 &&
        stands_at(line, at + m_expected_time.size(), step.after)) {
        return at + m_expected_time.size();
    }
    TimeParts parts;
    return m_template.layouts[step.layout].read(line, at, parts);
}

std::size_t TemplateSplitter::find_number_end(std::string_view line, std::size_t at,
                                              std::size_t index) const {
    const TemplateStep& step = m_template.steps[index];
    const bool is_last = index + 1 == m_template.steps.size();
    const char stop = step.after.empty() ? ' ' : step.after.front();
    const std::size_t end =
        step.after.empty() && !is_last ? skip_digits(line, at) : short_end(line, at, stop);
    const bool line_may_go_on =
        index == m_template.last_needed && (end == line.size() || line[end] == ' ');
    // An empty number is none that a server wrote; the line was cut off there.
    if (end > at && (follows(line, end, step, is_last) || line_may_go_on)) {
        return end;
    }
    return end == line.size() ? npos : find_plain_end(line, at, index);
}

std::size_t TemplateSplitter::find_plain_end(std::string_view line, std::size_t at,
                                             std::size_t index) const {
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
        const bool inside_list = step.shape == FieldShape::list && end > at && line[end - 1] == ',';
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

/// A quote that the server did not escape is told from the closing one by what follows.
std::size_t TemplateSplitter::find_quoted_end(std::string_view line, std::size_t at,
                                              std::size_t index) const {
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
        const bool fits = is_last
                              ? step.after.size() > 1 || after == line.size() || line[after] == ' '
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

std::size_t TemplateSplitter::next_quote(std::string_view line, std::size_t from) const {
    const std::size_t quote = line.find('"', from);
    const bool escaped = quote != npos && quote > from && line[quote - 1] == '\\' &&
                         m_template.escape != LogEscape::none;
    return escaped ? find_quote(line, from) : quote;
}

/// Whether the field of step `index` can begin at `at`, as far as a look of fixed length tells.
bool TemplateSplitter::can_begin(std::string_view line, std::size_t at, std::size_t index) const {
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

}  // namespace mapgen
