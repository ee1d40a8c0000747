#include "render/frame/frame_renderer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "render/frame/country_layer.hpp"
#include "render/frame/frame_layout.hpp"
#include "render/frame/frame_text.hpp"
#include "render/frame/heat_layer.hpp"
#include "render/frame/mirror_ring.hpp"
#include "render/frame/place_pixels.hpp"
#include "render/frame/theme.hpp"
#include "render/frame/timeline.hpp"
#include "render/map/base_map.hpp"
#include "render/map/country_areas.hpp"
#include "render/map/map_choice.hpp"

namespace mapgen {
namespace {

/// The settings as they came, or a usage Error.
FrameSettings checked(const FrameSettings& settings) {
    const bool fits = settings.width >= 480 && settings.width <= 7680 && settings.height >= 270 &&
                      settings.height <= 4320;
    if (!fits || settings.width % 2 != 0 || settings.height % 2 != 0) {
        throw usage_error(fmt::format(
            "size {}x{} cannot be drawn; width and height must be even, from 480x270 to 7680x4320",
            settings.width, settings.height));
    }
    return settings;
}

MapLayout map_in(const FrameSettings& settings, PixelArea area) {
    return layout_of({settings.projection, settings.region, settings.central_meridian}, area);
}

/// What the chosen map's width is to its height.
double map_aspect(const FrameSettings& settings) {
    const PixelArea shown = map_in(settings, {0, 0, 1000, 1000}).extent();
    return shown.width / shown.height;
}

/// The map with a margin for the glow of its rim, up to the texts around it. A region goes on
/// beyond its edges, and its glow does not.
FrameBox heat_box(const FrameLayout& layout, const MapLayout& map_layout) {
    const PixelArea map = map_layout.extent();
    const int rim =
        map_layout.is_cut_out() ? 0 : static_cast<int>(std::lround(8 * layout.map_unit));
    const int left = std::max(static_cast<int>(std::floor(map.left)) - rim, 0);
    const int top = std::max(static_cast<int>(std::floor(map.top)) - rim, 0);
    const int right = std::min(static_cast<int>(std::ceil(map.right())) + rim, layout.width);
    const int bottom = std::min(static_cast<int>(std::ceil(map.bottom())) + rim, layout.height);
    return {left, top, right - left, bottom - top};
}

}  // namespace

struct FrameRenderer::State {
    FrameLayout layout;
    Theme theme;
    Metric metric;
    int afterglow;
    TextSetter text;
    CountryLayer countries;
    HeatLayer heat;
    TimelineLayer timeline;
    PlacePixels places;
    FrameBox heat_clip;
    Picture base;  ///< all that no frame changes
    CoverageMask mirror;
    CoverageMask mirror_rim;  ///< sets the ring off from clients as bright as itself

    State(const FrameSettings& settings, const ViewSubject& subject, const FrameLayout& frame,
          MapLayout map, FrameBox clip)
        : layout(frame),
          theme(load_theme(settings.theme, settings.data_directory)),
          metric(settings.metric),
          afterglow(settings.afterglow),
          text(settings.data_directory / "fonts",
               subject.title + subject.mirror_name + subject.geoip_credit),
          countries(theme.countries, country_areas(map, settings.data_directory / "natural-earth"),
                    lake_paths(map, settings.data_directory / "natural-earth"), clip),
          heat(theme.heat, settings.metric, layout.map_unit),
          timeline(layout, theme, text, settings.metric),
          places(std::move(map)),
          heat_clip(clip) {}

    FrameTools tools() const { return {layout, theme, text, metric, afterglow}; }
};

FrameRenderer::FrameRenderer(const FrameSettings& settings, const ViewSubject& subject) {
    const FrameSettings valid = checked(settings);
    const FrameLayout frame(valid.width, valid.height, map_aspect(valid));
    MapLayout map = map_in(valid, frame.map);
    const Theme theme = load_theme(valid.theme, valid.data_directory);

    Picture base{valid.width, valid.height, {}};
    base.pixels.resize(static_cast<std::size_t>(valid.width) *
                       static_cast<std::size_t>(valid.height));
    draw_base_map(map, theme.map, {valid.data_directory / "natural-earth", valid.borders},
                  base.pixels, base.width, base.height);
    const FrameBox clip = heat_box(frame, map);
    const FrameBox ring_box = map.is_cut_out() ? clip : FrameBox{0, 0, base.width, base.height};

    m_state = std::make_unique<State>(valid, subject, frame, std::move(map), clip);
    m_state->base = std::move(base);
    draw_subject(m_state->base, m_state->tools(), subject);
    draw_legend(m_state->base, m_state->tools());
    m_state->timeline.draw_axis(m_state->base);
    if (subject.mirror) {
        if (const auto centre = pixel_of(*subject.mirror)) {
            const double radius = std::max(6.5 * frame.map_unit, 3.5);
            const double stroke = std::max(1.5 * frame.map_unit, 1.25);
            m_state->mirror = ring_mask(*centre, radius, stroke, ring_box);
            m_state->mirror_rim = ring_mask(*centre, radius, stroke * 2.6, ring_box);
        }
    }
}

FrameRenderer::~FrameRenderer() = default;
FrameRenderer::FrameRenderer(FrameRenderer&&) noexcept = default;
FrameRenderer& FrameRenderer::operator=(FrameRenderer&&) noexcept = default;

Picture FrameRenderer::render(const DayView& view) const {
    const State& state = *m_state;
    Picture picture = state.base;
    if (view.has_data) {
        state.countries.draw(picture, view.countries);
        state.heat.draw(picture, state.heat_clip, state.places.spots(view.places));
    }
    blend_mask(picture, state.mirror_rim, 0, 0, state.theme.map.background);
    blend_mask(picture, state.mirror, 0, 0, state.theme.mirror_ring);
    draw_day(picture, state.tools(), view);
    state.timeline.draw(picture, view);
    return picture;
}

std::optional<PixelPoint> FrameRenderer::pixel_of(Coordinates coordinates) const {
    return m_state->places.pixel_of(coordinates);
}

const FrameLayout& FrameRenderer::layout() const {
    return m_state->layout;
}

}  // namespace mapgen
