#include "render/map/window_clip.hpp"

#include <cmath>

#include "catch.hpp"

using namespace mapgen;

namespace {

MapLimits window(double west, double east) {
    MapLimits limits;
    limits.west = west;
    limits.east = east;
    limits.south = -60;
    limits.north = 84;
    return limits;
}

/// In square degrees.
double area_of(const std::vector<Ring>& rings) {
    double sum = 0;
    for (const Ring& ring : rings) {
        double twice = 0;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Coordinates a = ring[i];
            const Coordinates b = ring[(i + 1) % ring.size()];
            twice += a.longitude * b.latitude - b.longitude * a.latitude;
        }
        sum += std::abs(twice) / 2;
    }
    return sum;
}

const Ring square{{10, 10}, {10, 20}, {20, 20}, {20, 10}};
const Ring across_180{{10, 175}, {10, -175}, {20, -175}, {20, 175}};
const Ring around_north_pole{{80, -120}, {80, 0}, {80, 120}};

}  // namespace

TEST_CASE("a ring that crosses 180 degrees is one piece until the window cuts it") {
    const Ring ring = unwrapped(across_180);
    CHECK(area_of({ring}) == Approx(100));
    const auto cut = clipped_to_window(ring, window(-180, 180));
    CHECK(cut.size() == 2);
    CHECK(area_of(cut) == Approx(100));
    const auto whole = clipped_to_window(ring, window(-30, 330));
    CHECK(whole.size() == 1);
    CHECK(area_of(whole) == Approx(100));
}

TEST_CASE("a ring is cut where the window of another meridian ends") {
    for (const double west : {-180.0, -165.0, 15.0, -345.0, 12.5}) {
        INFO(west);
        CHECK(area_of(clipped_to_window(unwrapped(square), window(west, west + 360))) ==
              Approx(100));
    }
    CHECK(clipped_to_window(unwrapped(square), window(15, 375)).size() == 2);
    CHECK(clipped_to_window(unwrapped(square), window(30, 40)).empty());
}

TEST_CASE("a ring around a pole covers all longitudes up to the window's edge") {
    for (const double west : {-180.0, 11.0, 150.0}) {
        const auto parts =
            clipped_to_window(unwrapped(around_north_pole), window(west, west + 360));
        CHECK(area_of(parts) == Approx(360 * 4));
    }
}

TEST_CASE("points are inside of rings whatever their longitude's turn") {
    CHECK(encloses(unwrapped(across_180), {15, 179}));
    CHECK(encloses(unwrapped(across_180), {15, -179}));
    CHECK_FALSE(encloses(unwrapped(across_180), {15, 0}));
    CHECK(encloses(unwrapped(square), {15, 15 - 360}));
    CHECK(encloses(unwrapped(around_north_pole), {85, 60}));
    CHECK_FALSE(encloses(unwrapped(around_north_pole), {70, 60}));
}

TEST_CASE("lines are cut into the pieces that the window shows") {
    const Polyline line{{0, 170}, {0, 178}, {0, -174}, {0, -170}};
    const auto cut = line_in_window(unwrapped_line(line), window(-180, 180));
    REQUIRE(cut.size() == 2);
    const auto whole = line_in_window(unwrapped_line(line), window(0, 360));
    REQUIRE(whole.size() == 1);
    CHECK(whole.front().front().longitude == Approx(170));
    CHECK(whole.front().back().longitude == Approx(190));
    CHECK(line_in_window({{70, 0}, {89, 0}}, window(-180, 180)).front().back().latitude ==
          Approx(84));
}
