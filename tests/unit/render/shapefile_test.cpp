#include "render/map/shapefile.hpp"

#include <fstream>
#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "sample_views.hpp"

using namespace mapgen;

namespace {

std::string message_of(const std::filesystem::path& file) {
    try {
        read_polygons(file);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a shapefile's rings come with latitude first") {
    const auto rings =
        read_polygons(test::data_directory() / "natural-earth" / "ne_110m_lakes.shp");
    REQUIRE(rings.size() >= 20);
    bool around_lake_victoria = false;
    for (const Ring& ring : rings) {
        double latitude = 0;
        double longitude = 0;
        for (const Coordinates& point : ring) {
            latitude += point.latitude;
            longitude += point.longitude;
        }
        latitude /= static_cast<double>(ring.size());
        longitude /= static_cast<double>(ring.size());
        around_lake_victoria |=
            latitude > -2.5 && latitude < 0.5 && longitude > 32 && longitude < 35;
    }
    CHECK(around_lake_victoria);
}

TEST_CASE("a shapefile that is missing, half there or damaged is named") {
    const test::TemporaryFolder folder;
    const auto source = test::data_directory() / "natural-earth";
    const auto file = folder.path() / "land.shp";
    CHECK_THAT(message_of(file), Catch::Contains(file.string()));

    std::filesystem::copy_file(source / "ne_110m_lakes.shp", file);
    CHECK_THAT(message_of(file), Catch::Contains((folder.path() / "land.shx").string()));

    std::filesystem::copy_file(source / "ne_110m_lakes.shx", folder.path() / "land.shx");
    CHECK(message_of(file).empty());

    std::filesystem::resize_file(file, 2000);
    CHECK_THAT(message_of(file), Catch::Contains(file.string()));

    std::ofstream(file, std::ios::trunc) << "this is no shapefile";
    CHECK_THAT(message_of(file), Catch::Contains(file.string()));
}
