#pragma once

#include <string>

#include "core/line_outcome.hpp"

namespace mapgen {

/// "8 read = 3 counted + 4 skipped (2 method, 2 status) + 1 rejected (1 malformed)".
std::string tally_text(const LineTally& lines);

}  // namespace mapgen
