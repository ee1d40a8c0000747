#include "render/frame/heat_layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

#include "render/frame/palette.hpp"

namespace mapgen {
namespace {

constexpr int levels = 64;
constexpr int tones = 1024;
constexpr unsigned tone_shift = 6;  // 16 bits of the field to 10 of the tones

// Lengths in pixels at 1920×1080, from the scale's low end to its high one.
constexpr double core_radius_few = 3.5;
constexpr double core_radius_many = 7.5;
constexpr double least_core_radius = 2;
constexpr double glow_radius_few = 12;
constexpr double glow_radius_many = 34;
constexpr double glow_strength_few = 0.11;
constexpr double glow_strength_many = 0.72;

/// The least amount of each level but the lowest. None of these powers comes near a whole number,
/// so that a library's rounding does not matter.
std::vector<std::uint64_t> level_starts(Metric metric) {
    const MetricScale scale = scale_of(metric);
    const auto low = static_cast<double>(scale.low);
    const double ratio = static_cast<double>(scale.high) / low;
    std::vector<std::uint64_t> starts;
    for (int level = 1; level < levels; ++level) {
        starts.push_back(static_cast<std::uint64_t>(
            std::ceil(low * std::pow(ratio, (level - 0.5) / (levels - 1)))));
    }
    return starts;
}

double smooth_step(double value) {
    const double x = std::clamp(value, 0.0, 1.0);
    return x * x * (3 - 2 * x);
}

std::uint32_t eighth_bits(double fraction) {
    return static_cast<std::uint32_t>(std::lround(std::clamp(fraction, 0.0, 1.0) * 255));
}

/// Lays the glow and the core of `count` pixels on them. Both are dark at most pixels, which are
/// passed four at a time.
void lay_light(std::uint32_t* pixels, const std::uint16_t* cores, const std::uint16_t* glows,
               int count, std::span<const Overlay> core_tones,
               std::span<const Overlay> glow_tones) {
    constexpr int stride = 4;
    for (int first = 0; first < count; first += stride) {
        const int end = std::min(first + stride, count);
        if (end - first == stride) {
            std::array<std::uint64_t, 2> light;
            std::memcpy(&light[0], cores + first, sizeof light[0]);
            std::memcpy(&light[1], glows + first, sizeof light[1]);
            if ((light[0] | light[1]) == 0) {
                continue;
            }
        }
        for (int x = first; x < end; ++x) {
            const Overlay& halo = glow_tones[glows[x] >> tone_shift];
            const Overlay& light = core_tones[cores[x] >> tone_shift];
            if (!halo.is_clear()) {
                pixels[x] = laid_on(pixels[x], halo);
            }
            if (!light.is_clear()) {
                pixels[x] = laid_on(pixels[x], light);
            }
        }
    }
}

}  // namespace

HeatLayer::HeatLayer(const Theme::Heat& heat, Metric metric, double unit)
    : m_level_starts(level_starts(metric)) {
    for (int level = 0; level < levels; ++level) {
        const double position = level / (levels - 1.0);
        const double core =
            std::max(unit * (core_radius_few + (core_radius_many - core_radius_few) * position),
                     least_core_radius);
        const double squared = position * position;
        const double glow = std::max(
            unit * (glow_radius_few + (glow_radius_many - glow_radius_few) * squared), 3.0);
        const double strength =
            glow_strength_few + (glow_strength_many - glow_strength_few) * squared;
        const double peak = heat.core_from + (1 - heat.core_from) * position;
        m_cores.emplace_back(core, peak);
        m_glows.emplace_back(glow, strength);
    }
    for (int i = 0; i < tones; ++i) {
        const double value = i / (tones - 1.0);
        m_core_tones.push_back(
            overlay_of(palette_at(heat.palette, value),
                       eighth_bits(heat.core_opacity *
                                   smooth_step(value / std::max(heat.core_from * 1.25, 0.05)))));
        m_glow_tones.push_back(overlay_of(palette_at(heat.palette, value * heat.glow_to),
                                          eighth_bits(heat.glow_opacity * value)));
    }
}

std::size_t HeatLayer::level_of(std::uint64_t amount) const {
    const auto above = std::upper_bound(m_level_starts.begin(), m_level_starts.end(), amount);
    return static_cast<std::size_t>(above - m_level_starts.begin());
}

std::unique_ptr<HeatField> HeatLayer::borrow_field(const FrameBox& clip) const {
    {
        const std::lock_guard lock(m_mutex);
        while (!m_idle_fields.empty()) {
            auto field = std::move(m_idle_fields.back());
            m_idle_fields.pop_back();
            if (field->box() == clip) {
                return field;
            }
        }
    }
    int reach = 0;
    for (const auto* stamps : {&m_cores, &m_glows}) {
        for (const HeatStamp& stamp : *stamps) {
            reach = std::max(reach, stamp.radius());
        }
    }
    return std::make_unique<HeatField>(clip, reach);
}

std::unique_ptr<HeatField> HeatLayer::press(const FrameBox& clip,
                                            std::span<const HeatSpot> spots) const {
    auto field = borrow_field(clip);
    const auto shows = [&](const HeatSpot& spot) {
        return spot.amount > 0 && clip.contains(spot.x, spot.y);
    };
    for (const HeatSpot& spot : spots) {
        if (shows(spot) && spot.strength == full_strength) {
            field->add(spot.x, spot.y, spot.amount);
        }
    }
    for (const HeatField::Sum& sum : field->sums()) {
        const std::size_t level = level_of(sum.amount);
        field->press(sum.x, sum.y, m_cores[level], m_glows[level], full_strength);
    }
    for (const HeatSpot& spot : spots) {
        if (shows(spot) && spot.strength != full_strength) {
            const std::size_t level = level_of(spot.amount);
            field->press(spot.x, spot.y, m_cores[level], m_glows[level], spot.strength);
        }
    }
    field->forget_sums();
    return field;
}

void HeatLayer::colour(Picture& picture, std::unique_ptr<HeatField> field) const {
    field->take_light(
        [&](int x, int y, const std::uint16_t* cores, const std::uint16_t* glows, int count) {
            lay_light(picture.row(y) + x, cores, glows, count, m_core_tones, m_glow_tones);
        });
    const std::lock_guard lock(m_mutex);
    m_idle_fields.push_back(std::move(field));
}

void HeatLayer::draw(Picture& picture, const FrameBox& clip,
                     std::span<const HeatSpot> spots) const {
    colour(picture, press(clip, spots));
}

}  // namespace mapgen
