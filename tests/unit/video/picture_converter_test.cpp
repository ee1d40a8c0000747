#include "render/video/picture_converter.hpp"

extern "C" {
#include <libavutil/frame.h>
}

#include <cmath>
#include <stdexcept>

#include "catch.hpp"
#include "test_picture.hpp"

using mapgen::PictureConverter;
using mapgen::test::bt709;
using mapgen::test::Picture;

namespace {

int sample(const AVFrame& frame, int plane, int x, int y) {
    return frame.data[plane][y * frame.linesize[plane] + x];
}

}  // namespace

TEST_CASE("colours become what BT.709 in limited range says") {
    const std::uint32_t color = GENERATE(0x000000U, 0xffffffU, 0x808080U, 0xff0000U, 0x00ff00U,
                                         0x0000ffU, 0xffff00U, 0x0b1019U, 0xf0a030U);
    CAPTURE(color);
    PictureConverter converter(64, 32);
    const AVFrame& frame = converter.convert(Picture(64, 32, color).view());
    const auto expected = bt709(color);
    for (int y = 0; y < 32; y += 5) {
        for (int x = 0; x < 64; x += 3) {
            REQUIRE(std::abs(sample(frame, 0, x, y) - expected.y) <= 1.0);
            REQUIRE(std::abs(sample(frame, 1, x / 2, y / 2) - expected.u) <= 1.0);
            REQUIRE(std::abs(sample(frame, 2, x / 2, y / 2) - expected.v) <= 1.0);
        }
    }
}

TEST_CASE("a coloured point keeps its share of colour wherever it falls") {
    const int x = GENERATE(20, 21);
    const int y = GENERATE(10, 11);
    CAPTURE(x, y);
    Picture picture(64, 32, 0x000000);
    picture.fill(x, y, 1, 1, 0xff0000);
    PictureConverter converter(64, 32);
    const AVFrame& frame = converter.convert(picture.view());
    int excess = 0;
    for (int row = 0; row < 16; ++row) {
        for (int column = 0; column < 32; ++column) {
            excess += sample(frame, 2, column, row) - 128;
        }
    }
    // A quarter of pure red's 112, since four pixels share one sample.
    CHECK(excess >= 24);
    CHECK(excess <= 32);
    CHECK(sample(frame, 0, x, y) > 60);
    CHECK(sample(frame, 0, x - 1, y) == 16);
}

TEST_CASE("chroma is sited on the left of two pixels") {
    PictureConverter converter(64, 32);
    Picture even(64, 32, 0x000000);
    even.fill(20, 0, 1, 32, 0xff0000);
    const AVFrame& on_sample = converter.convert(even.view());
    CHECK(sample(on_sample, 2, 9, 8) == 128);
    CHECK(sample(on_sample, 2, 10, 8) == Approx(128 + 56).margin(2));
    CHECK(sample(on_sample, 2, 11, 8) == 128);

    Picture odd(64, 32, 0x000000);
    odd.fill(21, 0, 1, 32, 0xff0000);
    const AVFrame& between = converter.convert(odd.view());
    CHECK(sample(between, 2, 10, 8) == Approx(128 + 28).margin(2));
    CHECK(sample(between, 2, 11, 8) == Approx(128 + 28).margin(2));
}

TEST_CASE("a picture of another size is a mistake of the caller") {
    PictureConverter converter(64, 32);
    CHECK_THROWS_AS(converter.convert(Picture(62, 32, 0).view()), std::invalid_argument);
    CHECK_THROWS_AS(converter.convert(Picture(64, 34, 0).view()), std::invalid_argument);
    CHECK_THROWS_AS(converter.convert({}), std::invalid_argument);
}
