#pragma once

#include "log_builder.hpp"
#include "random.hpp"

namespace sample_logs {

/// Appends one line, with its end, that no log format has: blank, binary, or far too long; and
/// tells `log` what it is.
void append_garbage(LogBuilder& log, Random& random);

/// Cuts the line that begins at `begin` somewhere before its first `keep_below` bytes are over,
/// as a full disk does, and ends it.
void cut_line(std::string& text, std::size_t begin, std::size_t keep_below, Random& random);

}  // namespace sample_logs
