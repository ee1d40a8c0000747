// Regions by name and as boxes: where they are, and that they fill the picture.

#include "render/map/region.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.hpp"
#include "core/error.hpp"
#include "render/map/map_choice.hpp"

using namespace mapgen;

namespace {

constexpr PixelArea area{48, 92, 1824, 811};

template <typename Action>
std::string message_of(Action action) {
    try {
        action();
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
    return {};
}

std::string message_about(const std::string& region) {
    return message_of([&] { parse_region(region); });
}

/// All over the box, edges and corners among it.
std::vector<Coordinates> points_of(const Region& region) {
    constexpr int steps = 200;
    std::vector<Coordinates> points;
    for (int row = 0; row <= steps; ++row) {
        for (int column = 0; column <= steps; ++column) {
            points.push_back({region.south + (region.north - region.south) * row / steps,
                              region.west + region.width() * column / steps});
        }
    }
    return points;
}

}  // namespace

TEST_CASE("every named region is a box on the earth, and the world is none") {
    CHECK(region_names().front() == "world");
    CHECK_FALSE(parse_region("world"));
    for (const char* name : {"europe", "north-america", "south-america", "africa", "asia",
                             "oceania", "mediterranean"}) {
        INFO(name);
        const std::vector<std::string> names = region_names();
        CHECK(std::find(names.begin(), names.end(), name) != names.end());
    }
    for (const std::string& name : region_names()) {
        INFO(name);
        if (const auto region = parse_region(name)) {
            CHECK(region->name == name);
            CHECK(region->west >= -180);
            CHECK(region->west < region->east);
            CHECK(region->width() < 180);
            CHECK(region->south < region->north);
        }
    }
}

TEST_CASE("every name is documented, with its box") {
    const auto contents = [](const char* file) {
        std::ifstream stream(std::string(MAPGEN_SOURCE_DIR "/") + file);
        REQUIRE(stream);
        return std::string(std::istreambuf_iterator<char>(stream), {});
    };
    const std::string page = contents("docs/maps.md");
    const std::string example = contents("data/mapgen.toml");
    for (const std::string& name : region_names()) {
        CHECK_THAT(example, Catch::Contains("\"" + name + "\""));
        const auto region = parse_region(name);
        const std::string box =
            region
                ? fmt::format("{},{},{},{}", region->west, region->south,
                              region->east > 180 ? region->east - 360 : region->east, region->north)
                : "all longitudes";
        CHECK_THAT(page, Catch::Contains("| `" + name + "` | " + box));
    }
    for (const std::string& name : projection_names()) {
        CHECK_THAT(example, Catch::Contains(name));
        CHECK_THAT(page, Catch::Contains("| `" + name + "` |"));
    }
}

TEST_CASE("a box is west, south, east, north, and may cross 180 degrees") {
    const auto box = parse_region("-10.5, 35,30,60");
    REQUIRE(box);
    CHECK(box->west == -10.5);
    CHECK(box->south == 35);
    CHECK(box->east == 30);
    CHECK(box->north == 60);
    CHECK(box->middle() == Coordinates{47.5, 9.75});

    const auto pacific = parse_region("165,-25,-170,-10");
    REQUIRE(pacific);
    CHECK(pacific->west == 165);
    CHECK(pacific->east == 190);
    CHECK(parse_region("-180,60,180,90")->width() == 360);
}

TEST_CASE("what is no region says what would be one") {
    for (const char* wrong :
         {"", "eurpe", "Europe", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,2,3,", ",", "10,60,20,50",
          "10,50,10,60", "10,50,10.5,60", "10,50,20,50.5", "-190,0,10,20", "0,-91,10,20",
          "0,0,10,91", "nan,0,10,20", "0,nan,10,20", "inf,0,10,20"}) {
        INFO(wrong);
        const std::string message = message_about(wrong);
        CHECK_THAT(message, Catch::Contains("\"" + std::string(wrong) + "\""));
        CHECK_THAT(message, Catch::Contains("west,south,east,north"));
        for (const std::string& name : region_names()) {
            CHECK_THAT(message, Catch::Contains(name));
        }
    }
    CHECK_THAT(message_about("eurpe"), Catch::Contains("did you mean europe?"));
}

TEST_CASE("a region fills its area in every projection, undistorted and in the middle") {
    std::vector<std::string> regions = region_names();
    regions.erase(regions.begin());
    regions.insert(regions.end(), {"5.5,47,15.5,55.2", "165,-25,-170,-10", "100,-50,-60,60"});
    std::vector<std::string> projections = projection_names();
    projections.insert(projections.end(), {"auto", "moll", "+proj=lcc +lat_1=30 +lat_2=60"});
    for (const std::string& name : regions) {
        const auto region = parse_region(name);
        REQUIRE(region);
        for (const std::string& projection : projections) {
            // Azimuthal maps of a half of the earth and more have no rectangle.
            if (region->width() > 150 && projection != "auto") {
                continue;
            }
            INFO(name << " in " << projection);
            const MapLayout layout = layout_of({projection, name, {}}, area);
            CHECK(layout.is_cut_out());
            CHECK(layout.extent().left == area.left);
            CHECK(layout.extent().top == area.top);
            CHECK(layout.extent().right() == area.right());
            CHECK(layout.extent().bottom() == area.bottom());
            int missing = 0;
            double left = 1e9;
            double right = -1e9;
            double top = 1e9;
            double bottom = -1e9;
            for (const Coordinates& point : points_of(*region)) {
                const auto pixel = layout.pixel_within(point);
                if (!pixel) {
                    ++missing;
                    continue;
                }
                left = std::min(left, pixel->x);
                right = std::max(right, pixel->x);
                top = std::min(top, pixel->y);
                bottom = std::max(bottom, pixel->y);
            }
            CHECK(missing == 0);
            const bool is_as_wide =
                std::abs(left - area.left) < 1 && std::abs(right - area.right()) < 1;
            const bool is_as_high =
                std::abs(top - area.top) < 1 && std::abs(bottom - area.bottom()) < 1;
            CHECK((is_as_wide || is_as_high));
            CHECK(std::abs(left + right - area.left - area.right()) < 1);
            CHECK(std::abs(top + bottom - area.top - area.bottom()) < 1);
        }
    }
}

TEST_CASE("a region is shown by a projection that is centred on it") {
    const auto definition = [](const std::string& projection, const std::string& region) {
        return layout_of({projection, region, {}}, area).projection().definition();
    };
    const std::string box = "0,40,20,60";
    CHECK(definition("auto", "world") == "+proj=eqearth +ellps=WGS84");
    CHECK(definition("auto", box) == "+proj=laea +lon_0=10 +lat_0=50 +ellps=WGS84");
    CHECK(definition("auto", "100,-50,-60,60") == "+proj=eqearth +lon_0=-160 +ellps=WGS84");
    CHECK(definition("auto", "-180,50,180,90") == "+proj=laea +lat_0=90 +lon_0=0 +ellps=WGS84");
    CHECK(definition("auto", "-180,-90,180,-60") == "+proj=laea +lat_0=-90 +lon_0=0 +ellps=WGS84");
    CHECK(definition("robinson", box) == "+proj=robin +lon_0=10 +ellps=WGS84");
    CHECK(definition("ortho", box) == "+proj=ortho +lon_0=10 +lat_0=50 +ellps=WGS84");
    CHECK(definition("lcc", "0,30,20,60") ==
          "+proj=lcc +lon_0=10 +lat_0=45 +lat_1=35 +lat_2=55 +ellps=WGS84");
    // What somebody has written down stays.
    CHECK(definition("+proj=robin +lon_0=5", box) == "+proj=robin +lon_0=5 +ellps=WGS84");
    CHECK(definition("+proj=laea +lat_0=52 +lon_0=10", box) ==
          "+proj=laea +lat_0=52 +lon_0=10 +ellps=WGS84");
    CHECK(definition("+proj=utm +zone=32", box) == "+proj=utm +zone=32 +ellps=WGS84");
}

TEST_CASE("places outside of a region's area are not on the map") {
    const MapLayout layout = layout_of({"auto", "europe", {}}, area);
    CHECK(layout.pixel_of({48.74, 9.31}));
    CHECK(layout.pixel_of({64.15, -21.94}));  // Reykjavik, beside the box and in the area
    CHECK_FALSE(layout.pixel_of({-33.87, 151.21}));
    CHECK_FALSE(layout.pixel_of({40.71, -74.01}));
    CHECK_FALSE(layout.pixel_of({9, 8.7}));
    int outside = 0;
    for (int latitude = -89; latitude < 90; ++latitude) {
        for (int longitude = -180; longitude < 180; ++longitude) {
            const auto pixel =
                layout.pixel_of({static_cast<double>(latitude), static_cast<double>(longitude)});
            outside += pixel && (pixel->x < area.left || pixel->x >= area.right() ||
                                 pixel->y < area.top || pixel->y >= area.bottom())
                           ? 1
                           : 0;
        }
    }
    CHECK(outside == 0);
}

TEST_CASE("a map that cannot show the region is refused") {
    const auto message = [](const std::string& projection, const std::string& region,
                            std::optional<double> meridian = {}) {
        return message_of([&] { layout_of({projection, region, meridian}, area); });
    };
    // The cut of the map would go through it.
    CHECK_THAT(message("+proj=eqearth +lon_0=0", "oceania"),
               Catch::Contains("oceania") && Catch::Contains("central meridian"));
    CHECK_THAT(message("eqearth", "europe", 180), Catch::Contains("europe"));
    // Behind the horizon.
    CHECK_THAT(message("+proj=ortho +lon_0=180 +lat_0=0", "africa"),
               Catch::Contains("africa") && Catch::Contains("ortho"));
    CHECK(message("eqearth", "-180,-60,180,80", 150).empty());
}

TEST_CASE("the central meridian works with every name, and not beside another") {
    for (const std::string& name : projection_names()) {
        for (const double meridian : {-180.0, -100.5, 0.0, 11.0, 150.0, 180.0}) {
            INFO(name << " around " << meridian);
            const MapLayout layout = layout_of({name, "world", meridian}, area);
            const auto middle = layout.pixel_of({0, meridian});
            const auto east =
                layout.pixel_of({0, meridian + 5 > 180 ? meridian - 355 : meridian + 5});
            REQUIRE(middle);
            REQUIRE(east);
            CHECK(middle->x == Approx((area.left + area.right()) / 2).margin(0.5));
            CHECK(east->x > middle->x + 5);
        }
    }
    CHECK(layout_of({"auto", "europe", 5}, area).projection().central_meridian() == Approx(5));
    for (const char* definition :
         {"+proj=robin +lon_0=11", "+proj=utm +zone=32", "+proj=robin +lon_0=10"}) {
        CHECK_THAT(message_of([&] {
                       layout_of({definition, "world", 10}, area);
                   }),
                   Catch::Contains(definition) && Catch::Contains("leave out one"));
    }
    CHECK_NOTHROW(layout_of({"+proj=laea +lat_0=50", "world", 10}, area));
}
