// Known places must land on known pixels: maps have been upside down for days before.

#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "catch.hpp"
#include "render/frame/frame_renderer.hpp"
#include "render/map/map_layout.hpp"
#include "sample_views.hpp"

using namespace mapgen;
using mapgen::test::sample_subject;
using mapgen::test::settings_of;

namespace {

struct KnownPlace {
    const char* name;
    Coordinates coordinates;
};

constexpr std::array<KnownPlace, 7> places{{
    {"Esslingen", {48.74, 9.31}},
    {"Sydney", {-33.87, 151.21}},
    {"Anchorage", {61.22, -149.90}},
    {"Cape Town", {-33.92, 18.42}},
    {"Suva", {-18.14, 178.44}},
    {"Taveuni, east of 180 degrees", {-16.85, -179.95}},
    {"Sao Paulo", {-23.55, -46.63}},
}};

/// What PROJ's own program says, in metres, and the map's edges: half the width at the equator,
/// the southern and the northern edge. Made by
///   echo LONGITUDE LATITUDE | proj -f %.1f +proj=NAME +ellps=WGS84
/// for the places above, 180 0, and the map's corners (60° S; 84° N, 81° N for merc).
struct Expected {
    const char* projection;
    double half_width;
    double south;
    double north;
    std::array<PlanePoint, places.size()> points;
};

constexpr std::array<Expected, 6> expected{{
    {"eqearth",
     17243959.1,
     -6924035.1,
     8324478.2,
     {{{743910.2, 5857830.6},
       {13305122.1, -4220988.1},
       {-10698572.3, 7027706.1},
       {1620376.1, -4226819.0},
       {16690537.9, -2311122.3},
       {-16887459.8, -2149292.7},
       {-4289731.0, -2982629.9}}}},
    {"robin",
     17005833.3,
     -6336038.7,
     8363665.5,
     {{{769990.9, 5196229.6},
       {13527833.8, -3622530.1},
       {-11178302.2, 6454994.3},
       {1647604.7, -3627876.1},
       {16610212.2, -1940105.1},
       {-16785448.2, -1802138.0},
       {-4299474.0, -2518722.8}}}},
    {"natearth",
     17446658.5,
     -6662412.3,
     8816775.5,
     {{{796503.6, 5469294.0},
       {13851794.5, -3811862.8},
       {-11786951.6, 6786665.3},
       {1687089.4, -3817502.7},
       {17029919.3, -2036896.0},
       {-17211090.2, -1891683.7},
       {-4401874.7, -2646695.9}}}},
    {"merc",
     20037508.3,
     -8362698.5,
     16171536.9,
     {{{1036384.5, 6198722.0},
       {16832620.2, -3987547.2},
       {-16686791.7, 8639026.6},
       {2050505.0, -3994221.7},
       {19863849.9, -2040645.5},
       {-20031942.4, -1890992.2},
       {-5190827.9, -2681602.8}}}},
    {"eqc",
     20037508.3,
     -6679169.4,
     9350837.2,
     {{{1036384.5, 5425712.0},
       {16832620.2, -3770391.2},
       {-16686791.7, 6814979.2},
       {2050505.0, -3775957.1},
       {19863849.9, -2019335.6},
       {-20031942.4, -1875733.4},
       {-5190827.9, -2621574.0}}}},
    {"wintri",
     16396891.2,
     -7677832.5,
     9657353.8,
     {{{716518.1, 5428055.8},
       {12502815.7, -4360764.2},
       {-9631832.2, 7479681.6},
       {1554891.7, -3783306.4},
       {15765170.7, -2556571.5},
       {-15962434.1, -2389534.4},
       {-4096685.8, -2656704.2}}}},
}};

/// Where the difference between two pictures is greatest, by the sum of the channels.
std::pair<int, int> brightest_difference(const Picture& with, const Picture& without) {
    int best = -1;
    std::pair<int, int> where{-1, -1};
    for (int y = 0; y < with.height; ++y) {
        for (int x = 0; x < with.width; ++x) {
            const std::uint32_t a = with.row(y)[x];
            const std::uint32_t b = without.row(y)[x];
            int sum = 0;
            for (const unsigned shift : {0U, 8U, 16U}) {
                sum += std::abs(static_cast<int>(a >> shift & 0xFF) -
                                static_cast<int>(b >> shift & 0xFF));
            }
            if (sum > best) {
                best = sum;
                where = {x, y};
            }
        }
    }
    return where;
}

DayView day_with(std::vector<PlaceCount> counts) {
    DayView view;
    view.day = CivilDay(2020, 2, 29);
    view.first_day = view.day;
    view.has_data = true;
    view.places = std::move(counts);
    view.timeline.push_back({1});
    return view;
}

}  // namespace

TEST_CASE("known places land where PROJ's own program says") {
    const PixelArea area{100, 50, 1600, 800};
    for (const Expected& map : expected) {
        INFO(map.projection);
        const MapLayout layout(Projection(map.projection), area);
        const double world_width = 2 * map.half_width;
        const double world_height = map.north - map.south;
        const double scale = std::min(area.width / world_width, area.height / world_height);
        const double left = area.left + (area.width - world_width * scale) / 2;
        const double top = area.top + (area.height - world_height * scale) / 2;
        for (std::size_t i = 0; i < places.size(); ++i) {
            INFO(places[i].name);
            const auto pixel = layout.pixel_of(places[i].coordinates);
            REQUIRE(pixel);
            CHECK(pixel->x ==
                  Approx(left + (map.points[i].x + map.half_width) * scale).margin(0.05));
            CHECK(pixel->y == Approx(top + (map.north - map.points[i].y) * scale).margin(0.05));
        }
    }
}

TEST_CASE("known places land where PROJ's own program says on an azimuthal map") {
    // echo LONGITUDE LATITUDE | proj -f %.1f +proj=laea +lat_0=50 +lon_0=10 +ellps=WGS84
    constexpr std::array<PlanePoint, places.size()> points{{{-50751.8, -139899.8},
                                                            {11830551.8, 3119431.2},
                                                            {-1275302.7, 6992656.8},
                                                            {1043694.2, -8458715.3},
                                                            {4258599.3, 11441898.5},
                                                            {3600793.3, 11634280.3},
                                                            {-6835101.0, -5725553.2}}};
    const PixelArea area{0, 0, 1000, 1000};
    const MapLayout layout(Projection("+proj=laea +lat_0=50 +lon_0=10"), area);
    // The whole world is a disc of the authalic sphere's double radius.
    const double scale = 500 / (2 * 6371007.2);
    for (std::size_t i = 0; i < places.size(); ++i) {
        INFO(places[i].name);
        const auto pixel = layout.pixel_of(places[i].coordinates);
        REQUIRE(pixel);
        CHECK(pixel->x == Approx(500 + points[i].x * scale).margin(2));
        CHECK(pixel->y == Approx(500 - points[i].y * scale).margin(2));
    }
}

TEST_CASE("a place lights up the picture exactly where it is") {
    for (const char* projection : {"eqearth", "robin", "merc", "eqc",
                                   "+proj=laea +lat_0=50 +lon_0=10", "+proj=eqearth +lon_0=150"}) {
        INFO(projection);
        ViewSubject subject = sample_subject();
        subject.mirror.reset();
        const FrameRenderer renderer(settings_of(projection), subject);
        const Picture empty = renderer.render(day_with({}));
        for (const KnownPlace& place : places) {
            INFO(place.name);
            const Place cell = Place::at(place.coordinates);
            const Picture lit = renderer.render(day_with({{cell, 300}}));
            const auto pixel = renderer.pixel_of(cell.coordinates());
            REQUIRE(pixel);
            const auto [x, y] = brightest_difference(lit, empty);
            CHECK(std::abs(x + 0.5 - pixel->x) <= 1);
            CHECK(std::abs(y + 0.5 - pixel->y) <= 1);
        }
    }
}

TEST_CASE("north is up, east is right, and the default map fills its frame") {
    const FrameRenderer renderer(settings_of("eqearth", 1920, 1080), sample_subject());
    const auto at = [&](double latitude, double longitude) {
        const auto pixel = renderer.pixel_of({latitude, longitude});
        REQUIRE(pixel);
        return *pixel;
    };
    CHECK(at(60, 10).y < at(30, 10).y);
    CHECK(at(-10, 10).y < at(-40, 10).y);
    CHECK(at(0, -60).x < at(0, 60).x);
    CHECK(at(50, 9).x < at(50, 10).x);
    CHECK(at(0, -179.999).x == Approx(48).margin(0.1));
    CHECK(at(0, 179.999).x == Approx(1872).margin(0.1));
    CHECK(at(0, 0).x == Approx(960).margin(0.01));
    // The two sides of 180° are the two sides of the picture.
    CHECK(at(-18.14, 178.44).x > 1800);
    CHECK(at(-16.85, -179.95).x < 120);
    CHECK_FALSE(renderer.pixel_of({-75, 0}));
}
