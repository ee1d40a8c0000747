#include "render/frame/theme.hpp"

#include <fstream>
#include <sstream>
#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "render/frame/frame_renderer.hpp"
#include "sample_views.hpp"

using namespace mapgen;
using mapgen::test::data_directory;

namespace {

std::string night() {
    std::ostringstream text;
    text << std::ifstream(data_directory() / "themes" / "night.toml").rdbuf();
    return text.str();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto position = text.find(from);
    REQUIRE(position != std::string::npos);
    return text.replace(position, from.size(), to);
}

/// The error of a theme file with this content; the file's name is "own.toml".
std::string message_of(const std::string& content) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "own.toml";
    std::ofstream(file) << content;
    try {
        load_theme(file.string(), data_directory());
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("the shipped themes can be read") {
    const auto names = theme_names(data_directory());
    CHECK(names == std::vector<std::string>{"night", "paper"});
    for (const std::string& name : names) {
        const Theme theme = load_theme(name, data_directory());
        CHECK(theme.heat.palette.size() >= 5);
        CHECK(theme.map.land != theme.map.ocean);
    }
    CHECK(load_theme("night", data_directory()).map.background == 0x070e14);
}

TEST_CASE("an unknown theme is refused with the known ones") {
    try {
        load_theme("nigth", data_directory());
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_THAT(error.what(), Catch::Contains("'nigth'") && Catch::Contains("night, paper"));
    }
}

TEST_CASE("errors in a theme name the file and the line") {
    CHECK(message_of(night()).empty());
    CHECK_THAT(message_of(replaced(night(), "\"#1c2834\"", "\"#1c28\"")),
               Catch::Contains("own.toml:7: map.land must be a colour"));
    CHECK_THAT(message_of(replaced(night(), "land ", "lnad ")),
               Catch::Contains("own.toml:7: map.lnad is not known"));
    CHECK_THAT(message_of(replaced(night(), "area_opacity = 0.25", "area_opacity = 25")),
               Catch::Contains("area_opacity must be a number from 0 to 1"));
    CHECK_THAT(message_of(replaced(night(), "ring = \"#f4f7fa\"", "")),
               Catch::Contains("mirror.ring is missing"));
    CHECK_THAT(message_of(replaced(night(), "[mirror]", "[miror]")),
               Catch::Contains("miror is not known"));
    CHECK_THAT(message_of("[map\n"), Catch::Contains("own.toml:1: "));
}

TEST_CASE("a theme file that does not exist is named") {
    CHECK_THROWS_WITH(load_theme("/nowhere/own.toml", data_directory()),
                      Catch::Contains("/nowhere/own.toml"));
}
