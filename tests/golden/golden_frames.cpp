// Layers and frames of invented days, compared with the pictures in references/.
//   golden_frames            compares; fails on a difference, on a picture without a reference and
//                            on a reference without a picture
//   golden_frames --update   draws the references anew (scripts/update-golden calls this)

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <future>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/thread_pool.hpp"
#include "drawing_libraries.hpp"
#include "frame_cases.hpp"
#include "layer_cases.hpp"
#include "references.hpp"

namespace {

using namespace mapgen;
using namespace mapgen::test;

/// A case drawn by one thread, and what draws it.
struct Drawn {
    std::string name;
    Picture picture;
    bool is_exact = false;  ///< whatever the libraries' versions
};

struct DrawnFrame {
    FrameCase frame;
    std::unique_ptr<FrameRenderer> renderer;
};

/// All cases, and in `frames` the renderers of those that are whole frames, in the same order.
std::vector<Drawn> draw_all(std::vector<DrawnFrame>& frames) {
    std::vector<Drawn> drawn;
    for (LayerCase& layer : layer_cases()) {
        drawn.push_back({layer.name, std::move(layer.picture), true});
    }
    for (FrameCase& frame : frame_cases()) {
        auto renderer = std::make_unique<FrameRenderer>(frame.settings, frame.subject);
        drawn.push_back({frame.name, renderer->render(frame.view), false});
        frames.push_back({std::move(frame), std::move(renderer)});
    }
    return drawn;
}

/// Draws every frame again, twice and in another order, with several threads at once; says which
/// of them came out different. `drawn` ends with the frames as one thread drew them.
bool same_with_many_threads(const std::vector<DrawnFrame>& frames, std::span<const Drawn> drawn) {
    constexpr std::size_t threads = 4;
    constexpr int rounds = 2;
    const std::span<const Drawn> alone = drawn.last(frames.size());
    std::vector<std::future<bool>> same(frames.size() * rounds);
    ThreadPool pool(threads);
    for (std::size_t i = same.size(); i-- > 0;) {
        const DrawnFrame& frame = frames[i / rounds];
        const Picture& expected = alone[i / rounds].picture;
        same[i] = pool.submit([&frame, &expected] {
            return frame.renderer->render(frame.frame.view).pixels == expected.pixels;
        });
    }
    bool all_same = true;
    for (std::size_t i = 0; i < same.size(); ++i) {
        if (!same[i].get()) {
            fmt::print("FAILED {}: {} threads draw other pixels than one\n",
                       frames[i / rounds].frame.name, threads);
            all_same = false;
        }
    }
    return all_same;
}

/// References that no case asks for: one was renamed or removed.
std::vector<std::string> left_over(const References& references, std::span<const Drawn> drawn) {
    std::vector<std::string> names = references.names();
    std::erase_if(names, [&](const std::string& name) {
        return std::any_of(drawn.begin(), drawn.end(),
                           [&](const Drawn& one) { return one.name == name; });
    });
    return names;
}

bool compare_all(const References& references, std::span<const Drawn> drawn) {
    const std::string libraries = drawing_libraries();
    const bool same_libraries = libraries == references.libraries();
    if (!same_libraries) {
        fmt::print("The references were drawn with\n{}here are\n{}so frames may differ a little.\n",
                   references.libraries(), libraries);
    }
    bool all_passed = true;
    for (const Drawn& one : drawn) {
        const bool is_exact = one.is_exact || same_libraries;
        const auto verdict =
            references.check(one.name, one.picture, is_exact ? exact : Tolerance{});
        fmt::print("{} {}: {}\n", verdict.passed ? "ok    " : "FAILED", one.name, verdict.text);
        all_passed = verdict.passed && all_passed;
    }
    for (const std::string& name : left_over(references, drawn)) {
        fmt::print("FAILED {}: a reference that no case asks for\n", name);
        all_passed = false;
    }
    return all_passed;
}

void update_all(const References& references, std::span<const Drawn> drawn) {
    for (const Drawn& one : drawn) {
        if (references.replace(one.name, one.picture)) {
            fmt::print("drawn {}\n", one.name);
        }
    }
    for (const std::string& name : left_over(references, drawn)) {
        references.remove(name);
        fmt::print("removed {}\n", name);
    }
    references.set_libraries(drawing_libraries());
}

}  // namespace

int main(int count, char** arguments) try {
    const bool update = count == 2 && std::string_view(arguments[1]) == "--update";
    if (count > 1 && !update) {
        fmt::print(stderr, "usage: golden_frames [--update]\n");
        return 2;
    }
    const References references(GOLDEN_REFERENCES, GOLDEN_DIFFERENCES);
    std::vector<DrawnFrame> frames;
    const std::vector<Drawn> drawn = draw_all(frames);
    if (!same_with_many_threads(frames, drawn)) {
        return 1;
    }
    if (update) {
        update_all(references, drawn);
        return 0;
    }
    return compare_all(references, drawn) ? 0 : 1;
} catch (const std::exception& error) {
    fmt::print(stderr, "golden_frames: {}\n", error.what());
    return 1;
}
