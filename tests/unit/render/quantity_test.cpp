#include "render/frame/quantity.hpp"

#include <cstdint>
#include <limits>

#include "catch.hpp"

using namespace mapgen;

TEST_CASE("counts are written for people") {
    CHECK(count_text(0) == "0");
    CHECK(count_text(999) == "999");
    CHECK(count_text(1000) == "1\u2009000");
    CHECK(count_text(60'000) == "60\u2009000");
    CHECK(count_text(999'999) == "999\u2009999");
    CHECK(count_text(1'000'000) == "1.00\u00A0M");
    CHECK(count_text(1'844'999) == "1.84\u00A0M");
    CHECK(count_text(9'995'000) == "10.0\u00A0M");
    CHECK(count_text(99'949'999) == "99.9\u00A0M");
    CHECK(count_text(184'400'000) == "184\u00A0M");
    CHECK(count_text(999'500'000) == "1.00\u00A0bn");
    CHECK(count_text(std::numeric_limits<std::uint64_t>::max()) == "18446744\u00A0tn");
}

TEST_CASE("bytes are written in decimal units") {
    CHECK(bytes_text(0) == "0\u00A0B");
    CHECK(bytes_text(999) == "999\u00A0B");
    CHECK(bytes_text(1000) == "1.0\u00A0kB");
    CHECK(bytes_text(3'100'000'000'000) == "3.1\u00A0TB");
    CHECK(bytes_text(9'960'000) == "10\u00A0MB");
    CHECK(bytes_text(45'400'000'000) == "45\u00A0GB");
    CHECK(bytes_text(999'600'000'000) == "1.0\u00A0TB");
    CHECK(bytes_text(std::numeric_limits<std::uint64_t>::max()) == "18\u00A0EB");
}

TEST_CASE("an axis has short numbers") {
    CHECK(axis_text(1) == "1");
    CHECK(axis_text(500) == "500");
    CHECK(axis_text(1'500) == "1.5\u00A0k");
    CHECK(axis_text(20'000) == "20\u00A0k");
    CHECK(axis_text(5'000'000) == "5\u00A0M");
    CHECK(axis_text(1'500'000) == "1.5\u00A0M");
}

TEST_CASE("an axis of bytes has short numbers, too") {
    CHECK(bytes_axis_text(1) == "1\u00A0B");
    CHECK(bytes_axis_text(700) == "700\u00A0B");
    CHECK(bytes_axis_text(1'500) == "1.5\u00A0kB");
    CHECK(bytes_axis_text(20'000'000'000) == "20\u00A0GB");
    CHECK(bytes_axis_text(1'500'000'000'000) == "1.5\u00A0TB");
}
