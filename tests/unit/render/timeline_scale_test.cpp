#include "render/frame/timeline_scale.hpp"

#include "catch.hpp"

using namespace mapgen;

TEST_CASE("the timeline's span grows in steps and always holds the own day") {
    int before = 0;
    int steps = 0;
    for (int days = 1; days <= 40'000; ++days) {
        const int span = timeline_scale(days, 1).days;
        REQUIRE(span >= days);
        REQUIRE(span >= before);
        steps += span != before ? 1 : 0;
        before = span;
    }
    CHECK(steps < 25);
    CHECK(timeline_scale(1, 1).days == 14);
    CHECK(timeline_scale(15, 1).days == 30);
    CHECK(timeline_scale(30, 1).days == 30);
    CHECK(timeline_scale(31, 1).days == 60);
    CHECK(timeline_scale(3650, 1).days == 3653);
}

TEST_CASE("the timeline's height is the next round number") {
    CHECK(timeline_scale(1, 0).top == 1);
    CHECK(timeline_scale(1, 1).top == 1);
    CHECK(timeline_scale(1, 4).top == 5);
    CHECK(timeline_scale(1, 11).top == 15);
    CHECK(timeline_scale(1, 60'000).top == 70'000);
    CHECK(timeline_scale(1, 100'001).top == 150'000);
    CHECK(timeline_scale(1, 1ULL << 63).top >= 1ULL << 63);
}

TEST_CASE("ticks stand on calendar boundaries, coarser set by set") {
    const auto sets = tick_sets(CivilDay(2015, 11, 20), 731);
    REQUIRE(sets.size() > 4);
    for (std::size_t i = 1; i < sets.size(); ++i) {
        CHECK(sets[i].ticks.size() <= sets[i - 1].ticks.size());
    }
    bool has_years = false;
    for (const TickSet& set : sets) {
        if (set.ticks.size() == 2) {
            CHECK(set.ticks[0].label == "2016");
            CHECK(set.ticks[0].day == CivilDay(2016, 1, 1) - CivilDay(2015, 11, 20));
            CHECK(set.ticks[1].label == "2017");
            has_years = true;
        }
    }
    CHECK(has_years);
}
