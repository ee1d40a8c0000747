#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/log_format.hpp"

namespace mapgen {

/// Every format there is, in the order in which they are listed to people.
std::span<const LogFormat* const> all_formats();

/// The format of that name. Throws a usage Error that lists the known names.
const LogFormat& format_named(std::string_view name);

struct Detection {
    const LogFormat* format = nullptr;  ///< null where no format recognises enough lines
    int confidence = 0;                 ///< percent of the lines looked at that the format recognises
    const LogFormat* nearest = nullptr; ///< the format that came nearest, where none was enough
};

/// Tells a log's format from its first lines (a few hundred are plenty; blank ones are ignored).
/// A few lines of garbage among them do no harm.
Detection detect_format(std::span<const std::string_view> first_lines);

}  // namespace mapgen
