// The map without data: land where land is, and no bands across it.

#include "render/map/base_map.hpp"

#include <fmt/format.h>
#include <shapefil.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "catch.hpp"
#include "core/error.hpp"
#include "land_oracle.hpp"
#include "render/map/map_choice.hpp"
#include "render/map/map_path.hpp"
#include "render/map/region.hpp"
#include "sample_views.hpp"
#include "shapefile_writer.hpp"

using namespace mapgen;
using mapgen::test::data_directory;

namespace {

constexpr MapColours colours{0x000000, 0x0000FF, 0x00FF00, 0xFF0000, 0x0000FF};
constexpr int width = 1000;
constexpr int height = 800;

constexpr PixelArea area{10, 10, width - 20, height - 20};

/// A map in pure colours: land is green, ocean (and the graticule) blue.
struct DrawnMap {
    MapLayout layout;
    Picture picture{width, height, std::vector<std::uint32_t>(std::size_t{width} * height)};

    explicit DrawnMap(MapLayout map, const std::string& borders = "none") : layout(std::move(map)) {
        draw_base_map(layout, colours, {data_directory() / "natural-earth", borders},
                      picture.pixels, width, height);
    }
    explicit DrawnMap(const std::string& projection)
        : DrawnMap(MapLayout(Projection(projection), area)) {}

    /// Nothing near the rim of a disc, where islands are thinner than a pixel.
    std::optional<PixelPoint> clear_pixel_of(Coordinates place) const {
        const MapLimits& limits = layout.limits();
        if (limits.shape == MapLimits::Shape::disc &&
            angular_distance(limits.centre, place) > std::min(165.0, limits.radius - 7)) {
            return std::nullopt;
        }
        return layout.pixel_of(place);
    }
    int channel(PixelPoint point, unsigned shift) const {
        const int x = static_cast<int>(std::floor(point.x));
        const int y = static_cast<int>(std::floor(point.y));
        return static_cast<int>(picture.row(y)[x] >> shift & 0xFF);
    }
    int green(PixelPoint point) const { return channel(point, 8); }
    int blue(PixelPoint point) const { return channel(point, 0); }
};

constexpr std::array<Coordinates, 14> on_land{{{48.74, 9.31},     // Esslingen
                                               {-25, 134},        // Australia
                                               {64.5, -153},      // Alaska
                                               {-31, 21},         // South Africa
                                               {39, -98},         // Kansas
                                               {-10, -55},        // Brazil
                                               {23, 12},          // Sahara
                                               {62, 100},         // Siberia
                                               {68, 178},         // Chukotka, west of 180°
                                               {67.3, -178},      // Chukotka, east of 180°
                                               {72, -40},         // Greenland
                                               {23, 79},          // India
                                               {-19, 47},         // Madagascar
                                               {-43.5, 171.5}}};  // New Zealand
constexpr std::array<Coordinates, 14> at_sea{{{35, -40},          // Atlantic
                                              {0, -25},
                                              {-35, -12},
                                              {8, -150},  // Pacific, east of 180°
                                              {-35, -140},
                                              {10, 170},
                                              {33, 178},
                                              {33, -178},
                                              {-45, 179},
                                              {-48, -179},
                                              {-20, 75},  // Indian Ocean
                                              {-50, 100},
                                              {38, 5},
                                              {42, 51}}};  // Caspian Sea, by its lake

}  // namespace

TEST_CASE("land is land and sea is sea in every projection") {
    for (const char* projection : {"eqearth",
                                   "robin",
                                   "natearth",
                                   "merc",
                                   "eqc",
                                   "wintri",
                                   "laea",
                                   "ortho",
                                   "+proj=eqearth +lon_0=11",
                                   "+proj=eqearth +lon_0=150",
                                   "+proj=robin +lon_0=-100",
                                   "+proj=merc +lon_0=150",
                                   "+proj=eqc +lon_0=180",
                                   "+proj=laea +lat_0=50 +lon_0=10",
                                   "+proj=laea +lat_0=-90",
                                   "+proj=laea +lat_0=40 +lon_0=-100",
                                   "+proj=laea +lat_0=0 +lon_0=-150",
                                   "+proj=ortho +lat_0=50 +lon_0=10",
                                   "+proj=ortho +lat_0=-40 +lon_0=150",
                                   "+proj=ortho +lat_0=-20 +lon_0=-60",
                                   "+proj=aeqd +lat_0=30 +lon_0=100",
                                   "moll"}) {
        INFO(projection);
        const DrawnMap map(projection);
        int seen = 0;
        for (const Coordinates& place : on_land) {
            if (const auto point = map.clear_pixel_of(place)) {
                INFO("land " << place.latitude << " " << place.longitude);
                CHECK(map.green(*point) > map.blue(*point));
                ++seen;
            }
        }
        for (const Coordinates& place : at_sea) {
            if (const auto point = map.clear_pixel_of(place)) {
                INFO("sea " << place.latitude << " " << place.longitude);
                CHECK(map.blue(*point) > map.green(*point));
                ++seen;
            }
        }
        CHECK(seen >= 8);
    }
}

TEST_CASE("wherever the map is cut, no band crosses the oceans") {
    for (const char* meridian : {"0", "11", "150", "-100", "180", "-179.5"}) {
        for (const char* projection : {"eqearth", "robin", "eqc", "merc", "wintri"}) {
            const std::string definition =
                "+proj=" + std::string(projection) + " +lon_0=" + meridian;
            INFO(definition);
            const DrawnMap map(definition);
            int land_at_sea = 0;
            // Between California and Hawaii, and in the middle of the Atlantic, there is no land.
            for (double latitude = 24; latitude <= 30; latitude += 0.25) {
                for (double longitude = -152; longitude <= -122; longitude += 0.25) {
                    land_at_sea += map.green(*map.layout.pixel_of({latitude, longitude})) > 8;
                }
                for (double longitude = -60; longitude <= -26; longitude += 0.25) {
                    land_at_sea += map.green(*map.layout.pixel_of({latitude, longitude})) > 8;
                }
            }
            CHECK(land_at_sea == 0);
        }
    }
}

TEST_CASE("a cut through land leaves no seam where Natural Earth is cut at 180 degrees") {
    const DrawnMap map("+proj=eqc +lon_0=150");
    for (double latitude = 67; latitude <= 68.5; latitude += 0.1) {
        for (double longitude = 179; longitude <= 181; longitude += 0.1) {
            const double wrapped = longitude > 180 ? longitude - 360 : longitude;
            CHECK(map.green(*map.layout.pixel_of({latitude, wrapped})) > 240);
        }
    }
}

TEST_CASE("every part of the map has the colour that is right there, wherever it is cut") {
    static const test::LandOracle oracle(data_directory() / "natural-earth");
    struct KnownPoint {
        Coordinates point;
        bool is_land;
    };
    static const std::vector<KnownPoint> points = [] {
        std::vector<KnownPoint> known;
        for (const Coordinates& point : test::points_of_the_earth(2.5)) {
            if (const auto is_land = oracle.is_land(point, 1.2)) {
                known.push_back({point, *is_land});
            }
        }
        return known;
    }();
    REQUIRE(points.size() > 4000);

    // But for the first two, the cut is as far from the points above as it can be.
    const double meridian = GENERATE(0.0, 180.0, 11.875, -10.625, 61.875, 91.875, 149.375, 171.875,
                                     -178.125, -168.125, -100.625, -35.625);
    for (const std::string& projection : projection_names()) {
        INFO(projection << " around " << meridian);
        const DrawnMap map(layout_of({projection, "world", meridian}, area));
        int seen = 0;
        int wrong = 0;
        std::string first;
        for (const auto& [point, is_land] : points) {
            const auto pixel = map.clear_pixel_of(point);
            if (!pixel) {
                continue;
            }
            ++seen;
            if ((map.green(*pixel) > map.blue(*pixel)) != is_land) {
                ++wrong;
                first += fmt::format(" {},{}", point.latitude, point.longitude);
            }
        }
        INFO("wrong at" << first);
        CHECK(seen > 1500);
        CHECK(wrong == 0);
    }
}

TEST_CASE("every part of a region has the colour that is right there, and no corner is empty") {
    const test::LandOracle oracle(data_directory() / "natural-earth");
    std::vector<std::string> regions = region_names();
    regions.erase(regions.begin());
    regions.insert(regions.end(), {"5.5,47,15.5,55.2", "165,-25,-170,-10", "-180,60,180,90",
                                   "170,50,-150,72", "-180,-90,180,-65"});
    for (const std::string& region : regions) {
        INFO(region);
        const DrawnMap map(layout_of({"auto", region, {}}, area));
        int seen = 0;
        int wrong = 0;
        std::string first;
        for (const Coordinates& point : test::points_of_the_earth(1)) {
            const auto pixel = map.layout.pixel_of(point);
            if (!pixel || std::abs(pixel->x - width / 2.0) > width / 2.0 - 12 ||
                std::abs(pixel->y - height / 2.0) > height / 2.0 - 12) {
                continue;  // on the line around the map
            }
            const auto is_land = oracle.is_land(point, 0.3);
            if (is_land) {
                ++seen;
                if ((map.green(*pixel) > map.blue(*pixel)) != *is_land) {
                    ++wrong;
                    first += fmt::format(" {},{}", point.latitude, point.longitude);
                }
            }
        }
        INFO("wrong at" << first);
        CHECK(seen > 50);
        CHECK(wrong == 0);
        int empty = 0;
        for (int y = 10; y < height - 10; ++y) {
            for (int x = 10; x < width - 10; ++x) {
                empty += (map.picture.row(y)[x] & 0xFFFFFF) == colours.background ? 1 : 0;
            }
        }
        CHECK(empty == 0);
        // Nothing is drawn outside of the area.
        int spilt = 0;
        for (int x = 0; x < width; ++x) {
            spilt += (map.picture.row(9)[x] & 0xFFFFFF) != colours.background ? 1 : 0;
            spilt += (map.picture.row(height - 10)[x] & 0xFFFFFF) != colours.background ? 1 : 0;
        }
        CHECK(spilt == 0);
    }
}

TEST_CASE("a region far from all coasts is land, or sea, all over") {
    struct Inland {
        const char* region;
        bool is_land;
    };
    for (const Inland& inland :
         {Inland{"10,20,14,23", true}, Inland{"-100,38,-96,40", true},
          Inland{"100,60,101,61", true}, Inland{"-40,30,-38,31", false},
          Inland{"178.5,30,-179.5,31", false}, Inland{"20,-80,30,-78", true}}) {
        for (const char* projection : {"auto", "eqearth", "merc", "ortho", "aeqd"}) {
            INFO(inland.region << " in " << projection);
            const DrawnMap map(layout_of({projection, inland.region, {}}, area));
            double land = 0;
            for (int y = 12; y < height - 12; ++y) {
                for (int x = 12; x < width - 12; ++x) {
                    land += map.green({x + 0.5, y + 0.5}) / 255.0;
                }
            }
            const double share = land / ((width - 24.0) * (height - 24.0));
            CHECK((inland.is_land ? share > 0.97 : share < 0.03));
        }
    }
}

TEST_CASE("a border whose corners are all far away is drawn on a region between them") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "lines.shp";
    test::write_shapefile(file, SHPT_ARC, {{{49, -123}, {49, -95}}});
    for (const char* projection : {"auto", "eqearth", "merc", "ortho"}) {
        INFO(projection);
        const DrawnMap map(layout_of({projection, "-110,48,-108,50", {}}, area), file.string());
        for (const double longitude : {-110.0, -109.0, -108.1}) {
            const auto pixel = map.layout.pixel_of({49, longitude});
            REQUIRE(pixel);
            CHECK(map.channel(*pixel, 16) > 60);
        }
    }
}

TEST_CASE("lines reach the rim of a globe") {
    const MapLayout layout(Projection("+proj=ortho +lat_0=0 +lon_0=0"), area);
    const auto paths = line_paths(layout, {{{0, 0}, {0, 60}, {0, 170}}, {{0, -170}, {0, 170}}});
    REQUIRE(paths.size() == 1);
    CHECK(paths.front().back().x == Approx(layout.extent().right()).margin(0.1));
}

TEST_CASE("islands at the cut and the ice around a pole are not lost") {
    struct Island {
        const char* name;
        Coordinates middle;
    };
    constexpr std::array<Island, 9> islands{{{"Viti Levu", {-17.8, 178.0}},
                                             {"Vanua Levu", {-16.65, 179.2}},
                                             {"Taveuni", {-16.85, -179.97}},
                                             {"Wrangel, west of 180 degrees", {71.2, 179.6}},
                                             {"Wrangel, east of 180 degrees", {71.1, -179.3}},
                                             {"Attu", {52.9, 172.9}},
                                             {"Adak", {51.8, -176.65}},
                                             {"Unalaska", {53.6, -166.8}},
                                             {"Chukotka", {66.5, -179}}}};
    // Cuts through Fiji, the Aleutians and Wrangel, and one that leaves all of them alone.
    for (const double meridian : {0.0, -1.9, -0.8, 3.35, 0.7, 150.0}) {
        for (const char* projection : {"eqearth", "eqc", "wintri"}) {
            constexpr int large_width = 4000;
            constexpr int large_height = 2200;
            INFO(projection << " around " << meridian);
            const MapLayout layout =
                layout_of({projection, "world", meridian}, {0, 0, large_width, large_height});
            Picture picture{large_width, large_height, {}};
            picture.pixels.resize(std::size_t{large_width} * large_height);
            draw_base_map(layout, colours, {data_directory() / "natural-earth", "none"},
                          picture.pixels, large_width, large_height);
            for (const Island& island : islands) {
                INFO(island.name);
                const auto pixel = layout.pixel_of(island.middle);
                REQUIRE(pixel);
                const int x = std::clamp(static_cast<int>(pixel->x), 2, large_width - 3);
                const int y = std::clamp(static_cast<int>(pixel->y), 2, large_height - 3);
                unsigned greenest = 0;
                for (int dy = -2; dy <= 2; ++dy) {
                    for (int dx = -2; dx <= 2; ++dx) {
                        greenest = std::max(greenest, picture.row(y + dy)[x + dx] >> 8 & 0xFF);
                    }
                }
                CHECK(greenest > 128);
            }
        }
    }
    // To the pole itself, which the map of the world leaves out.
    for (const double meridian : {0.0, 32.0, 180.0, -120.0}) {
        INFO("meridian " << meridian);
        const DrawnMap map(layout_of({"eqc", "-180,-90,180,90", meridian}, area));
        for (double longitude = -179; longitude < 180; longitude += 2) {
            INFO("longitude " << longitude);
            CHECK(map.green(*map.layout.pixel_of({-89, longitude})) > 250);
            CHECK(map.green(*map.layout.pixel_of({88, longitude})) < 5);
        }
    }
}

TEST_CASE("the picture outside of the world is background") {
    for (const char* projection : {"eqearth", "ortho", "+proj=laea +lat_0=50 +lon_0=10"}) {
        INFO(projection);
        const DrawnMap map(projection);
        CHECK(map.picture.row(0)[0] == 0xFF000000U);
        CHECK(map.picture.row(12)[12] == 0xFF000000U);
        CHECK(map.picture.row(height - 13)[width - 13] == 0xFF000000U);
    }
}

TEST_CASE("the share of land is the share of the earth that is land") {
    // Equal-area projections: 29 % of the earth is land; without the ice 60° S it is 27 %.
    for (const char* projection : {"eqearth", "+proj=eqearth +lon_0=150", "+proj=laea +lat_0=50"}) {
        INFO(projection);
        const DrawnMap map(projection);
        double land = 0;
        double all = 0;
        for (const std::uint32_t pixel : map.picture.pixels) {
            if ((pixel & 0xFFFFFF) != colours.background) {
                all += 1;
                land += (pixel >> 8 & 0xFF) / 255.0;
            }
        }
        CHECK(land / all > 0.25);
        CHECK(land / all < 0.30);
    }
}

TEST_CASE("borders are drawn, Natural Earth's or one's own, across 180 degrees too") {
    const auto red = [](const DrawnMap& map, Coordinates place) {
        const auto pixel = map.layout.pixel_of(place);
        REQUIRE(pixel);
        int reddest = 0;
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                reddest = std::max(reddest, map.channel({pixel->x + dx, pixel->y + dy}, 16));
            }
        }
        return reddest;
    };
    const auto draw = [](const std::string& borders) {
        return DrawnMap(layout_of({"eqearth", "world", 11}, area), borders);
    };
    constexpr Coordinates at_the_49th_parallel{49, -110};
    CHECK(red(draw("hairline"), at_the_49th_parallel) > 100);
    CHECK(red(draw("none"), at_the_49th_parallel) == 0);

    const test::TemporaryFolder folder;
    const auto file = folder.path() / "lines.shp";
    test::write_shapefile(file, SHPT_ARC, {{{30, 170}, {30, 175}, {30, -175}, {30, -165}}});
    const DrawnMap own = draw(file.string());
    CHECK(red(own, at_the_49th_parallel) == 0);
    for (const double longitude : {171.0, 178.0, 180.0, -178.0, -171.0, -166.0}) {
        INFO(longitude);
        CHECK(red(own, {30, longitude}) > 100);
    }
    for (const double longitude : {160.0, 0.0, 100.0, -100.0, -160.0}) {
        INFO(longitude);
        CHECK(red(own, {30, longitude}) == 0);
    }
}

TEST_CASE("missing map data is named") {
    const test::TemporaryFolder folder;
    const MapLayout layout(Projection("eqearth"), PixelArea{0, 0, width, height});
    std::vector<std::uint32_t> pixels(std::size_t{width} * height);
    try {
        draw_base_map(layout, colours, {folder.path()}, pixels, width, height);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failure);
        CHECK_THAT(error.what(),
                   Catch::Contains((folder.path() / "ne_50m_land_union.shp").string()));
    }
}
