#include "parsers/template_clock.hpp"

#include "parsers/free_time.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {

bool TemplateClock::read(const TimeTexts& texts, std::chrono::sys_seconds& time) {
    const bool is_one = m_template.time_steps.size() == 1;
    if (is_one && m_last_length != 0 && texts.front() == last_text()) {
        time = m_last_time;
        return true;
    }
    TimeParts parts;
    for (std::size_t i = 0; i < m_template.time_steps.size(); ++i) {
        if (!take(m_template.steps[m_template.time_steps[i]], texts[i], parts)) {
            return false;
        }
    }
    const auto read = time_of(parts, m_clock);
    if (!read) {
        return false;
    }
    time = *read;
    if (is_one && texts.front().size() <= m_last_text.size()) {
        m_last_length = texts.front().copy(m_last_text.data(), m_last_text.size());
        m_last_time = time;
    }
    return true;
}

/// Puts what one field says to what others have said.
bool TemplateClock::take(const TemplateStep& step, std::string_view text, TimeParts& parts) {
    switch (step.shape) {
        case FieldShape::laid_out:
            return m_template.layouts[step.layout].read(text, 0, parts) == text.size();
        case FieldShape::clf_time:
            parts.instant = read_clf_time(text);
            break;
        default:
            parts.instant = read_free_time(text, m_clock);
    }
    return parts.instant.has_value();
}

}  // namespace mapgen
