// Where places are on the map, held against PROJ's own command-line program.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "render/map/map_choice.hpp"
#include "render/map/plane_box.hpp"
#include "sample_views.hpp"

using namespace mapgen;

namespace {

constexpr PixelArea area{48, 92, 1824, 811};

struct City {
    const char* name;
    Coordinates coordinates;
};

struct Scene {
    const char* region;
    Coordinates middle;
    std::array<City, 30> cities;
};

constexpr std::array<Scene, 3> scenes{{
    {"world",
     {0, 0},
     {{{"Esslingen", {48.74, 9.31}},    {"Reykjavik", {64.15, -21.94}},
       {"Lisbon", {38.72, -9.14}},      {"Helsinki", {60.17, 24.94}},
       {"Moscow", {55.76, 37.62}},      {"Dublin", {53.35, -6.26}},
       {"Tromso", {69.65, 18.96}},      {"Novosibirsk", {55.03, 82.92}},
       {"Anchorage", {61.22, -149.90}}, {"San Francisco", {37.77, -122.42}},
       {"New York", {40.71, -74.01}},   {"Mexico City", {19.43, -99.13}},
       {"Honolulu", {21.31, -157.86}},  {"Bogota", {4.71, -74.07}},
       {"Sao Paulo", {-23.55, -46.63}}, {"Ushuaia", {-54.80, -68.30}},
       {"Dakar", {14.72, -17.47}},      {"Lagos", {6.52, 3.38}},
       {"Cape Town", {-33.92, 18.42}},  {"Nairobi", {-1.29, 36.82}},
       {"Mumbai", {19.08, 72.88}},      {"Singapore", {1.35, 103.82}},
       {"Beijing", {39.90, 116.41}},    {"Tokyo", {35.68, 139.69}},
       {"Anadyr", {64.73, 177.50}},     {"Perth", {-31.95, 115.86}},
       {"Sydney", {-33.87, 151.21}},    {"Auckland", {-36.85, 174.76}},
       {"Suva", {-18.14, 178.44}},      {"Taveuni, east of 180 degrees", {-16.85, -179.95}}}}},
    {"europe", {53, 15}, {{{"Esslingen", {48.74, 9.31}},  {"Reykjavik", {64.15, -21.94}},
                           {"Lisbon", {38.72, -9.14}},    {"Madrid", {40.42, -3.70}},
                           {"Valletta", {35.90, 14.51}},  {"Rome", {41.90, 12.50}},
                           {"Athens", {37.98, 23.73}},    {"Istanbul", {41.01, 28.98}},
                           {"Nicosia", {35.19, 33.38}},   {"Sofia", {42.70, 23.32}},
                           {"Bucharest", {44.43, 26.10}}, {"Belgrade", {44.79, 20.45}},
                           {"Budapest", {47.50, 19.04}},  {"Vienna", {48.21, 16.37}},
                           {"Zurich", {47.37, 8.54}},     {"Paris", {48.86, 2.35}},
                           {"London", {51.51, -0.13}},    {"Dublin", {53.35, -6.26}},
                           {"Amsterdam", {52.37, 4.90}},  {"Berlin", {52.52, 13.40}},
                           {"Prague", {50.08, 14.44}},    {"Warsaw", {52.23, 21.01}},
                           {"Vilnius", {54.69, 25.28}},   {"Kyiv", {50.45, 30.52}},
                           {"Moscow", {55.76, 37.62}},    {"Helsinki", {60.17, 24.94}},
                           {"Stockholm", {59.33, 18.07}}, {"Oslo", {59.91, 10.75}},
                           {"Tromso", {69.65, 18.96}},    {"Murmansk", {68.97, 33.08}}}}},
    {"oceania",
     {-16.5, 157},
     {{{"Perth", {-31.95, 115.86}},         {"Darwin", {-12.46, 130.84}},
       {"Alice Springs", {-23.70, 133.88}}, {"Adelaide", {-34.93, 138.60}},
       {"Melbourne", {-37.81, 144.96}},     {"Hobart", {-42.88, 147.33}},
       {"Canberra", {-35.28, 149.13}},      {"Sydney", {-33.87, 151.21}},
       {"Brisbane", {-27.47, 153.03}},      {"Cairns", {-16.92, 145.77}},
       {"Jayapura", {-2.53, 140.72}},       {"Port Moresby", {-9.44, 147.18}},
       {"Guam", {13.47, 144.75}},           {"Palikir", {6.92, 158.16}},
       {"Honiara", {-9.43, 159.95}},        {"Noumea", {-22.27, 166.45}},
       {"Port Vila", {-17.73, 168.32}},     {"Majuro", {7.12, 171.37}},
       {"Tarawa", {1.33, 172.98}},          {"Dunedin", {-45.87, 170.50}},
       {"Christchurch", {-43.53, 172.64}},  {"Wellington", {-41.29, 174.78}},
       {"Auckland", {-36.85, 174.76}},      {"Suva", {-18.14, 178.44}},
       {"Funafuti", {-8.52, 179.20}},       {"Taveuni, east of 180 degrees", {-16.85, -179.95}},
       {"Nukualofa", {-21.14, -175.20}},    {"Apia", {-13.83, -171.77}},
       {"Alofi", {-19.06, -169.92}},        {"Avarua", {-21.21, -159.78}}}}},
}};

/// What `proj` answers for each point; nothing where it answers "*".
std::vector<std::optional<PlanePoint>> answers_of_proj(const std::string& definition,
                                                       const std::vector<Coordinates>& points) {
    const test::TemporaryFolder folder;
    const auto questions = folder.path() / "questions";
    {
        std::ofstream stream(questions);
        for (const Coordinates& point : points) {
            stream << fmt::format("{:.9f} {:.9f}\n", point.longitude, point.latitude);
        }
    }
    const std::string command =
        fmt::format("proj -f %.4f {} <'{}' 2>&1", definition, questions.string());
    FILE* const pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    std::array<char, 65536> buffer{};
    for (std::size_t count = 0; (count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
        text.append(buffer.data(), count);
    }
    INFO(command << ": " << text.substr(0, 200));
    INFO("PROJ's program is in the package proj-bin: scripts/install-dependencies --test");
    REQUIRE(pclose(pipe) == 0);

    std::vector<std::optional<PlanePoint>> answers;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        PlanePoint point;
        const bool is_point = static_cast<bool>(words >> point.x >> point.y);
        answers.push_back(is_point ? std::optional(point) : std::nullopt);
    }
    REQUIRE(answers.size() == points.size());
    return answers;
}

/// The points that decide the map's scale: all of a region's box, or the limits of the world.
std::vector<Coordinates> extremes_of(const MapLayout& layout, const std::optional<Region>& region) {
    std::vector<Coordinates> points;
    const MapLimits& limits = layout.limits();
    if (!region && limits.shape == MapLimits::Shape::disc) {
        for (int azimuth = 0; azimuth < 360; ++azimuth) {
            points.push_back(at_azimuth(limits.centre, azimuth, limits.radius));
        }
        return points;
    }
    const Region box =
        region.value_or(Region{"world", limits.west, limits.south, limits.east, limits.north});
    constexpr int steps = 120;
    for (int row = 0; row <= steps; ++row) {
        for (int column = 0; column <= steps; ++column) {
            points.push_back({box.south + (box.north - box.south) * row / steps,
                              box.west + box.width() * column / steps});
        }
    }
    if (!region) {  // whose widest parallel is the equator
        points.push_back({0, box.west});
        points.push_back({0, box.east});
    }
    return points;
}

/// Where the point is when `box` fills the area; nothing outside of it.
std::optional<PixelPoint> on_picture(std::optional<PlanePoint> point, const PlaneBox& box) {
    if (!point) {
        return std::nullopt;
    }
    const double scale = std::min(area.width / box.width(), area.height / box.height());
    const double x = area.left + area.width / 2 + (point->x - (box.west + box.east) / 2) * scale;
    const double y = area.top + area.height / 2 - (point->y - (box.south + box.north) / 2) * scale;
    const bool is_inside = x >= area.left && x < area.right() && y >= area.top && y < area.bottom();
    return is_inside ? std::optional(PixelPoint{x, y}) : std::nullopt;
}

struct Named {
    std::string name;
    std::string definition;  ///< of the whole world, around a meridian to be filled in
    bool is_azimuthal;
};

const std::array<Named, 9> named{{
    {"eqearth", "+proj=eqearth", false},
    {"robin", "+proj=robin", false},
    {"natearth", "+proj=natearth", false},
    {"merc", "+proj=merc", false},
    {"eqc", "+proj=eqc", false},
    {"wintri", "+proj=wintri", false},
    {"laea", "+proj=laea", true},
    {"aeqd", "+proj=aeqd", true},
    {"ortho", "+proj=ortho", true},
}};

}  // namespace

TEST_CASE("thirty cities land within a pixel of what PROJ's own program answers") {
    REQUIRE(projection_names().size() == named.size());
    for (const Scene& scene : scenes) {
        const std::optional<Region> region = parse_region(scene.region);
        for (const Named& projection : named) {
            std::string definition = fmt::format("{} +lon_0={} +ellps=WGS84", projection.definition,
                                                 scene.middle.longitude);
            if (projection.is_azimuthal) {
                definition += fmt::format(" +lat_0={}", scene.middle.latitude);
            }
            INFO(scene.region << ": " << definition);
            const MapLayout layout = layout_of({projection.name, scene.region, {}}, area);

            PlaneBox box;
            for (const auto& point : answers_of_proj(definition, extremes_of(layout, region))) {
                box.include(point);
            }
            std::vector<Coordinates> questions;
            for (const City& city : scene.cities) {
                questions.push_back(city.coordinates);
            }
            const auto answers = answers_of_proj(definition, questions);
            int on_the_map = 0;
            for (std::size_t i = 0; i < answers.size(); ++i) {
                INFO(scene.cities[i].name);
                const auto pixel = layout.pixel_of(questions[i]);
                const auto expected = on_picture(answers[i], box);
                REQUIRE(pixel.has_value() == expected.has_value());
                if (pixel && expected) {
                    ++on_the_map;
                    CHECK(std::hypot(pixel->x - expected->x, pixel->y - expected->y) < 1);
                }
            }
            // All, but for those beyond the horizon.
            CHECK(on_the_map >= (projection.name == "ortho" && !region ? 10 : 30));
        }
    }
}
