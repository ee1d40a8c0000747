#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "catch.hpp"
#include "render/frame/heat_field.hpp"
#include "render/frame/heat_layer.hpp"
#include "render/frame/light_lanes.hpp"
#include "render/frame/picture.hpp"
#include "render/frame/pixel_lanes.hpp"
#include "render/frame/theme.hpp"
#include "sample_views.hpp"

using namespace mapgen;

namespace {

constexpr FrameBox box{7, 5, 150, 40};
constexpr int reach = 12;

/// What a field should hold, calculated in the plainest way.
struct PlainField {
    std::vector<std::uint16_t> core =
        std::vector<std::uint16_t>(std::size_t{box.width} * box.height);
    std::vector<std::uint16_t> glow = core;

    static std::uint16_t light(int dx, int dy, double radius, double peak) {
        const auto squared = static_cast<std::int64_t>(std::lround(radius * radius * 1024));
        const auto rest = squared - std::int64_t{dx * dx + dy * dy} * 1024;
        if (rest <= 0) {
            return 0;
        }
        const std::int64_t part = rest * 65536 / squared;
        const std::int64_t cube = (part * part / 65536) * part / 65536;
        return static_cast<std::uint16_t>(std::lround(peak * 65535) * cube / 65536);
    }

    void press(int x, int y, double core_radius, double glow_radius, double peak,
               std::uint32_t strength) {
        const auto dimmed = [&](std::uint16_t light) {
            return static_cast<std::uint16_t>(light * strength / full_strength);
        };
        for (int row = 0; row < box.height; ++row) {
            for (int column = 0; column < box.width; ++column) {
                const int dx = box.left + column - x;
                const int dy = box.top + row - y;
                const auto at = static_cast<std::size_t>(row * box.width + column);
                core[at] = std::max(core[at], dimmed(light(dx, dy, core_radius, peak)));
                const std::uint32_t more = dimmed(light(dx, dy, glow_radius, peak));
                glow[at] =
                    static_cast<std::uint16_t>(glow[at] + (65535U - glow[at]) * more / 65536);
            }
        }
    }
};

/// All that a field hands over; what it does not speak of is dark.
PlainField light_of(HeatField& field) {
    PlainField light;
    field.take_light(
        [&](int x, int y, const std::uint16_t* cores, const std::uint16_t* glows, int count) {
            REQUIRE(box.contains(x, y));
            REQUIRE(box.contains(x + count - 1, y));
            const auto at = (y - box.top) * box.width + x - box.left;
            std::copy_n(cores, count, light.core.begin() + at);
            std::copy_n(glows, count, light.glow.begin() + at);
        });
    return light;
}

}  // namespace

TEST_CASE("a colour laid on another is their mean by opacity, rounded to the nearest") {
    long wrong = 0;
    for (std::uint32_t opacity = 0; opacity <= 255; ++opacity) {
        for (std::uint32_t over = 0; over <= 255; ++over) {
            const Overlay overlay = overlay_of(over << 16 | (255 - over) << 8 | over, opacity);
            for (std::uint32_t under = 0; under <= 255; ++under) {
                const auto mean = [&](std::uint32_t below, std::uint32_t above) {
                    return (below * (255 - opacity) + above * opacity + 127) / 255;
                };
                const std::uint32_t expected = 0xFF000000U | mean(under, over) << 16 |
                                               mean(255 - under, 255 - over) << 8 |
                                               mean(under / 2, over);
                wrong += laid_on(under << 16 | (255 - under) << 8 | under / 2, overlay) != expected;
            }
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("vector instructions and plain ones give the same light") {
    using Values = std::array<std::uint16_t, LightLanes::count>;
    const auto check = [](const Values& a, const Values& b) {
        const auto both = [&](auto combine, auto plainly) {
            Values fast{};
            Values plain{};
            combine(LightLanes::load(a.data()), LightLanes::load(b.data())).store(fast.data());
            plainly(PlainLanes::load(a.data()), PlainLanes::load(b.data())).store(plain.data());
            return fast == plain;
        };
        REQUIRE(both(LightLanes::stronger, PlainLanes::stronger));
        REQUIRE(both(LightLanes::part, PlainLanes::part));
        REQUIRE(both(LightLanes::lit, PlainLanes::lit));
    };
    std::mt19937 random(5);
    for (int round = 0; round < 2000; ++round) {
        Values a{};
        Values b{};
        for (std::size_t i = 0; i < a.size(); ++i) {
            // Also the ends, where signs and carries would show.
            constexpr std::array<std::uint16_t, 6> ends{0, 1, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF};
            a[i] = random() % 3 == 0 ? ends[random() % 6] : static_cast<std::uint16_t>(random());
            b[i] = random() % 3 == 0 ? ends[random() % 6] : static_cast<std::uint16_t>(random());
        }
        check(a, b);
    }
    Values all{};
    LightLanes::all(0xABCD).store(all.data());
    CHECK(std::count(all.begin(), all.end(), 0xABCD) == LightLanes::count);
}

TEST_CASE("light gathers as a plain calculation says, at the edges of the box too") {
    std::mt19937 random(11);
    HeatField field(box, reach);
    for (int round = 0; round < 20; ++round) {
        PlainField expected;
        for (int spot = 0; spot < 1 + round * 3; ++spot) {
            const int x = box.left + static_cast<int>(random() % box.width);
            const int y = box.top + static_cast<int>(random() % box.height);
            const double core_radius = 1.6 + static_cast<double>(random() % 60) / 10;
            const double glow_radius = 3 + static_cast<double>(random() % 98) / 10;
            const double peak = static_cast<double>(1 + random() % 1000) / 1000;
            const auto strength = static_cast<std::uint16_t>(
                spot % 3 == 0 ? random() % full_strength : full_strength);
            field.press(x, y, HeatStamp(core_radius, peak), HeatStamp(glow_radius, peak), strength);
            expected.press(x, y, core_radius, glow_radius, peak, strength);
        }
        const PlainField actual = light_of(field);
        REQUIRE(actual.core == expected.core);
        REQUIRE(actual.glow == expected.glow);
        const PlainField after = light_of(field);
        REQUIRE(after.core == PlainField{}.core);
        REQUIRE(after.glow == PlainField{}.glow);
    }
}

TEST_CASE("amounts at one pixel add up, and stay the largest number where they do not fit") {
    HeatField field(box, reach);
    field.add(20, 10, 3);
    field.add(21, 10, 1);
    field.add(20, 10, 4);
    field.add(21, 10, std::numeric_limits<std::uint64_t>::max() - 1);
    field.add(21, 10, 1);
    REQUIRE(field.sums().size() == 2);
    CHECK(field.sums()[0].x == 20);
    CHECK(field.sums()[0].amount == 7);
    CHECK(field.sums()[1].amount == std::numeric_limits<std::uint64_t>::max());
    field.forget_sums();
    CHECK(field.sums().empty());
    field.add(20, 10, 5);
    REQUIRE(field.sums().size() == 1);
    CHECK(field.sums()[0].amount == 5);
}

TEST_CASE("heat stays inside its box, and the next draw does not know of the one before") {
    const Theme theme = load_theme("night", test::data_directory());
    const HeatLayer layer(theme.heat, Metric::clients, 1);
    const Picture flat{170, 60, std::vector<std::uint32_t>(std::size_t{170} * 60, 0xFF102030U)};
    const std::vector<HeatSpot> corners{{box.left, box.top, 300},
                                        {box.right() - 1, box.bottom() - 1, 300},
                                        {box.right(), box.top, 300},
                                        {box.left, box.top - 1, 300},
                                        {-500, 9000, 300}};
    Picture picture = flat;
    layer.draw(picture, box, corners);
    CHECK(picture.row(box.top)[box.left] != 0xFF102030U);
    CHECK(picture.row(box.bottom() - 1)[box.right() - 1] != 0xFF102030U);
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            if (!box.contains(x, y)) {
                REQUIRE(picture.row(y)[x] == 0xFF102030U);
            }
        }
    }
    // Nor does one onto another box.
    Picture elsewhere = flat;
    layer.draw(elsewhere, {0, 0, 60, 60}, corners);
    Picture dark = flat;
    layer.draw(dark, box, {});
    CHECK(dark.pixels == flat.pixels);
    Picture again = flat;
    layer.draw(again, box, corners);
    CHECK(again.pixels == picture.pixels);
}
