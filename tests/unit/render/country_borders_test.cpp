#include "render/map/country_borders.hpp"

#include "catch.hpp"

using namespace mapgen;

TEST_CASE("only what two countries share is a border, and only once") {
    const Ring west{{0, 0}, {0, 1}, {1, 1}, {2, 1}, {2, 0}};
    const Ring east{{2, 1}, {1, 1}, {0, 1}, {0, 2}, {2, 2}};
    const auto borders = shared_borders({west, east});
    REQUIRE(borders.size() == 1);
    const Polyline expected{{0, 1}, {1, 1}, {2, 1}};
    CHECK(borders.front() == expected);
}

TEST_CASE("an island has no border") {
    CHECK(shared_borders({{{0, 0}, {0, 1}, {1, 1}, {0, 0}}}).empty());
}
