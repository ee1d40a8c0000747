#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "render/frame/day_view.hpp"
#include "render/frame/frame_layout.hpp"
#include "render/frame/heat_field.hpp"
#include "render/frame/metric.hpp"
#include "render/frame/picture.hpp"
#include "render/frame/pixel_lanes.hpp"
#include "render/frame/theme.hpp"

namespace mapgen {

/// What there is at a pixel.
struct HeatSpot {
    int x = 0;
    int y = 0;
    std::uint64_t amount = 0;  ///< in the layer's metric
    std::uint16_t strength = full_strength;
};

/// Amounts as light: a sharp core and a soft glow a spot, both on the metric's fixed logarithmic
/// scale. Spots of full strength on the same pixel add their amounts; faded ones are dimmed and
/// show beside them; one without any amount is not drawn. Cores that overlap show the stronger one
/// and glows saturate, so that crowded days stay readable. All integers: the same spots in the same
/// order always give the same pixels.
class HeatLayer {
public:
    /// `unit` is the length that one pixel at 1920×1080 has on the picture.
    HeatLayer(const Theme::Heat& heat, Metric metric, double unit);

    /// Draws onto `picture`, nothing outside of `clip`. May be called from many threads.
    void draw(Picture& picture, const FrameBox& clip, std::span<const HeatSpot> spots) const;

    /// The two halves of draw(): what gathers at each pixel of `clip`, …
    std::unique_ptr<HeatField> press(const FrameBox& clip, std::span<const HeatSpot> spots) const;
    /// … and laying that on the picture. Takes the field back for the next frame.
    void colour(Picture& picture, std::unique_ptr<HeatField> field) const;

private:
    std::unique_ptr<HeatField> borrow_field(const FrameBox& clip) const;
    std::size_t level_of(std::uint64_t amount) const;

    std::vector<std::uint64_t> m_level_starts;  ///< the least amount of each level but the lowest
    std::vector<HeatStamp> m_cores;             ///< by level, from small amounts to large ones
    std::vector<HeatStamp> m_glows;
    std::vector<Overlay> m_core_tones;  ///< by the field's upper bits
    std::vector<Overlay> m_glow_tones;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<HeatField>> m_idle_fields;
};

}  // namespace mapgen
