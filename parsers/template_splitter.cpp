#include "parsers/template_splitter.hpp"

#include <algorithm>

#include "core/byte_search.hpp"
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
bool follows(std::string_view line, std::size_t end, const TemplateStep& step) {
    if (step.after.empty()) {
        return !step.is_last || end == line.size() || line[end] == ' ';
    }
    return stands_at(line, end, step.after);
}

/// Servers write this for a field that has nothing to say, which most of them have not.
bool is_dash(std::string_view line, std::size_t at, const TemplateStep& step) {
    return at < line.size() && line[at] == '-' && stands_at(line, at + 1, step.after);
}

std::size_t find_after(std::string_view line, const TemplateStep& step, std::size_t from) {
    const char first = step.after.front();
    std::size_t at = find_byte(line, first, from);
    while (at != npos && !stands_at(line, at, step.after)) {
        at = find_byte(line, first, at + 1);
    }
    return at;
}

/// Steps stand side by side in LineTemplate::steps.
const TemplateStep& next(const TemplateStep& step) {
    return *(&step + 1);
}

/// Finds where fields end.
struct EndFinder {
    const LineTemplate& format;
    std::string_view expected_time;  ///< of TemplateSplitter::expect_time()

    /// Where the field of `step`, which begins at `at`, ends; npos where the literal that should
    /// follow is nowhere.
    std::size_t find_end(std::string_view line, std::size_t at, const TemplateStep& step) const {
        if (step.until_slash) {
            return line.find('/', at);
        }
        if (step.quoted) {
            return find_quoted_end(line, at, step);
        }
        switch (step.shape) {
            case FieldShape::laid_out: {
                const std::size_t end = laid_out_end(line, at, step);
                if (end != npos && follows(line, end, step)) {
                    return end;
                }
                break;
            }
            case FieldShape::clf_time:
                if (has_clf_time_shape(line, at) && follows(line, at + clf_time_length, step)) {
                    return at + clf_time_length;
                }
                break;
            case FieldShape::number:
            case FieldShape::status:
                return find_number_end(line, at, step);
            default:
                break;
        }
        return find_plain_end(line, at, step);
    }

    std::size_t laid_out_end(std::string_view line, std::size_t at,
                             const TemplateStep& step) const {
        // Busy logs repeat their times.
        if (!expected_time.empty() && !step.after.empty() &&
            line.compare(at, expected_time.size(), expected_time) == 0 &&
            stands_at(line, at + expected_time.size(), step.after)) {
            return at + expected_time.size();
        }
        TimeParts parts;
        return format.layouts[step.layout].read(line, at, parts);
    }

    std::size_t find_number_end(std::string_view line, std::size_t at,
                                const TemplateStep& step) const {
        const char stop = step.after.empty() ? ' ' : step.after.front();
        const std::size_t end =
            step.after.empty() && !step.is_last ? skip_digits(line, at) : short_end(line, at, stop);
        const bool line_may_go_on = step.is_last_needed && (end == line.size() || line[end] == ' ');
        // An empty number is none that a server wrote; the line was cut off there.
        if (end > at && (follows(line, end, step) || line_may_go_on)) {
            return end;
        }
        return end == line.size() ? npos : find_plain_end(line, at, step);
    }

    std::size_t find_plain_end(std::string_view line, std::size_t at,
                               const TemplateStep& step) const {
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
        if (is_dash(line, at, step) && can_begin_next(line, at + 1 + step.after.size(), step)) {
            return at + 1;
        }
        std::size_t first = npos;
        for (std::size_t from = at;;) {
            const std::size_t end = find_after(line, step, from);
            if (end == npos) {
                break;
            }
            from = end + 1;
            const bool inside_list =
                step.shape == FieldShape::list && end > at && line[end - 1] == ',';
            if (!inside_list && can_begin_next(line, end + step.after.size(), step)) {
                return end;
            }
            first = std::min(first, end);
        }
        if (first == npos && step.is_last_needed) {
            return word_end(line, at);
        }
        return first;
    }

    /// A quote that the server did not escape is told from the closing one by what follows.
    std::size_t find_quoted_end(std::string_view line, std::size_t at,
                                const TemplateStep& step) const {
        if (!step.is_last && is_dash(line, at, step) &&
            can_begin_next(line, at + 1 + step.after.size(), step)) {
            return at + 1;
        }
        std::size_t first = npos;
        for (std::size_t quote = next_quote(line, at); quote != npos;
             quote = next_quote(line, quote + 1)) {
            const std::size_t after = quote + step.after.size();
            if (!stands_at(line, quote, step.after)) {
                // Behind the last field that is needed the line may go on in its own way.
                const bool ends = quote + 1 == line.size() || line[quote + 1] == ' ';
                if (step.may_go_on && ends) {
                    first = std::min(first, quote);
                }
                continue;
            }
            const bool fits =
                step.is_last ? step.after.size() > 1 || after == line.size() || line[after] == ' '
                             : can_begin_next(line, after, step);
            if (fits) {
                return quote;
            }
            first = std::min(first, quote);
            // Further fields in quotes: what is wrong is not this one's end.
            if (!step.is_last && !next(step).quoted && after < line.size() && line[after] == '"') {
                break;
            }
        }
        return first;
    }

    std::size_t next_quote(std::string_view line, std::size_t from) const {
        const std::size_t quote = find_byte(line, '"', from);
        const bool escaped = quote != npos && quote > from && line[quote - 1] == '\\' &&
                             format.escape != LogEscape::none;
        return escaped ? find_quote(line, from) : quote;
    }

    /// Whether the field behind that of `before` can begin at `at`, as far as a look of fixed
    /// length tells.
    bool can_begin_next(std::string_view line, std::size_t at, const TemplateStep& before) const {
        if (before.is_last || at >= line.size()) {
            return true;
        }
        const TemplateStep& step = next(before);
        switch (step.shape) {
            case FieldShape::clf_time:
                return has_clf_time_shape(line, at) && follows(line, at + clf_time_length, step);
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
};

}  // namespace

bool TemplateSplitter::has(FieldMeaning meaning) const {
    return std::any_of(m_template.steps.begin(), m_template.steps.end(),
                       [&](const TemplateStep& step) { return step.meaning == meaning; });
}

bool TemplateSplitter::split(std::string_view line) {
    if (!line.starts_with(m_template.before)) {
        return false;
    }
    const EndFinder finder{m_template, m_expected_time};
    std::size_t at = m_template.before.size();
    for (std::size_t i = 0; i < m_template.steps.size(); ++i) {
        const TemplateStep& step = m_template.steps[i];
        const std::size_t end = at <= line.size() ? finder.find_end(line, at, step) : npos;
        if (end == npos) {
            return clear_from(i, line, at);
        }
        const std::string_view text = line.substr(at, end - at);
        (step.meaning == FieldMeaning::time ? m_times[step.time]
                                            : m_values[static_cast<std::size_t>(step.meaning)]) =
            step.with_port ? cut_port(text) : text;
        // The line may end with what is needed, or go on in its own way.
        if (step.may_go_on && !stands_at(line, end, step.after)) {
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

}  // namespace mapgen
