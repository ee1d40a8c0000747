#include "render/frame/text.hpp"

#include <numeric>
#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "sample_views.hpp"

using namespace mapgen;

namespace {

double ink(const SetText& text) {
    return std::accumulate(text.mask.coverage.begin(), text.mask.coverage.end(), 0.0) / 255;
}

}  // namespace

TEST_CASE("text is set in the shipped font") {
    const TextSetter setter(test::data_directory() / "fonts", "");
    const TextStyle plain{100, FontWeight::regular, false, 0};
    TextStyle bold = plain;
    bold.weight = FontWeight::semibold;
    const auto light = setter.set("Hamburg", plain);
    const auto heavy = setter.set("Hamburg", bold);
    CHECK(ink(*heavy) > 1.2 * ink(*light));
    // Inter's H is 744 units of 1000 wide (2816 to the em, 2096 for the advance, in version 3.19).
    CHECK(setter.set("H", plain)->width == Approx(74.4).margin(1.5));
    CHECK(setter.set("", plain)->width == 0);
    CHECK(setter.set("Hamburg", plain) == light);
}

TEST_CASE("tabular digits all have one width") {
    const TextSetter setter(test::data_directory() / "fonts", "");
    const TextStyle style{40, FontWeight::semibold, true, 0.6};
    const double width = setter.set("2000-00-00", style)->width;
    for (const char* date : {"2011-11-11", "2018-12-03", "1999-07-14"}) {
        CHECK(setter.set(date, style)->width == Approx(width).margin(0.1));
    }
}

TEST_CASE("text that is too wide ends in an ellipsis") {
    const TextSetter setter(test::data_directory() / "fonts", "");
    const TextStyle style{20, FontWeight::regular, false, 0};
    const std::string text = "a title that goes on and on and on";
    CHECK(setter.set(text, style)->width > 200);
    CHECK(setter.set(text, style, 200)->width <= 200);
    CHECK(setter.set(text, style, 200)->width > 150);
    CHECK(setter.set("short", style, 200)->width == setter.set("short", style)->width);
}

TEST_CASE("a folder without fonts is named") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_WITH(TextSetter(folder.path(), ""), Catch::Contains(folder.path().string()));
}
