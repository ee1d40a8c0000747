// That the comparison of pictures notices what it must, and says where to look.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "catch.hpp"
#include "picture_comparison.hpp"
#include "references.hpp"
#include "render/frame/frame_renderer.hpp"
#include "sample_views.hpp"

using namespace mapgen;
using namespace mapgen::test;
namespace fs = std::filesystem;

namespace {

const CivilDay first_day(2018, 3, 1);

const Picture& sample() {
    static const Picture picture = FrameRenderer(settings_of("eqearth", 640, 360), sample_subject())
                                       .render(sample_day(first_day, 40));
    return picture;
}

/// Each channel of some pixels a few steps brighter or darker, as another rasteriser might round.
Picture with_noise(Picture picture, std::size_t every, int steps) {
    for (std::size_t i = 0; i < picture.pixels.size(); i += every) {
        std::uint32_t pixel = 0xFF000000U;
        for (const unsigned shift : {0U, 8U, 16U}) {
            const int channel = static_cast<int>(picture.pixels[i] >> shift & 0xFFU);
            const int moved = channel + (channel < 128 ? steps : -steps);
            pixel |= static_cast<std::uint32_t>(moved) << shift;
        }
        picture.pixels[i] = pixel;
    }
    return picture;
}

Picture moved_right(const Picture& picture, int y, int height) {
    Picture moved = picture;
    for (int row = y; row < y + height; ++row) {
        std::copy_n(picture.row(row), picture.width - 1, moved.row(row) + 1);
    }
    return moved;
}

}  // namespace

TEST_CASE("rounding differs between libraries, and that passes") {
    const Picture& picture = sample();
    CHECK(compare(picture, picture, exact).passed);
    CHECK(compare(with_noise(picture, 1, 8), picture, Tolerance{}).passed);
    CHECK(compare(with_noise(picture, 1200, 90), picture, Tolerance{}).passed);
}

TEST_CASE("one step in one pixel is a difference where none may be, and is located") {
    Picture picture = sample();
    picture.row(17)[33] ^= 1U;
    const Comparison result = compare(picture, sample(), exact);
    CHECK_FALSE(result.passed);
    CHECK(result.pixels == 1);
    CHECK(result.furthest == 1);
    CHECK_THAT(result.summary, contains("x 33 to 33, y 17 to 17"));
    const Picture difference = amplified_difference(picture, sample());
    CHECK(difference.row(17)[33] == 0xFF000030U);
    CHECK(difference.row(17)[34] == 0xFF000000U);
}

TEST_CASE("what another library version never does is a failure") {
    const Picture& picture = sample();
    SECTION("the map moves by a pixel") {
        CHECK_FALSE(compare(moved_right(picture, 40, 230), picture, Tolerance{}).passed);
    }
    SECTION("another date stands there") {
        DayView view = sample_day(first_day, 40);
        view.day = view.day + 1;
        const FrameRenderer renderer(settings_of("eqearth", 640, 360), sample_subject());
        CHECK_FALSE(compare(renderer.render(view), picture, Tolerance{}).passed);
    }
    SECTION("one bright place is missing") {
        DayView view = sample_day(first_day, 40);
        const auto brightest =
            std::max_element(view.places.begin(), view.places.end(),
                             [](const auto& a, const auto& b) { return a.amount < b.amount; });
        view.places.erase(brightest);
        const FrameRenderer renderer(settings_of("eqearth", 640, 360), sample_subject());
        CHECK_FALSE(compare(renderer.render(view), picture, Tolerance{}).passed);
    }
    SECTION("a colour changes everywhere") {
        CHECK_FALSE(compare(with_noise(picture, 1, 9), picture, Tolerance{}).passed);
    }
    SECTION("another size") {
        Picture lower = picture;
        lower.height -= 1;
        lower.pixels.resize(static_cast<std::size_t>(lower.width) *
                            static_cast<std::size_t>(lower.height));
        CHECK_THAT(compare(lower, picture, Tolerance{}).summary, contains("must be 640x360"));
        CHECK_FALSE(compare(lower, picture, Tolerance{}).passed);
    }
}

TEST_CASE("a missing reference fails and is not made") {
    const TemporaryFolder folder;
    const References references(folder.path() / "references", folder.path() / "differences");
    const auto verdict = references.check("frame", sample(), Tolerance{});
    CHECK_FALSE(verdict.passed);
    CHECK_THAT(verdict.text, contains("no reference"));
    CHECK_THAT(verdict.text, contains("differences/frame-actual.png"));
    CHECK(
        compare(read_png(folder.path() / "differences/frame-actual.png"), sample(), exact).passed);
    CHECK_FALSE(fs::exists(folder.path() / "references"));
}

TEST_CASE("a damaged reference fails and names its file") {
    const TemporaryFolder folder;
    const References references(folder.path(), folder.path() / "differences");
    std::ofstream(folder.path() / "frame.png") << "this is no picture";
    const auto verdict = references.check("frame", sample(), Tolerance{});
    CHECK_FALSE(verdict.passed);
    CHECK_THAT(verdict.text, contains((folder.path() / "frame.png").string()));
}

TEST_CASE("a difference is written down: what was drawn, what was expected, and both compared") {
    const TemporaryFolder folder;
    const References references(folder.path() / "references", folder.path() / "differences");
    CHECK(references.replace("frame", sample()));
    CHECK_FALSE(references.replace("frame", sample()));
    CHECK(references.names() == std::vector<std::string>{"frame"});
    CHECK(references.check("frame", sample(), exact).passed);
    CHECK_FALSE(fs::exists(folder.path() / "differences"));

    const Picture other = moved_right(sample(), 100, 50);
    const auto verdict = references.check("frame", other, exact);
    CHECK_FALSE(verdict.passed);
    CHECK_THAT(verdict.text, contains("y 100 to 149"));
    const auto written = [&](const std::string& what) {
        const fs::path file = folder.path() / "differences" / ("frame-" + what + ".png");
        CHECK_THAT(verdict.text, contains(file.string()));
        return read_png(file);
    };
    CHECK(compare(written("actual"), other, exact).passed);
    CHECK(compare(written("expected"), sample(), exact).passed);
    CHECK(compare(written("difference"), amplified_difference(other, sample()), exact).passed);
}
