#include "core/coordinates.hpp"

#include <limits>
#include <stdexcept>

#include "catch.hpp"

using namespace mapgen;

TEST_CASE("A place is the nearest cell of 0.01 degrees", "[coordinates]") {
    const Place esslingen = Place::at({48.7382, 9.3111});
    CHECK(esslingen.coordinates().latitude == Approx(48.74));
    CHECK(esslingen.coordinates().longitude == Approx(9.31));
    CHECK(Place::from_key(esslingen.key()) == esslingen);
    CHECK(Place::at(esslingen.coordinates()) == esslingen);
}

TEST_CASE("The edges of the earth have places", "[coordinates]") {
    CHECK(Place::at({90, 0}).coordinates().latitude == 90);
    CHECK(Place::at({-90, 0}).coordinates().latitude == -90);
    CHECK(Place::at({-90, -180}).key() == 0);
    CHECK(Place::at({10, 180}) == Place::at({10, -180}));
    CHECK(Place::at({10, 179.999}) == Place::at({10, -180}));
    CHECK(Place::at({-0.001, -0.001}).coordinates() == Coordinates{0, 0});
    CHECK_THROWS_AS(Place::from_key(Place::at({90, 179.99}).key() + 1), std::out_of_range);
}

TEST_CASE("Coordinates out of range are not valid", "[coordinates]") {
    CHECK(is_valid({90, 180}));
    CHECK(is_valid({-90, -180}));
    CHECK_FALSE(is_valid({90.01, 0}));
    CHECK_FALSE(is_valid({0, 180.01}));
    CHECK_FALSE(is_valid({std::numeric_limits<double>::quiet_NaN(), 0}));
    CHECK_FALSE(is_valid({0, std::numeric_limits<double>::infinity()}));
}

TEST_CASE("A country is two letters, or unknown", "[coordinates]") {
    CHECK(CountryCode::from("de").text() == "DE");
    CHECK(CountryCode::from("DE").known());
    for (const char* text : {"", "D", "DEU", "1A", "?", "\xc3\xa9"}) {
        INFO(text);
        CHECK_FALSE(CountryCode::from(text).known());
        CHECK(CountryCode::from(text).text() == "??");
    }
}
