#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "parsers/line_template.hpp"
#include "parsers/template_clock.hpp"

namespace mapgen {

/// Takes lines apart by a compiled log format string. Linear in the line's length; allocates
/// nothing.
///
/// What is in doubt is read so: a field ends at the first place where its literal follows and the
/// next field can begin, as far as a status, a time or a protocol can be told from something else;
/// a quote that a server failed to escape stays inside by that. Where there is no such place it is
/// the first one with the literal, and what is wrong will be the next field.
class TemplateSplitter {
public:
    /// `line_template` must outlive it.
    explicit TemplateSplitter(const LineTemplate& line_template) : m_template(line_template) {}

    /// False where the line ends or goes another way before all fields that a record needs are
    /// there. Behind them it may: fields that are missing are empty then.
    bool split(std::string_view line);

    /// Of the line that was split, as they stand in it; without the port of `with_port` steps.
    std::string_view value(FieldMeaning meaning) const {
        return m_values[static_cast<std::size_t>(meaning)];
    }
    const TimeTexts& times() const { return m_times; }

    /// Whether the format has a step of that meaning.
    bool has(FieldMeaning meaning) const;

    /// A text of the only time step that was read well: if a line has it again, its layout need
    /// not be asked where it ends. Must live until the next call.
    void expect_time(std::string_view text) { m_expected_time = text; }

private:
    bool clear_from(std::size_t first, std::string_view line, std::size_t at);

    const LineTemplate& m_template;
    std::array<std::string_view, field_meaning_count> m_values;
    TimeTexts m_times;
    std::string_view m_expected_time;
};

}  // namespace mapgen
