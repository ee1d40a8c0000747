#pragma once

// One name for Catch2's header, whose place changed between versions 2 and 3.

#if MAPGEN_CATCH_VERSION >= 3
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
