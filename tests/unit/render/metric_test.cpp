#include "render/frame/metric.hpp"

#include <algorithm>

#include "catch.hpp"
#include "render/frame/frame_renderer.hpp"
#include "sample_views.hpp"

using namespace mapgen;

TEST_CASE("metrics have names that lead back to them") {
    CHECK(metric_names() == std::vector<std::string>{"clients", "requests", "bytes"});
    for (const Metric metric : {Metric::clients, Metric::requests, Metric::bytes}) {
        CHECK(metric_named(name_of(metric)) == metric);
    }
    CHECK_FALSE(metric_named("client"));
    CHECK_FALSE(metric_named(""));
}

TEST_CASE("a metric's scale is logarithmic between its ends") {
    CHECK(scale_position(Metric::clients, 1) == 0);
    CHECK(scale_position(Metric::clients, 300) == 1);
    CHECK(scale_position(Metric::clients, 1'000'000) == 1);
    CHECK(scale_position(Metric::requests, 3) == 0);
    CHECK(scale_position(Metric::requests, 100) == Approx(1 / 3.0));
    CHECK(scale_position(Metric::requests, 1'000) == Approx(2 / 3.0));
    CHECK(scale_position(Metric::bytes, 0) == 0);
    CHECK(scale_position(Metric::bytes, 1'000'000'000) == Approx(0.4));
    CHECK(scale_position(Metric::bytes, 999'999'999'999) == Approx(1));
}

TEST_CASE("a legend labels a scale's ends, which stand for what is beyond them") {
    for (const Metric metric : {Metric::clients, Metric::requests, Metric::bytes}) {
        const auto sets = legend_amounts(metric);
        REQUIRE(sets.front().size() >= 4);
        CHECK(sets.back().size() == 2);
        for (const auto& amounts : sets) {
            CHECK(amounts.front() == scale_of(metric).low);
            CHECK(amounts.back() == scale_of(metric).high);
            CHECK(std::is_sorted(amounts.begin(), amounts.end()));
        }
    }
    CHECK(legend_label(Metric::clients, 1) == "1");
    CHECK(legend_label(Metric::clients, 300) == "300+");
    CHECK(legend_label(Metric::requests, 10) == "≤\u200910");
    CHECK(legend_label(Metric::requests, 10'000) == "10\u00A0k+");
    CHECK(legend_label(Metric::bytes, 1'000'000'000) == "1\u00A0GB");
    CHECK(legend_label(Metric::bytes, 1'000'000'000'000) == "1\u00A0TB+");
}

TEST_CASE("an axis says what it counts") {
    CHECK(axis_title(Metric::clients, 1) == "1 client a day");
    CHECK(axis_title(Metric::clients, 70'000) == "70\u00A0k clients a day");
    CHECK(axis_title(Metric::bytes, 1) == "1\u00A0B sent a day");
}

TEST_CASE("the subtitle says what is shown, with and without the mirror's name") {
    CHECK(map_subtitle(Metric::clients, "mirror.example.org") == "clients of mirror.example.org");
    CHECK(map_subtitle(Metric::requests, "mirror.example.org") == "requests to mirror.example.org");
    CHECK(map_subtitle(Metric::bytes, "") == "data sent per day");
}

TEST_CASE("the same relative amounts give the same map in each metric") {
    // 10 requests are where 10 MB are, and so on up the two scales.
    const CivilDay day(2024, 5, 1);
    DayView requests;
    requests.day = requests.first_day = day;
    requests.has_data = true;
    requests.timeline = {{1}};
    requests.places = {{Place::at({50, 8}), 10}, {Place::at({52, 13}), 10'000}};
    DayView bytes = requests;
    bytes.places[0].amount = 10'000'000;
    bytes.places[1].amount = 1'000'000'000'000;
    FrameSettings settings = test::settings_of("eqearth");
    settings.metric = Metric::requests;
    const Picture a = FrameRenderer(settings, test::sample_subject()).render(requests);
    settings.metric = Metric::bytes;
    const Picture b = FrameRenderer(settings, test::sample_subject()).render(bytes);
    int differing_rows = 0;
    for (int y = 50; y < 440; ++y) {
        differing_rows += std::equal(a.row(y), a.row(y) + a.width, b.row(y)) ? 0 : 1;
    }
    CHECK(differing_rows == 0);
    CHECK(a.pixels != b.pixels);  // the texts differ
}

TEST_CASE("a timeline of very many bytes keeps its shape") {
    FrameSettings settings = test::settings_of("eqearth");
    settings.metric = Metric::bytes;
    const FrameRenderer renderer(settings, test::sample_subject());
    DayView small = test::sample_day(CivilDay(2024, 5, 1), 20);
    for (std::size_t i = 0; i < small.timeline.size(); ++i) {
        small.timeline[i].amount = 1'000'000 * (i + 1);
    }
    DayView large = small;
    for (std::size_t i = 0; i < large.timeline.size(); ++i) {
        large.timeline[i].amount = 100'000'000'000'000'000 * (i + 1);
    }
    const Picture a = renderer.render(small);
    const Picture b = renderer.render(large);
    // Only the label of the top differs; two rounded pixels of each bar may.
    int differing = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        differing += a.pixels[i] != b.pixels[i] ? 1 : 0;
    }
    CHECK(differing < 1200);
}
