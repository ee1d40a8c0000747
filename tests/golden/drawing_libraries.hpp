#pragma once

#include <string>

namespace mapgen::test {

/// What a frame's pixels depend on besides mapgen: a line each for the machine and the versions of
/// Cairo, Pango, HarfBuzz, FreeType and PROJ that are in use, e.g. "cairo 1.16.0".
std::string drawing_libraries();

}  // namespace mapgen::test
