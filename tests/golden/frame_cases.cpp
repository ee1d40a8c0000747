#include "frame_cases.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "render/frame/afterglow.hpp"
#include "render/map/projection.hpp"
#include "sample_views.hpp"

namespace mapgen::test {
namespace {

const CivilDay first_day(2016, 2, 29);

FrameCase frame_case(std::string name, DayView view, int width = 640, int height = 360) {
    return {std::move(name), settings_of("eqearth", width, height), sample_subject(),
            std::move(view)};
}

FrameCase in_theme(FrameCase frame, const std::string& theme) {
    frame.settings.theme = theme;
    frame.name += "-" + theme;
    return frame;
}

/// A day with one place and `days` of history that were as busy.
DayView one_place(Coordinates where, std::uint64_t clients, int days) {
    DayView view;
    view.has_data = true;
    view.first_day = first_day;
    view.day = first_day + (days - 1);
    view.places = {{Place::at(where), clients}};
    view.clients = clients;
    view.requests = clients * 31;
    view.bytes = clients * 51'666'666;
    view.timeline.assign(static_cast<std::size_t>(days), {clients});
    return view;
}

/// All of a day's clients where its first one is.
DayView gathered(DayView view) {
    view.places = {{view.places.front().place, view.clients}};
    return view;
}

DayView without_data(DayView view) {
    view.has_data = false;
    view.clients = view.requests = view.bytes = 0;
    view.places.clear();
    for (std::size_t day = view.timeline.size() - 10; day < view.timeline.size(); ++day) {
        view.timeline[day].amount.reset();
    }
    return view;
}

DayView without_clients(DayView view) {
    view.clients = view.requests = view.bytes = 0;
    view.places.clear();
    view.timeline.back().amount = 0;
    return view;
}

void add_projections(std::vector<FrameCase>& cases) {
    unsigned seed = 1;
    for (const std::string& projection : projection_names()) {
        FrameCase frame = frame_case(projection, sample_day(first_day, 1000, seed++, 1500));
        frame.settings.projection = projection;
        cases.push_back(in_theme(frame, "night"));
        cases.push_back(in_theme(frame, "paper"));
    }
    FrameCase frame = frame_case("proj-string", sample_day(first_day, 30, seed, 1500));
    frame.settings.projection = "+proj=robin +lon_0=150";
    cases.push_back(frame);
}

void add_regions(std::vector<FrameCase>& cases) {
    const DayView view = sample_day(first_day, 1000, 50, 3000);
    for (const char* region : {"europe", "north-america", "oceania"}) {
        FrameCase frame = frame_case(fmt::format("region-{}", region), view);
        frame.settings.projection = "auto";
        frame.settings.region = region;
        cases.push_back(in_theme(frame, "night"));
        cases.push_back(in_theme(frame, "paper"));
    }
    FrameCase frame = frame_case("region-box", view);
    frame.settings.projection = "merc";
    frame.settings.region = "170,-48,-170,-8";  // across 180°
    cases.push_back(frame);

    frame = frame_case("central-meridian", view);
    frame.settings.projection = "natearth";
    frame.settings.central_meridian = -160;
    cases.push_back(frame);

    frame = frame_case("no-borders", view);
    frame.settings.borders = "none";
    cases.push_back(frame);
}

void add_sizes(std::vector<FrameCase>& cases) {
    for (const auto& [width, height] :
         {std::pair{480, 270}, {1920, 1080}, {3840, 2160}, {1080, 1080}, {1080, 1920}}) {
        cases.push_back(frame_case(fmt::format("size-{}x{}", width, height),
                                   sample_day(first_day, 3410, 20, 3000), width, height));
    }
}

/// Places and timeline in another metric, `each` a client.
FrameCase in_metric(FrameCase frame, Metric metric, std::uint64_t each) {
    frame.settings.metric = metric;
    for (PlaceCount& place : frame.view.places) {
        place.amount *= each;
    }
    for (TimelineDay& day : frame.view.timeline) {
        day.amount = *day.amount * each;
    }
    return frame;
}

void add_metrics(std::vector<FrameCase>& cases) {
    const DayView view = sample_day(first_day, 400, 40, 1000);
    cases.push_back(in_metric(frame_case("requests", view), Metric::requests, 31));
    cases.push_back(in_metric(frame_case("bytes", view), Metric::bytes, 51'666'666));

    FrameCase frame = frame_case("afterglow", view);
    frame.settings.afterglow = 7;
    std::vector<DayView> days;
    std::vector<PastDay> past;
    for (int age = 1; age <= 8; ++age) {
        days.push_back(sample_day(first_day, 1, 40 + static_cast<unsigned>(age), 300));
        past.push_back({age, days.back().places});
    }
    frame.view.places = with_afterglow(sample_day(first_day, 1, 40, 300).places, past,
                                       frame.settings.afterglow, frame.settings.metric);
    cases.push_back(frame);

    frame = frame_case("countries", view, 960, 540);
    frame.view.countries = {{CountryCode::from("AU"), 1},   {CountryCode::from("BR"), 3},
                            {CountryCode::from("DE"), 400}, {CountryCode::from("FR"), 120},
                            {CountryCode::from("RU"), 60},  {CountryCode::from("US"), 9000},
                            {CountryCode::from("ZA"), 20}};
    frame.view.unlocated = 12'345;
    cases.push_back(in_theme(frame, "night"));
    cases.push_back(in_theme(frame, "paper"));
}

void add_edges(std::vector<FrameCase>& cases) {
    const DayView usual = sample_day(first_day, 60, 30, 800);
    const Coordinates tokyo{35.68, 139.69};
    cases.push_back(frame_case("no-data", without_data(usual)));
    cases.push_back(frame_case("no-clients", without_clients(usual)));
    cases.push_back(frame_case("one-client", one_place(tokyo, 1, 1)));
    cases.push_back(frame_case("a-million-at-one-place", one_place(tokyo, 1'000'000, 7)));
    cases.push_back(frame_case("all-at-one-place", gathered(usual)));
}

}  // namespace

std::vector<FrameCase> frame_cases() {
    std::vector<FrameCase> cases;
    add_projections(cases);
    add_regions(cases);
    add_sizes(cases);
    add_metrics(cases);
    add_edges(cases);
    return cases;
}

}  // namespace mapgen::test
