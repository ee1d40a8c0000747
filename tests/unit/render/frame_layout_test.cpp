#include "render/frame/frame_layout.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "render/frame/frame_renderer.hpp"
#include "render/frame/theme.hpp"
#include "sample_views.hpp"

using namespace mapgen;

namespace {

struct Size {
    int width;
    int height;
};

/// From the smallest to the largest, both upright and lying, common and strange.
std::vector<Size> many_sizes() {
    std::vector<Size> sizes{{480, 270},   {640, 360},   {854, 480},   {960, 540},   {1280, 720},
                            {1920, 1080}, {2560, 1440}, {3840, 2160}, {7680, 4320}, {1080, 1920},
                            {1080, 1350}, {1080, 1080}, {720, 1280},  {480, 854},   {480, 480},
                            {480, 344},   {640, 480},   {1024, 768},  {1440, 1080}, {1510, 1080},
                            {1512, 1080}, {480, 4320},  {7680, 270},  {2560, 360},  {2560, 1080}};
    for (int height = 270; height <= 2160; height += 90) {
        for (int width = 480; width <= 3840; width += 240) {
            sizes.push_back({width, height});
        }
    }
    return sizes;
}

bool overlap(const FrameBox& a, const FrameBox& b) {
    return a.left < b.right() && b.left < a.right() && a.top < b.bottom() && b.top < a.bottom();
}

const FrameBox* find(const std::vector<FrameLayout::NamedBox>& boxes, std::string_view name) {
    const auto found = std::find_if(boxes.begin(), boxes.end(),
                                    [&](const auto& named) { return named.name == name; });
    return found == boxes.end() ? nullptr : &found->box;
}

}  // namespace

TEST_CASE("no two parts of a frame overlap, and none leaves it, at any size") {
    for (const auto& [width, height] : many_sizes()) {
        for (const double aspect : {0.6, 1.0, 1.4, 2.25}) {
            const FrameLayout layout(width, height, aspect);
            const auto boxes = layout.boxes();
            for (const auto& [name, box] : boxes) {
                INFO(width << "x" << height << " " << aspect << ": " << name);
                CHECK(box.left >= 0);
                CHECK(box.top >= 0);
                CHECK(box.right() <= width);
                CHECK(box.bottom() <= height);
            }
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    INFO(width << "x" << height << " " << aspect << ": " << boxes[i].name << " on "
                               << boxes[j].name);
                    CHECK_FALSE(overlap(boxes[i].box, boxes[j].box));
                }
            }
        }
    }
}

TEST_CASE("what a frame cannot do without is there at any size, and can be read") {
    for (const auto& [width, height] : many_sizes()) {
        INFO(width << "x" << height);
        const FrameLayout layout(width, height, 2.25);
        const auto boxes = layout.boxes();
        for (const char* name : {"title", "date", "map", "clients", "clients' label", "requests",
                                 "bytes", "plot", "ticks", "credits"}) {
            INFO(name);
            CHECK(find(boxes, name) != nullptr);
        }
        CHECK(layout.map.height >= 0.2 * std::min(width / 2.25, double(height)));
        for (const TextRoom& room :
             {layout.title, layout.date, layout.number[0], layout.label[0], layout.credits}) {
            CHECK(room.style.size >= 11);
        }
    }
}

TEST_CASE("frames of usual sizes have all parts") {
    for (const auto& [width, height] :
         {Size{854, 480}, {1280, 720}, {1920, 1080}, {3840, 2160}, {1080, 1920}, {1080, 1080}}) {
        INFO(width << "x" << height);
        const auto boxes = FrameLayout(width, height, 2.25).boxes();
        for (const char* name :
             {"legend", "legend title", "legend labels", "plot title", "unlocated"}) {
            INFO(name);
            CHECK(find(boxes, name) != nullptr);
        }
    }
}

TEST_CASE("a map of the world fills an upright frame's width, and the timeline the rest") {
    for (const auto& [width, height] : {Size{1080, 1920}, {1080, 1350}}) {
        const FrameLayout layout(width, height, 2.25);
        CHECK(layout.map.height * 2.25 == Approx(layout.map.width));
        CHECK(layout.map.width > 0.95 * width);
        CHECK(layout.plot.height > 0.1 * height);
    }
}

TEST_CASE("nothing is drawn outside of the boxes, whatever the texts and numbers are") {
    ViewSubject subject = test::sample_subject();
    subject.title = "A repository whose title is much longer than any frame is wide, and goes on";
    subject.mirror_name = "a-mirror-with-quite-a-long-name.department.university.example.org";
    subject.geoip_credit = "MaxMind GeoLite2";
    for (const auto& [width, height] : {Size{480, 270},
                                        {640, 360},
                                        {854, 480},
                                        {1920, 1080},
                                        {1080, 1920},
                                        {1080, 1350},
                                        {1080, 1080},
                                        {480, 480}}) {
        FrameSettings settings = test::settings_of("eqearth", width, height);
        settings.afterglow = 30;
        const std::uint32_t background =
            load_theme(settings.theme, settings.data_directory).map.background | 0xFF000000U;
        for (const Metric metric : {Metric::clients, Metric::bytes}) {
            settings.metric = metric;
            const FrameRenderer renderer(settings, subject);
            DayView view = test::sample_day(CivilDay(2019, 12, 24), 400, 1, 50);
            view.clients = view.unlocated = 999'999;
            view.requests = 888'888;
            view.bytes = 999'000'000'000;
            view.countries = {{CountryCode::from("DE"), 5}};
            const Picture picture = renderer.render(view);
            // The renderer's own layout is for the same map.
            const auto boxes = renderer.layout().boxes();
            int stray = 0;
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < width; ++x) {
                    if (picture.row(y)[x] == background) {
                        continue;
                    }
                    constexpr int reach = 2;  // of antialiasing
                    const bool inside =
                        std::any_of(boxes.begin(), boxes.end(), [&](const auto& named) {
                            return x >= named.box.left - reach && x < named.box.right() + reach &&
                                   y >= named.box.top - reach && y < named.box.bottom() + reach;
                        });
                    stray += inside ? 0 : 1;
                }
            }
            INFO(width << "x" << height << " " << name_of(metric));
            CHECK(stray == 0);
        }
    }
}
