// Borders of one's own: lines, polygons, and what cannot be used.

#include "render/map/border_lines.hpp"

#include <shapefil.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "core/error.hpp"
#include "sample_views.hpp"
#include "shapefile_writer.hpp"

using namespace mapgen;
using mapgen::test::data_directory;
using mapgen::test::TemporaryFolder;
using mapgen::test::write_shapefile;

namespace {

MapSources sources(const std::string& borders) {
    return {data_directory() / "natural-earth", borders};
}

std::vector<Polyline> lines_of(const std::filesystem::path& file) {
    return border_lines(sources(file.string()), "110m");
}

std::string message_of(const std::filesystem::path& file, ErrorKind kind = ErrorKind::usage) {
    try {
        lines_of(file);
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        return error.what();
    }
    return {};
}

const Polyline line{{10, 20}, {11, 21}, {12, 20}};
const Ring west{{0, 0}, {2, 0}, {2, 1}, {0, 1}, {0, 0}};
const Ring east{{0, 1}, {2, 1}, {2, 2}, {0, 2}, {0, 1}};

}  // namespace

TEST_CASE("borders are Natural Earth's, or none") {
    CHECK(border_lines(sources("hairline"), "110m").size() > 150);
    CHECK(border_lines(sources("hairline"), "50m").size() >
          border_lines(sources("hairline"), "110m").size());
    CHECK(border_lines(sources("none"), "50m").empty());
}

TEST_CASE("the lines of a shapefile are the borders, with heights and measures or without") {
    const TemporaryFolder folder;
    for (const int type : {SHPT_ARC, SHPT_ARCZ, SHPT_ARCM}) {
        const auto file = folder.path() / "lines.shp";
        write_shapefile(file, type, {line, {{-5, 179}, {-5, -179}}});
        const auto lines = lines_of(file);
        REQUIRE(lines.size() == 2);
        CHECK(lines.front() == line);
    }
}

TEST_CASE("of polygons, what two share is a border") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "countries.shp";
    write_shapefile(file, SHPT_POLYGON, {west, east});
    const auto lines = lines_of(file);
    REQUIRE(lines.size() == 1);
    CHECK((lines.front() == Polyline{{2, 1}, {0, 1}} || lines.front() == Polyline{{0, 1}, {2, 1}}));
}

TEST_CASE("polygons that touch no other are outlined, but not along the cut at 180 degrees") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "area.shp";
    write_shapefile(file, SHPT_POLYGON, {west});
    auto lines = lines_of(file);
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().size() >= 5);
    CHECK(lines.front().front() == lines.front().back());

    write_shapefile(file, SHPT_POLYGON, {{{1, 170}, {3, 170}, {3, 180}, {1, 180}, {1, 170}}});
    lines = lines_of(file);
    std::size_t points = 0;
    for (const Polyline& piece : lines) {
        points += piece.size();
        for (std::size_t i = 1; i < piece.size(); ++i) {
            CHECK_FALSE((piece[i].longitude == 180 && piece[i - 1].longitude == 180));
        }
    }
    CHECK(points >= 4);
}

TEST_CASE("a .prj may be missing, and may not tell of a projected plane") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "lines.shp";
    const auto description = folder.path() / "lines.prj";
    write_shapefile(file, SHPT_ARC, {line});
    CHECK(message_of(file).empty());

    const auto describe = [&](const std::string& text) { std::ofstream(description) << text; };
    for (const char* geographic :
         {R"(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],)"
          R"(PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])",
          "\xEF\xBB\xBF  geogcs[ \"WGS 84\", primem[\"Greenwich\", 0]]\r\n",
          R"(GEOGCRS["WGS 84",PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]])",
          ""}) {
        INFO(geographic);
        describe(geographic);
        CHECK(message_of(file).empty());
    }
    for (const char* other :
         {R"(PROJCS["ETRS89 / LAEA Europe",GEOGCS["ETRS89",PRIMEM["Greenwich",0]],UNIT["m",1]])",
          R"(PROJCRS["WGS 84 / UTM zone 32N",BASEGEOGCRS["WGS 84"]])",
          R"(GEOGCS["NTF Paris",PRIMEM["Paris",2.33722917],UNIT["Degree",0.0174532925199433]])",
          R"(GEOGCS["NTF",PRIMEM["Greenwich",0],UNIT["Grad",0.01570796326794897]])", "metres"}) {
        INFO(other);
        describe(other);
        CHECK_THAT(message_of(file), Catch::Contains(description.string()) &&
                                         Catch::Contains("EPSG:4326") &&
                                         Catch::Contains("lines.shp"));
    }
}

TEST_CASE("borders that cannot be drawn are refused with the file and what would do") {
    const TemporaryFolder folder;
    CHECK_THAT(message_of("hairlin"), Catch::Contains("\"hairlin\"") &&
                                          Catch::Contains("\"hairline\"") &&
                                          Catch::Contains("\"none\"") && Catch::Contains(".shp"));
    CHECK_THAT(message_of(folder.path() / "no.shp"), Catch::Contains("no.shp"));
    CHECK_FALSE(message_of(folder.path()).empty());

    const auto points = folder.path() / "points.shp";
    write_shapefile(points, SHPT_POINT, {{{1, 2}}});
    CHECK_THAT(message_of(points, ErrorKind::failure),
               Catch::Contains("points.shp") && Catch::Contains("lines or polygons"));

    const auto metres = folder.path() / "metres.shp";
    write_shapefile(metres, SHPT_ARC, {{{5400000, 3500000}, {5400100, 3500000}}});
    CHECK_THAT(message_of(metres, ErrorKind::failure),
               Catch::Contains("metres.shp") && Catch::Contains("EPSG:4326"));

    std::filesystem::remove(folder.path() / "metres.shx");
    CHECK_THAT(message_of(metres, ErrorKind::failure), Catch::Contains("metres.shx"));

    // In capitals, as from an old Windows program.
    const auto capitals = folder.path() / "OLD.SHP";
    write_shapefile(folder.path() / "OLD.shp", SHPT_ARC, {line});
    std::filesystem::rename(folder.path() / "OLD.shp", capitals);
    std::filesystem::rename(folder.path() / "OLD.shx", folder.path() / "OLD.SHX");
    CHECK(lines_of(capitals).size() == 1);
}
