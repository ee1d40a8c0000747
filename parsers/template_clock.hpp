#pragma once

#include <array>
#include <chrono>
#include <string_view>

#include "parsers/line_template.hpp"
#include "parsers/local_clock.hpp"

namespace mapgen {

/// The texts of a line's time steps, in their order.
using TimeTexts = std::array<std::string_view, largest_time_count>;

/// Reads the times of lines of a compiled log format string; remembers the last one where a line
/// has one field for it.
class TemplateClock {
public:
    /// `line_template` must outlive it.
    TemplateClock(const LineTemplate& line_template, const ParserSettings& settings)
        : m_template(line_template), m_clock(settings) {}

    /// False, and `time` untouched, where they
    /// make no time.
    bool read(const TimeTexts& texts, std::chrono::sys_seconds& time);

    /// The text that is remembered; empty where there is none. Valid until the next read().
    std::string_view last_text() const { return {m_last_text.data(), m_last_length}; }

private:
    bool take(const TemplateStep& step, std::string_view text, TimeParts& parts);

    const LineTemplate& m_template;
    LocalClock m_clock;
    std::array<char, 64> m_last_text{};  // longer ones are not remembered
    std::size_t m_last_length = 0;
    std::chrono::sys_seconds m_last_time;
};

}  // namespace mapgen
