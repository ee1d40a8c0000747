#include "render/frame/afterglow.hpp"

#include <algorithm>

#include "catch.hpp"
#include "render/frame/frame_renderer.hpp"
#include "sample_views.hpp"

using namespace mapgen;

namespace {

using Places = std::vector<PlaceCount>;

const Place kiel = Place::at({54.32, 10.14});
const Place lima = Place::at({-12.05, -77.04});
const Place oslo = Place::at({59.91, 10.75});

const PlaceCount* find(const Places& places, Place place) {
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&](const PlaceCount& entry) { return entry.place == place; });
    return found == places.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("light fades by the same step each day and is gone in the end") {
    CHECK(afterglow_strength(1, 1) == 128);
    CHECK(afterglow_strength(2, 1) == 0);
    CHECK(afterglow_strength(1, 3) == 192);
    CHECK(afterglow_strength(3, 3) == 64);
    CHECK(afterglow_strength(4, 3) == 0);
    for (int age = 1; age <= longest_afterglow; ++age) {
        CHECK(afterglow_strength(age, longest_afterglow) >
              afterglow_strength(age + 1, longest_afterglow));
    }
}

TEST_CASE("places glow on from the days before, each with its brightest light") {
    const Places yesterday{{lima, 5}, {kiel, 300}, {oslo, 2}};
    const Places before{{lima, 6}, {kiel, 300}};
    const Places today{{oslo, 2}};
    const std::vector<PastDay> past{{1, yesterday}, {2, before}};
    const Places shown = with_afterglow(today, past, 3, Metric::clients);
    REQUIRE(shown.size() == 3);
    CHECK(std::is_sorted(shown.begin(), shown.end(),
                         [](const auto& a, const auto& b) { return a.place < b.place; }));
    // One client more does not outshine a day less.
    CHECK(find(shown, lima)->amount == 5);
    CHECK(find(shown, lima)->strength == 192);
    CHECK(find(shown, kiel)->strength == 192);
    CHECK(find(shown, oslo)->strength == full_strength);
}

TEST_CASE("a place with less than its faded past shows the past") {
    const Places yesterday{{kiel, 300}};
    const Places today{{kiel, 1}};
    const std::vector<PastDay> past{{1, yesterday}};
    const Places shown = with_afterglow(today, past, 7, Metric::clients);
    REQUIRE(shown.size() == 1);
    CHECK(shown[0].amount == 300);
    CHECK(shown[0].strength == 224);
    // After six days no more than one client's own light is left of it.
    const std::vector<PastDay> long_past{{6, yesterday}};
    CHECK(with_afterglow(today, long_past, 7, Metric::clients)[0].amount == 1);
}

TEST_CASE("what is older than the afterglow does not show") {
    const Places old{{kiel, 300}};
    const std::vector<PastDay> past{{4, old}};
    CHECK(with_afterglow({}, past, 3, Metric::clients).empty());
    CHECK(with_afterglow({}, past, 4, Metric::clients).size() == 1);
}

TEST_CASE("a faded place is drawn dimmer, day by day") {
    const FrameRenderer renderer(test::settings_of("eqearth"), test::sample_subject());
    DayView view = test::sample_day(CivilDay(2022, 3, 1), 30, 1, 0);
    const auto centre = renderer.pixel_of(lima.coordinates());
    REQUIRE(centre);
    int before = 256 * 3;
    for (const int age : {0, 1, 2, 3}) {
        view.places = {{lima, 40, age == 0 ? full_strength : afterglow_strength(age, 3)}};
        const Picture picture = renderer.render(view);
        const std::uint32_t pixel =
            picture.row(static_cast<int>(centre->y))[static_cast<int>(centre->x)];
        const int light =
            static_cast<int>((pixel & 0xFF) + (pixel >> 8 & 0xFF) + (pixel >> 16 & 0xFF));
        CHECK(light < before);
        before = light;
    }
}
