#include <algorithm>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "core/error.hpp"
#include "render/frame/frame_renderer.hpp"
#include "render/frame/png_text.hpp"
#include "render/frame/style.hpp"
#include "sample_views.hpp"

using namespace mapgen;
using mapgen::test::sample_day;
using mapgen::test::sample_subject;
using mapgen::test::settings_of;

namespace {

const CivilDay first_day(2019, 11, 3);

/// The box of all pixels that differ; empty where none does.
struct Difference {
    int left = 1 << 20;
    int top = 1 << 20;
    int right = -1;
    int bottom = -1;

    Difference(const Picture& a, const Picture& b) {
        REQUIRE(a.pixels.size() == b.pixels.size());
        for (int y = 0; y < a.height; ++y) {
            for (int x = 0; x < a.width; ++x) {
                if (a.row(y)[x] != b.row(y)[x]) {
                    left = std::min(left, x);
                    top = std::min(top, y);
                    right = std::max(right, x);
                    bottom = std::max(bottom, y);
                }
            }
        }
    }
    bool empty() const { return right < 0; }
};

std::string message_of(const FrameSettings& settings) {
    try {
        const FrameRenderer renderer(settings, sample_subject());
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("the same view gives the same pixels, from one thread and from four") {
    const FrameRenderer renderer(settings_of("eqearth"), sample_subject());
    std::vector<DayView> views;
    for (int day = 1; day <= 12; ++day) {
        views.push_back(sample_day(first_day, day, static_cast<unsigned>(day)));
    }
    std::vector<Picture> alone;
    for (const DayView& view : views) {
        alone.push_back(renderer.render(view));
    }
    // A second renderer, so that the threads also race to fill its caches.
    const FrameRenderer shared(settings_of("eqearth"), sample_subject());
    std::vector<Picture> together(views.size());
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (std::size_t i = thread; i < views.size(); i += 4) {
                together[i] = shared.render(views[i]);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (std::size_t i = 0; i < views.size(); ++i) {
        CHECK(alone[i].pixels == together[i].pixels);
    }
}

TEST_CASE("renderers can be made and used in several threads at once") {
    std::vector<std::thread> threads;
    std::vector<Picture> pictures(3);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        threads.emplace_back([&, i] {
            const FrameRenderer renderer(settings_of("eqearth", 480, 270), sample_subject());
            pictures[i] = renderer.render(sample_day(first_day, 9));
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    CHECK(pictures[0].pixels == pictures[1].pixels);
    CHECK(pictures[0].pixels == pictures[2].pixels);
}

TEST_CASE("a frame does not depend on the frames drawn before it") {
    const FrameRenderer renderer(settings_of("eqearth", 480, 270), sample_subject());
    const DayView view = sample_day(first_day, 40);
    const Picture before = renderer.render(view);
    renderer.render(sample_day(first_day, 900, 2, 2000));
    CHECK(renderer.render(view).pixels == before.pixels);
}

TEST_CASE("what does not change between two days is the same pixels") {
    const FrameRenderer renderer(settings_of("eqearth", 1920, 1080), sample_subject());
    DayView today = sample_day(first_day, 500);
    DayView tomorrow = today;
    tomorrow.day = today.day + 1;
    tomorrow.timeline.push_back({today.clients});
    const Picture a = renderer.render(today);
    const Picture b = renderer.render(tomorrow);
    const Difference difference(a, b);
    REQUIRE_FALSE(difference.empty());
    // The date above, and the last days of the timeline below; nothing on the map.
    for (int y = 100; y < 890; ++y) {
        REQUIRE(std::equal(a.row(y), a.row(y) + a.width, b.row(y)));
    }
    int changed_below = 0;
    for (int y = 890; y < 1080; ++y) {
        for (int x = 0; x < 1920; ++x) {
            changed_below += a.row(y)[x] != b.row(y)[x] ? 1 : 0;
        }
    }
    CHECK(changed_below < 8 * 100);
}

TEST_CASE("a day without data says so and shows no heat") {
    const FrameRenderer renderer(settings_of("eqearth"), sample_subject());
    DayView view = sample_day(first_day, 20);
    DayView empty = view;
    empty.clients = empty.requests = empty.bytes = 0;
    empty.places.clear();
    empty.timeline.back().amount = 0;
    DayView missing = empty;
    missing.has_data = false;
    missing.timeline.back().amount.reset();
    const Picture zero = renderer.render(empty);
    const Picture none = renderer.render(missing);
    const Difference difference(zero, none);
    REQUIRE_FALSE(difference.empty());
    // They differ in the numbers and on the timeline only.
    CHECK(difference.top > 440);
    // Places of a view without data, which should not be there, are not drawn.
    missing.places = view.places;
    CHECK(renderer.render(missing).pixels == none.pixels);
}

TEST_CASE("a missing day on the timeline is a gap, and not a zero") {
    const FrameRenderer renderer(settings_of("eqearth"), sample_subject());
    for (const int days : {20, 1000}) {
        DayView zero = sample_day(first_day, days);
        DayView gap = zero;
        for (int day = days / 2; day < days / 2 + std::max(1, days / 50); ++day) {
            zero.timeline[static_cast<std::size_t>(day)].amount = 0;
            gap.timeline[static_cast<std::size_t>(day)].amount.reset();
        }
        CHECK_FALSE(Difference(renderer.render(zero), renderer.render(gap)).empty());
    }
}

TEST_CASE("the heat and the ring of a region end where its map ends") {
    FrameSettings settings = settings_of("auto", 1920, 1080);
    settings.region = "5,45,15,55";
    ViewSubject nobody = sample_subject();
    nobody.mirror.reset();
    const FrameRenderer renderer(settings, nobody);
    DayView view = sample_day(first_day, 2);
    view.places.clear();
    const Picture empty = renderer.render(view);
    // Crowds along the northern edge of the area, where there is text above.
    const double edge = [&] {
        double latitude = 55;
        while (renderer.pixel_of({latitude + 0.01, 10})) {
            latitude += 0.01;
        }
        return latitude - 0.02;
    }();
    const auto top = renderer.pixel_of({edge, 10});
    REQUIRE(top);
    view.places = {{Place::at({edge, 10}), 1000}};
    const Difference lit(empty, renderer.render(view));
    REQUIRE_FALSE(lit.empty());
    CHECK(lit.top >= static_cast<int>(top->y) - 2);
    CHECK(lit.bottom > static_cast<int>(top->y) + 10);

    ViewSubject mirror = nobody;
    mirror.mirror = Coordinates{edge, 10};
    view.places.clear();
    const Difference ring(empty, FrameRenderer(settings, mirror).render(view));
    REQUIRE_FALSE(ring.empty());
    CHECK(ring.top >= static_cast<int>(top->y) - 2);
    mirror.mirror = Coordinates{-33.87, 151.21};
    CHECK(FrameRenderer(settings, mirror).render(view).pixels == empty.pixels);
}

TEST_CASE("crowded days stay readable") {
    const FrameRenderer renderer(settings_of("eqearth", 1920, 1080), sample_subject());
    DayView view = sample_day(first_day, 20, 3, 20'000);
    for (PlaceCount& place : view.places) {
        place.amount *= 20;
    }
    const Picture picture = renderer.render(view);
    int pale = 0;
    for (int y = 92; y < 900; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const std::uint32_t pixel = picture.row(y)[x];
            pale += (pixel & 0xFF) > 110 && (pixel >> 8 & 0xFF) > 225 ? 1 : 0;
        }
    }
    CHECK(pale < 1920 * 800 / 40);
}

TEST_CASE("any history and any size can be drawn") {
    ViewSubject subject = sample_subject();
    subject.title = "A repository with a title that is much longer than any frame is wide, and on";
    for (const auto& [width, height] :
         {std::pair{480, 270}, {480, 1080}, {1080, 1080}, {2560, 360}, {1920, 1080}}) {
        const FrameRenderer renderer(settings_of("eqearth", width, height), subject);
        for (const int days : {1, 7, 31, 59, 365, 3650}) {
            const Picture picture = renderer.render(sample_day(first_day, days, 1, 50));
            CHECK(picture.width == width);
            CHECK(picture.height == height);
        }
        CHECK_NOTHROW(renderer.render(DayView{}));
    }
}

TEST_CASE("titles in other scripts and broken ones do no harm") {
    for (const char* title : {"مرآة فيدورا", "镜像", "\xFF\xFE broken", ""}) {
        ViewSubject subject = sample_subject();
        subject.title = title;
        subject.mirror_name = "";
        subject.mirror.reset();
        const FrameRenderer renderer(settings_of("eqearth", 480, 270), subject);
        CHECK(renderer.render(sample_day(first_day, 3)).width == 480);
    }
}

TEST_CASE("settings that cannot be drawn are usage errors that say what can") {
    FrameSettings settings = settings_of("eqearth");
    settings.theme = "nigth";
    CHECK_THAT(message_of(settings), Catch::Contains("night, paper"));
    settings = settings_of("eqeart");
    CHECK_THAT(message_of(settings), Catch::Contains("eqearth, robin"));
    for (const auto& [width, height] :
         {std::pair{478, 270}, {481, 270}, {480, 268}, {7682, 4320}, {-2, 1080}}) {
        CHECK_THAT(message_of(settings_of("eqearth", width, height)),
                   Catch::Contains("480x270 to 7680x4320"));
    }
    settings = settings_of("eqearth");
    settings.data_directory = "/nowhere";
    CHECK_THAT(message_of(settings), Catch::Contains("/nowhere"));
}

TEST_CASE("pictures are written as PNG, or the error names the file") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "frame.png";
    Picture picture{4, 2, std::vector<std::uint32_t>(8, 0xFF336699U)};
    write_png(picture, file);
    std::string head(8, '\0');
    std::ifstream(file, std::ios::binary).read(head.data(), 8);
    CHECK(head == "\x89PNG\r\n\x1a\n");
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    CHECK_THAT(bytes.str(), Catch::Contains(std::string("Software\0mapgen, style ", 23) +
                                            std::to_string(style_version)));
    CHECK_THROWS_WITH(write_png(picture, folder.path() / "missing" / "frame.png"),
                      Catch::Contains("missing/frame.png"));
}
