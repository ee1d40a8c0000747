// What it takes to draw a frame of 1920×1080 with 20,000 places and nine years of history, by
// layer, in one thread. With `--write FOLDER` it only writes what it draws: places.csv and
// timeline.csv for cartopy_frame.py, and frame.png.

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cstddef>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "render/frame/country_layer.hpp"
#include "render/frame/frame_layout.hpp"
#include "render/frame/frame_renderer.hpp"
#include "render/frame/frame_text.hpp"
#include "render/frame/heat_layer.hpp"
#include "render/frame/mirror_ring.hpp"
#include "render/frame/place_pixels.hpp"
#include "render/frame/theme.hpp"
#include "render/frame/timeline.hpp"
#include "render/map/base_map.hpp"
#include "render/map/country_areas.hpp"
#include "sample_views.hpp"

namespace {

using namespace mapgen;

constexpr std::size_t places = 20'000;

/// A day with exactly that many places.
DayView busy_day() {
    DayView view = test::sample_day(CivilDay(2009, 8, 3), 3410, 1, 24'000);
    if (view.places.size() < places) {
        throw std::runtime_error(
            fmt::format("the sample day has {} places only", view.places.size()));
    }
    std::vector<PlaceCount> chosen;
    for (std::size_t i = 0; i < places; ++i) {
        chosen.push_back(view.places[i * view.places.size() / places]);
    }
    view.places = std::move(chosen);
    view.unlocated = 800;
    view.countries = {{CountryCode::from("BR"), 30},
                      {CountryCode::from("CN"), 300},
                      {CountryCode::from("DE"), 70},
                      {CountryCode::from("US"), 400}};
    return view;
}

/// The parts of a frame, as FrameRenderer puts them together.
struct Parts {
    FrameSettings settings = test::settings_of("eqearth", 1920, 1080);
    DayView view = busy_day();
    FrameRenderer renderer{settings, test::sample_subject()};
    FrameLayout layout{settings.width, settings.height, 2.25};
    Theme theme = load_theme(settings.theme, settings.data_directory);
    TextSetter text{settings.data_directory / "fonts", ""};
    MapLayout map{Projection(settings.projection), layout.map};
    FrameBox map_box{static_cast<int>(map.extent().left), static_cast<int>(map.extent().top),
                     static_cast<int>(map.extent().width), static_cast<int>(map.extent().height)};
    PlacePixels pixels{MapLayout(Projection(settings.projection), layout.map)};
    CountryLayer countries{theme.countries,
                           country_areas(map, settings.data_directory / "natural-earth"),
                           lake_paths(map, settings.data_directory / "natural-earth"), map_box};
    HeatLayer heat{theme.heat, settings.metric, layout.map_unit};
    TimelineLayer timeline{layout, theme, text, settings.metric};
    Picture base = renderer.render(DayView{});
    std::vector<HeatSpot> spots = pixels.spots(view.places);

    FrameTools tools() const { return {layout, theme, text, settings.metric, settings.afterglow}; }
};

const Parts& parts() {
    static const Parts parts;
    return parts;
}

void whole_frame(benchmark::State& state) {
    DayView view = parts().view;
    for (auto _ : state) {
        // No two frames show the same texts.
        ++view.day;
        ++view.clients;
        benchmark::DoNotOptimize(parts().renderer.render(view));
    }
}

void base_copy(benchmark::State& state) {
    for (auto _ : state) {
        Picture picture = parts().base;
        benchmark::DoNotOptimize(picture.pixels.data());
    }
}

void projecting(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(parts().pixels.spots(parts().view.places));
    }
}

void country_tint(benchmark::State& state) {
    Picture picture = parts().base;
    for (auto _ : state) {
        parts().countries.draw(picture, parts().view.countries);
    }
}

void heat_press(benchmark::State& state) {
    Picture picture = parts().base;
    for (auto _ : state) {
        auto field = parts().heat.press(parts().map_box, parts().spots);
        benchmark::DoNotOptimize(field.get());
        state.PauseTiming();
        parts().heat.colour(picture, std::move(field));
        state.ResumeTiming();
    }
}

void colouring(benchmark::State& state) {
    Picture picture = parts().base;
    for (auto _ : state) {
        state.PauseTiming();
        auto field = parts().heat.press(parts().map_box, parts().spots);
        state.ResumeTiming();
        parts().heat.colour(picture, std::move(field));
    }
}

void ring_and_text(benchmark::State& state) {
    const CoverageMask ring = ring_mask({960.3, 400.6}, 6.5, 1.5, parts().map_box);
    const CoverageMask rim = ring_mask({960.3, 400.6}, 6.5, 3.9, parts().map_box);
    Picture picture = parts().base;
    DayView view = parts().view;
    for (auto _ : state) {
        ++view.day;
        ++view.clients;
        blend_mask(picture, rim, 0, 0, parts().theme.map.background);
        blend_mask(picture, ring, 0, 0, parts().theme.mirror_ring);
        draw_day(picture, parts().tools(), view);
    }
}

void timeline(benchmark::State& state) {
    Picture picture = parts().base;
    for (auto _ : state) {
        parts().timeline.draw(picture, parts().view);
    }
}

void write_day(const std::filesystem::path& folder) {
    const DayView view = busy_day();
    std::ofstream places_file(folder / "places.csv");
    fmt::print(places_file, "latitude,longitude,clients\n");
    for (const PlaceCount& count : view.places) {
        const Coordinates where = count.place.coordinates();
        fmt::print(places_file, "{:.2f},{:.2f},{}\n", where.latitude, where.longitude,
                   count.amount);
    }
    std::ofstream timeline_file(folder / "timeline.csv");
    fmt::print(timeline_file, "clients\n");
    for (const TimelineDay& day : view.timeline) {
        fmt::print(timeline_file, "{}\n", day.amount.value_or(0));
    }
    places_file.close();
    timeline_file.close();
    if (!places_file || !timeline_file) {
        throw std::runtime_error(fmt::format("cannot write to {}", folder.string()));
    }
    write_png(parts().renderer.render(view), folder / "frame.png");
}

BENCHMARK(whole_frame)->Unit(benchmark::kMillisecond);
BENCHMARK(base_copy)->Unit(benchmark::kMillisecond);
BENCHMARK(projecting)->Unit(benchmark::kMillisecond);
BENCHMARK(country_tint)->Unit(benchmark::kMillisecond);
BENCHMARK(heat_press)->Unit(benchmark::kMillisecond);
BENCHMARK(colouring)->Unit(benchmark::kMillisecond);
BENCHMARK(ring_and_text)->Unit(benchmark::kMillisecond);
BENCHMARK(timeline)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int count, char** arguments) try {
    if (count == 3 && std::string_view(arguments[1]) == "--write") {
        write_day(arguments[2]);
        return 0;
    }
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) {
        return 2;
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "bench_render: {}\n", error.what());
    return 1;
}
