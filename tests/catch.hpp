#pragma once

#include <string>

// One name for Catch2's header, whose place changed between versions 2 and 3.

#if MAPGEN_CATCH_VERSION >= 3
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
// Each assertion does without a try block of its own: an exception that a test does not expect ends
// the test case with its message, and names the last assertion passed.
#define CATCH_CONFIG_FAST_COMPILE
#include <catch2/catch.hpp>
#endif

/// Matches a text that contains `part`.
inline auto contains(const std::string& part) {
#if MAPGEN_CATCH_VERSION >= 3
    return Catch::Matchers::ContainsSubstring(part);
#else
    return Catch::Contains(part);
#endif
}
