// Frames of invented days, compared with the pictures in references/.
//   golden_frames            compares; fails on a difference or a missing reference
//   golden_frames --update   draws the references anew (scripts/update-golden calls this)

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "picture_comparison.hpp"
#include "render/frame/frame_renderer.hpp"
#include "sample_views.hpp"

namespace {

using namespace mapgen;
using namespace mapgen::test;
namespace fs = std::filesystem;

struct Golden {
    std::string name;
    FrameSettings settings;
    DayView view;
};

Golden golden(const std::string& name, const std::string& theme, const std::string& projection,
              DayView view, int width = 960, int height = 540) {
    FrameSettings settings = settings_of(projection, width, height);
    settings.theme = theme;
    return {name, settings, std::move(view)};
}

DayView day_without_data() {
    DayView view = sample_day(CivilDay(2018, 10, 5), 60, 4);
    view.has_data = false;
    view.clients = view.requests = view.bytes = 0;
    view.places.clear();
    for (std::size_t day = 50; day < 60; ++day) {
        view.timeline[day].amount.reset();
    }
    return view;
}

std::vector<Golden> all() {
    return {
        golden("night", "night", "eqearth", sample_day(CivilDay(2009, 8, 3), 3410, 1, 1500)),
        golden("paper", "paper", "eqearth", sample_day(CivilDay(2016, 2, 29), 200, 2, 1500)),
        golden("no-data", "night", "eqearth", day_without_data()),
        golden("ortho-one-day", "paper", "+proj=ortho +lat_0=45 +lon_0=10",
               sample_day(CivilDay(2020, 1, 1), 1, 5, 400)),
        golden("robin-150-week", "night", "+proj=robin +lon_0=150",
               sample_day(CivilDay(2020, 12, 28), 7, 6, 800)),
        golden("small", "night", "eqearth", sample_day(CivilDay(2011, 5, 1), 1500, 7, 800), 480,
               270),
    };
}

Picture draw(const Golden& golden) {
    return FrameRenderer(golden.settings, sample_subject()).render(golden.view);
}

bool passes(const Golden& golden) {
    const fs::path reference = fs::path(GOLDEN_REFERENCES) / (golden.name + ".png");
    const fs::path differences(GOLDEN_DIFFERENCES);
    const fs::path actual_file = differences / (golden.name + "-actual.png");
    const Picture actual = draw(golden);
    fs::create_directories(differences);
    if (!fs::exists(reference)) {
        write_png(actual, actual_file);
        fmt::print("FAILED {}: no reference {}\n  drawn: {}\n", golden.name, reference.string(),
                   actual_file.string());
        return false;
    }
    const Picture expected = read_png(reference);
    const Comparison result = compare(actual, expected, Tolerance{});
    fmt::print("{} {}: {}\n", result.passed ? "ok    " : "FAILED", golden.name, result.summary);
    if (result.passed) {
        return true;
    }
    write_png(actual, actual_file);
    const fs::path expected_file = differences / (golden.name + "-expected.png");
    write_png(expected, expected_file);
    fmt::print("  drawn:      {}\n  expected:   {}\n", actual_file.string(),
               expected_file.string());
    if (result.same_size) {
        const fs::path difference_file = differences / (golden.name + "-difference.png");
        write_png(amplified_difference(actual, expected), difference_file);
        fmt::print("  difference: {}\n", difference_file.string());
    }
    return false;
}

}  // namespace

int main(int count, char** arguments) try {
    const bool update = count == 2 && std::string_view(arguments[1]) == "--update";
    if (count > 1 && !update) {
        fmt::print(stderr, "usage: golden_frames [--update]\n");
        return 2;
    }
    bool all_passed = true;
    for (const Golden& golden : all()) {
        if (update) {
            const fs::path reference = fs::path(GOLDEN_REFERENCES) / (golden.name + ".png");
            fs::create_directories(reference.parent_path());
            write_png(draw(golden), reference);
            fmt::print("drawn {}\n", reference.string());
        } else {
            all_passed = passes(golden) && all_passed;
        }
    }
    return all_passed ? 0 : 1;
} catch (const std::exception& error) {
    fmt::print(stderr, "golden_frames: {}\n", error.what());
    return 1;
}
