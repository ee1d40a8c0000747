#pragma once

#include <string>
#include <string_view>

namespace mapgen {

/// `png`, a complete PNG file, with a text in it (a tEXt chunk after the header, PNG specification
/// 11.3.4.3). `keyword` has 1 to 79 characters, e.g. "Software"; both are Latin-1 without zero
/// bytes. What does not begin as a PNG file does is returned as it is.
std::string with_png_text(std::string png, std::string_view keyword, std::string_view text);

}  // namespace mapgen
