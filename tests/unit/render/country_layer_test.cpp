#include "render/frame/country_layer.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "catch.hpp"
#include "core/error.hpp"
#include "render/frame/frame_renderer.hpp"
#include "render/map/shapefile.hpp"
#include "sample_views.hpp"

using namespace mapgen;
using mapgen::test::data_directory;

namespace {

CountryCount country(const char* code, std::uint64_t clients) {
    return {CountryCode::from(code), clients};
}

/// A day whose clients are all without a place.
DayView tinted_day(std::vector<CountryCount> countries) {
    DayView view = test::sample_day(CivilDay(2023, 2, 1), 10, 1, 0);
    view.clients = 100;
    for (const CountryCount& entry : countries) {
        view.unlocated += entry.clients;
    }
    view.countries = std::move(countries);
    return view;
}

std::uint32_t pixel_at(const FrameRenderer& renderer, const Picture& picture, Coordinates where) {
    const auto point = renderer.pixel_of(where);
    REQUIRE(point);
    return picture.row(static_cast<int>(point->y))[static_cast<int>(point->x)];
}

std::string message_of(const std::filesystem::path& natural_earth) {
    try {
        country_areas({Projection("eqearth"), {0, 0, 1000, 500}}, natural_earth);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

constexpr Coordinates in_germany{51, 10};
constexpr Coordinates in_france{47, 2};
constexpr Coordinates in_norway{61, 9};
constexpr Coordinates in_kosovo{42.6, 20.9};
constexpr Coordinates in_lake_superior{47.7, -88};
constexpr Coordinates in_minnesota{46, -95};
constexpr Coordinates in_chukotka{66.5, -173};
constexpr Coordinates in_atlantic{30, -40};

}  // namespace

TEST_CASE("the more clients are known by their country only, the stronger is its tint") {
    CHECK(tint_strength(1) == Approx(0.3));
    CHECK(tint_strength(30) > tint_strength(10));
    CHECK(tint_strength(1000) == Approx(1));
    CHECK(tint_strength(5'000'000) == Approx(1));
}

TEST_CASE("the land of a country is tinted, and nothing else") {
    const FrameRenderer renderer(test::settings_of("eqearth", 1920, 1080), test::sample_subject());
    const Picture plain = renderer.render(tinted_day({}));
    const auto is_tinted = [&](const Picture& picture, Coordinates where) {
        return pixel_at(renderer, picture, where) != pixel_at(renderer, plain, where);
    };
    const Picture germany = renderer.render(tinted_day({country("DE", 5)}));
    CHECK(is_tinted(germany, in_germany));
    CHECK_FALSE(is_tinted(germany, in_france));
    CHECK_FALSE(is_tinted(germany, in_atlantic));
    const Picture many =
        renderer.render(tinted_day({country("FR", 1), country("NO", 1), country("RU", 1),
                                    country("US", 9), country("XK", 1)}));
    CHECK(is_tinted(many, in_france));
    CHECK(is_tinted(many, in_norway));
    CHECK(is_tinted(many, in_kosovo));
    CHECK(is_tinted(many, in_chukotka));
    CHECK(is_tinted(many, in_minnesota));
    CHECK_FALSE(is_tinted(many, in_lake_superior));
    CHECK_FALSE(is_tinted(many, in_germany));
    CHECK_FALSE(is_tinted(many, in_atlantic));
}

TEST_CASE("countries that are not on the map, and none of their clients, do no harm") {
    const FrameRenderer renderer(test::settings_of("+proj=ortho +lat_0=50 +lon_0=10", 640, 360),
                                 test::sample_subject());
    DayView nobody = tinted_day({});
    DayView zero = nobody;
    zero.countries = {country("DE", 0), country("AU", 900), country("ZZ", 900)};
    const Picture a = renderer.render(nobody);
    const Picture b = renderer.render(zero);
    for (int y = 40; y < 280; ++y) {
        REQUIRE(std::equal(a.row(y), a.row(y) + a.width, b.row(y)));
    }
}

TEST_CASE("clients without a place are a number, and none are nothing") {
    const FrameRenderer renderer(test::settings_of("eqearth"), test::sample_subject());
    DayView view = tinted_day({});
    const Picture none = renderer.render(view);
    view.unlocated = 1234;
    CHECK(renderer.render(view).pixels != none.pixels);
    // Without data there is no number at all.
    view.has_data = false;
    const Picture without = renderer.render(view);
    view.unlocated = 0;
    CHECK(renderer.render(view).pixels == without.pixels);
}

TEST_CASE("threads that meet a country at the same time tint it alike") {
    const FrameRenderer renderer(test::settings_of("eqearth", 640, 360), test::sample_subject());
    const DayView view = tinted_day({country("BR", 3), country("CA", 40), country("CN", 500)});
    std::vector<Picture> pictures(4);
    std::vector<std::thread> threads;
    for (Picture& picture : pictures) {
        threads.emplace_back([&] { picture = renderer.render(view); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (const Picture& picture : pictures) {
        CHECK(picture.pixels == pictures.front().pixels);
    }
}

TEST_CASE("both scales of the shapes have their countries' codes") {
    for (const char* scale : {"50m", "110m"}) {
        const auto file = data_directory() / "natural-earth" /
                          (std::string("ne_") + scale + "_admin_0_countries.shp");
        auto table = file;
        table.replace_extension(".dbf");
        const auto codes = read_texts(table, "iso_a2");
        CHECK(codes.size() == read_shapes(file).size());
        for (const char* code : {"DE", "FR", "NO", "US", "XK"}) {
            CHECK(std::count(codes.begin(), codes.end(), code) == 1);
        }
    }
}

TEST_CASE("a table of codes that is missing, damaged or of another file is named") {
    const test::TemporaryFolder folder;
    const auto source = data_directory() / "natural-earth";
    const auto copy = [&](const char* from, const char* to) {
        std::filesystem::copy_file(source / from, folder.path() / to,
                                   std::filesystem::copy_options::overwrite_existing);
    };
    copy("ne_50m_admin_0_countries.shp", "ne_50m_admin_0_countries.shp");
    copy("ne_50m_admin_0_countries.shx", "ne_50m_admin_0_countries.shx");
    CHECK_THAT(message_of(folder.path()),
               Catch::Contains("ne_50m_admin_0_countries.dbf") && Catch::Contains("missing"));
    copy("ne_110m_admin_0_countries.dbf", "ne_50m_admin_0_countries.dbf");
    CHECK_THAT(message_of(folder.path()), Catch::Contains("177") && Catch::Contains("241"));
    std::ofstream(folder.path() / "ne_50m_admin_0_countries.dbf") << "no table";
    CHECK_THAT(message_of(folder.path()), Catch::Contains("dBASE"));
    CHECK_THROWS_WITH(read_texts(source / "ne_50m_admin_0_countries.dbf", "name"),
                      Catch::Contains("no field \"name\""));
}
