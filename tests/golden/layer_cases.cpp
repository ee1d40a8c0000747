#include "layer_cases.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

#include "render/frame/frame_layout.hpp"
#include "render/frame/heat_layer.hpp"
#include "render/frame/mirror_ring.hpp"
#include "render/frame/text.hpp"
#include "render/frame/theme.hpp"
#include "render/frame/timeline.hpp"
#include "sample_views.hpp"

namespace mapgen::test {
namespace {

Picture flat(int width, int height, std::uint32_t colour) {
    Picture picture{width, height, {}};
    picture.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                          0xFF000000U | colour);
    return picture;
}

/// Amounts from one to a million side by side, crowds that overlap, several on one pixel, and some
/// at the corners of the box and outside of it.
std::vector<HeatSpot> spots(const FrameBox& box) {
    std::vector<HeatSpot> spots;
    std::uint64_t amount = 1;
    for (int x = box.left + 10; x < box.right(); x += 22, amount = amount * 5 / 2 + 1) {
        spots.push_back({x, box.top + 20, amount});
    }
    for (int i = 0; i < 300; ++i) {
        spots.push_back({box.left + 20 + i * 37 % 90 + i % 7, box.top + 60 + i * 53 % 70,
                         static_cast<std::uint64_t>(1 + i % 40)});
    }
    for (int i = 0; i < 50; ++i) {
        spots.push_back({box.left + 160, box.top + 90, 2});
    }
    spots.push_back({box.left, box.bottom() - 1, 300});
    spots.push_back({box.right() - 1, box.bottom() - 1, 20});
    spots.push_back({box.right() - 1, box.top, 5});
    spots.push_back({box.right(), box.top + 60, 1000});
    spots.push_back({-40, -40, 1000});
    spots.push_back({box.left + 200, box.top + 120, 0});
    return spots;
}

LayerCase heat(const std::string& theme_name, double unit) {
    const Theme theme = load_theme(theme_name, data_directory());
    Picture picture = flat(320, 180, theme.map.land);
    const FrameBox box{12, 10, 296, 160};
    HeatLayer(theme.heat, Metric::clients, unit).draw(picture, box, spots(box));
    return {fmt::format("layer-heat-{}-{:.0f}", theme_name, unit * 100), std::move(picture)};
}

LayerCase rings() {
    Picture picture = flat(200, 40, 0x1C2834);
    const FrameBox box{2, 2, 190, 36};
    int x = 20;
    for (const double part : {0.0, 0.25, 0.5, 0.9, 0.7}) {
        const PixelPoint centre{x + part, 20 - part};
        const double radius = 4 + 8 * part;
        blend_mask(picture, ring_mask(centre, radius, 3.9, box), 0, 0, 0x070E14);
        blend_mask(picture, ring_mask(centre, radius, 1.5, box), 0, 0, 0xF4F7FA);
        x += 42;  // the last one leaves the box
    }
    return {"layer-ring", std::move(picture)};
}

/// One whose every fifth day is missing, and a stretch in the middle.
DayView with_gaps(DayView view) {
    const std::size_t days = view.timeline.size();
    for (std::size_t day = 0; day + 1 < days; ++day) {
        if (day % 5 == 3 || (day > days / 2 && day < days * 3 / 5)) {
            view.timeline[day].amount.reset();
        }
    }
    return view;
}

LayerCase timeline(std::string_view name, int days) {
    const FrameLayout layout(1280, 720, 2.25);
    const Theme theme = load_theme("night", data_directory());
    const TextSetter text(data_directory() / "fonts", "");
    const TimelineLayer layer(layout, theme, text, Metric::clients);
    Picture picture = flat(layout.width, layout.height, theme.map.background);
    layer.draw_axis(picture);
    layer.draw_days(picture, with_gaps(sample_day(CivilDay(2012, 2, 27), days, 9, 300)));
    // The rest of the frame is empty.
    constexpr int rim = 8;
    const FrameBox& box = layout.plot;
    Picture part = flat(box.width + 2 * rim, box.height + 2 * rim, 0);
    for (int y = 0; y < part.height; ++y) {
        std::copy_n(picture.row(box.top - rim + y) + box.left - rim, part.width, part.row(y));
    }
    return {fmt::format("layer-timeline-{}", name), std::move(part)};
}

}  // namespace

std::vector<LayerCase> layer_cases() {
    std::vector<LayerCase> cases;
    for (const char* theme : {"night", "paper"}) {
        for (const double unit : {0.25, 1.0, 2.0}) {
            cases.push_back(heat(theme, unit));
        }
    }
    cases.push_back(rings());
    cases.push_back(timeline("a-day", 1));
    cases.push_back(timeline("a-week", 7));
    cases.push_back(timeline("a-quarter", 90));
    cases.push_back(timeline("a-year", 400));
    cases.push_back(timeline("fifteen-years", 15 * 365));
    return cases;
}

}  // namespace mapgen::test
