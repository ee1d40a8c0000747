#include "render/map/projection.hpp"

#include <cmath>
#include <numbers>
#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "render/map/map_limits.hpp"

using namespace mapgen;

namespace {

std::string message_of(const std::string& definition) {
    try {
        const Projection projection(definition);
        limits_of(projection);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("every named projection works, north is up and east is right") {
    for (const std::string& name : projection_names()) {
        INFO(name);
        const Projection projection(name);
        const auto centre = projection.forward({0, 0});
        const auto north = projection.forward({10, 0});
        const auto east = projection.forward({0, 10});
        REQUIRE(centre);
        REQUIRE(north);
        REQUIRE(east);
        CHECK(north->y > centre->y + 1e5);
        CHECK(std::abs(north->x - centre->x) < 1);
        CHECK(east->x > centre->x + 1e5);
        CHECK(std::abs(east->y - centre->y) < 1);
    }
}

TEST_CASE("spherical projections follow their closed formulas") {
    constexpr double radius = 6371000;
    constexpr double degree = std::numbers::pi / 180;
    const double latitude = GENERATE(-59.0, -33.87, 0.0, 48.74, 80.0);
    const double longitude = GENERATE(-179.95, -46.63, 9.31, 178.44);

    const auto eqc = Projection("+proj=eqc +R=6371000").forward({latitude, longitude});
    REQUIRE(eqc);
    CHECK(eqc->x == Approx(radius * longitude * degree));
    CHECK(eqc->y == Approx(radius * latitude * degree));

    const auto merc = Projection("+proj=merc +R=6371000").forward({latitude, longitude});
    REQUIRE(merc);
    CHECK(merc->x == Approx(radius * longitude * degree));
    CHECK(merc->y ==
          Approx(radius * std::log(std::tan((45 + latitude / 2) * degree))).margin(1e-3));

    // Lambert's azimuthal equal-area projection around the equator (Snyder, 24-2 to 24-4).
    const auto laea = Projection("+proj=laea +R=6371000").forward({latitude, longitude});
    REQUIRE(laea);
    const double k =
        std::sqrt(2 / (1 + std::cos(latitude * degree) * std::cos(longitude * degree)));
    CHECK(laea->x ==
          Approx(radius * k * std::cos(latitude * degree) * std::sin(longitude * degree)));
    CHECK(laea->y == Approx(radius * k * std::sin(latitude * degree)).margin(1e-3));

    // Equal Earth (Šavrič, Patterson and Jenny, 2018).
    const auto equal_earth = Projection("+proj=eqearth +R=6371000").forward({latitude, longitude});
    REQUIRE(equal_earth);
    constexpr double a1 = 1.340264;
    constexpr double a2 = -0.081106;
    constexpr double a3 = 0.000893;
    constexpr double a4 = 0.003796;
    const double t = std::asin(std::sqrt(3) / 2 * std::sin(latitude * degree));
    const double t2 = t * t;
    const double t6 = t2 * t2 * t2;
    CHECK(equal_earth->y == Approx(radius * t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))).margin(1e-3));
    CHECK(equal_earth->x ==
          Approx(radius * longitude * degree * std::cos(t) /
                 (std::sqrt(3) / 2 * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))));
}

TEST_CASE("the aliases are the projections") {
    CHECK(Projection("mercator").definition() == Projection("merc").definition());
    CHECK(Projection("equal-earth").operation() == "eqearth");
    CHECK(Projection("merc").copy().definition() == Projection("merc").definition());
}

TEST_CASE("the central meridian is read from the definition") {
    CHECK(Projection("eqearth").central_meridian() == 0);
    CHECK(Projection("+proj=robin +lon_0=150").central_meridian() == Approx(150));
    CHECK(Projection("+proj=robin +lon_0=-100.5").central_meridian() == Approx(-100.5));
    CHECK(Projection("+proj=robin +lon_0=11d30'E").central_meridian() == Approx(11.5));
    CHECK(Projection("+proj=utm +zone=32").central_meridian() == Approx(9));
}

TEST_CASE("an axis order in the definition does not turn the map") {
    const Projection plain("+proj=merc");
    const Projection turned("+proj=merc +axis=wsu +type=crs");
    CHECK(turned.forward({48.74, 9.31})->x == Approx(plain.forward({48.74, 9.31})->x));
    CHECK(turned.forward({48.74, 9.31})->y == Approx(plain.forward({48.74, 9.31})->y));
}

TEST_CASE("points that a projection does not show are nothing") {
    CHECK_FALSE(Projection("ortho").forward({0, 120}));
    CHECK(Projection("ortho").forward({0, 60}));
}

TEST_CASE("unknown projections are refused with what PROJ says and the names that work") {
    const std::string message = message_of("nonsense");
    CHECK_THAT(message, Catch::Contains("'nonsense'") && Catch::Contains("PROJ says") &&
                            Catch::Contains("Unknown projection"));
    for (const std::string& name : projection_names()) {
        CHECK_THAT(message, Catch::Contains(name));
    }
    CHECK_FALSE(message_of("").empty());
    CHECK_FALSE(message_of("+proj=lcc").empty());
    CHECK_THAT(message_of("+proj=longlat"), Catch::Contains("plane"));
}

TEST_CASE("projections that tear the map are refused instead of drawn wrongly") {
    for (const char* definition :
         {"igh", "healpix", "+proj=ob_tran +o_proj=moll +o_lat_p=45 +o_lon_p=0"}) {
        INFO(definition);
        CHECK_THAT(message_of(definition), Catch::Contains("tears the map"));
    }
}
