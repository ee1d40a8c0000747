#include "render/frame/heat_layer.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

#include "render/frame/palette.hpp"

namespace mapgen {
namespace {

constexpr int levels = 64;
constexpr int tones = 1024;
constexpr unsigned tone_shift = 6;  // 16 bits of the field to 10 of the tones
constexpr std::uint32_t full = 65535;

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

/// peak × (1 − d²/r²)³, close to a Gauss curve and zero at the rim; in integers, because a
/// library's exp() may round differently one day.
std::vector<std::uint16_t> bump(double radius, int whole_radius, double peak) {
    const auto radius_squared = static_cast<std::int64_t>(std::lround(radius * radius * 1024));
    const auto top = static_cast<std::int64_t>(std::lround(peak * full));
    std::vector<std::uint16_t> values;
    for (int y = -whole_radius; y <= whole_radius; ++y) {
        for (int x = -whole_radius; x <= whole_radius; ++x) {
            const std::int64_t distance_squared =
                (std::int64_t{x} * x + std::int64_t{y} * y) * 1024;
            const std::int64_t rest = std::max<std::int64_t>(radius_squared - distance_squared, 0);
            const std::int64_t part = rest * 65536 / radius_squared;
            const std::int64_t cube = (part * part >> 16) * part >> 16;
            values.push_back(static_cast<std::uint16_t>(top * cube >> 16));
        }
    }
    return values;
}

double smooth_step(double value) {
    const double x = std::clamp(value, 0.0, 1.0);
    return x * x * (3 - 2 * x);
}

std::uint32_t eighth_bits(double fraction) {
    return static_cast<std::uint32_t>(std::lround(std::clamp(fraction, 0.0, 1.0) * 255));
}

void keep_stronger(std::uint16_t* __restrict field, const std::uint16_t* __restrict stamp,
                   int count) {
    for (int i = 0; i < count; ++i) {
        field[i] = std::max(field[i], stamp[i]);
    }
}

/// What is left dark is lit by the stamp's part of it.
void saturate(std::uint16_t* __restrict field, const std::uint16_t* __restrict stamp, int count) {
    for (int i = 0; i < count; ++i) {
        const auto dark = static_cast<std::uint16_t>(full - field[i]);
        const std::uint32_t product = std::uint32_t{dark} * stamp[i];
        field[i] = static_cast<std::uint16_t>(field[i] + static_cast<std::uint16_t>(product >> 16));
    }
}

/// The stamp with `strength` of its light, of full_strength.
std::vector<std::uint16_t> dimmed(std::span<const std::uint16_t> stamp, std::uint32_t strength) {
    std::vector<std::uint16_t> result(stamp.size());
    std::transform(stamp.begin(), stamp.end(), result.begin(), [&](std::uint16_t value) {
        return static_cast<std::uint16_t>(value * strength / full_strength);
    });
    return result;
}

}  // namespace

/// Working memory of one draw(), all zero between two.
struct HeatLayer::Field {
    struct Extent {
        int first = std::numeric_limits<int>::max();
        int last = -1;  ///< inclusive
    };

    std::vector<std::uint64_t> amounts;
    std::vector<std::uint16_t> core;
    std::vector<std::uint16_t> glow;
    std::vector<Extent> touched;  ///< by row

    template <typename Combine>
    void press(std::vector<std::uint16_t>& onto, int width, const FrameBox& clip,
               const HeatSpot& spot, const Stamp& stamp, Combine combine) {
        const int first = std::max(spot.x - stamp.radius, clip.left);
        const int last = std::min(spot.x + stamp.radius, clip.right() - 1);
        const int top = std::max(spot.y - stamp.radius, clip.top);
        const int bottom = std::min(spot.y + stamp.radius, clip.bottom() - 1);
        if (first > last) {
            return;
        }
        const std::ptrdiff_t side = 2 * stamp.radius + 1;
        for (int y = top; y <= bottom; ++y) {
            const std::uint16_t* values = stamp.values.data() + (y - spot.y + stamp.radius) * side +
                                          (first - spot.x + stamp.radius);
            combine(onto.data() + std::ptrdiff_t{y} * width + first, values, last - first + 1);
            Extent& extent = touched[static_cast<std::size_t>(y)];
            extent.first = std::min(extent.first, first);
            extent.last = std::max(extent.last, last);
        }
    }
};

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
        const int whole_core = static_cast<int>(std::floor(core));
        const int whole_glow = static_cast<int>(std::floor(glow));
        const double peak = heat.core_from + (1 - heat.core_from) * position;
        m_cores.push_back({whole_core, bump(core, whole_core, peak)});
        m_glows.push_back({whole_glow, bump(glow, whole_glow, strength)});
    }
    for (int i = 0; i < tones; ++i) {
        const double value = i / (tones - 1.0);
        m_core_tones.push_back(
            {palette_at(heat.palette, value),
             eighth_bits(heat.core_opacity *
                         smooth_step(value / std::max(heat.core_from * 1.25, 0.05)))});
        m_glow_tones.push_back({palette_at(heat.palette, value * heat.glow_to),
                                eighth_bits(heat.glow_opacity * value)});
    }
}

HeatLayer::~HeatLayer() = default;

std::size_t HeatLayer::level_of(std::uint64_t amount) const {
    const auto above = std::upper_bound(m_level_starts.begin(), m_level_starts.end(), amount);
    return static_cast<std::size_t>(above - m_level_starts.begin());
}

std::unique_ptr<HeatLayer::Field> HeatLayer::borrow_field(std::size_t pixels) const {
    const std::lock_guard lock(m_mutex);
    if (!m_idle_fields.empty() && m_idle_fields.back()->core.size() == pixels) {
        auto field = std::move(m_idle_fields.back());
        m_idle_fields.pop_back();
        return field;
    }
    auto field = std::make_unique<Field>();
    field->amounts.resize(pixels);
    field->core.resize(pixels);
    field->glow.resize(pixels);
    return field;
}

void HeatLayer::return_field(std::unique_ptr<Field> field) const {
    const std::lock_guard lock(m_mutex);
    m_idle_fields.push_back(std::move(field));
}

void HeatLayer::draw(Picture& picture, const FrameBox& clip,
                     std::span<const HeatSpot> spots) const {
    auto field = borrow_field(picture.pixels.size());
    field->touched.assign(static_cast<std::size_t>(picture.height), {});
    const auto index_of = [&](const HeatSpot& spot) {
        return static_cast<std::size_t>(spot.y) * static_cast<std::size_t>(picture.width) +
               static_cast<std::size_t>(spot.x);
    };
    const auto is_inside = [&](const HeatSpot& spot) {
        return spot.amount > 0 && spot.x >= clip.left && spot.x < clip.right() &&
               spot.y >= clip.top && spot.y < clip.bottom();
    };
    for (const HeatSpot& spot : spots) {
        if (is_inside(spot) && spot.strength == full_strength) {
            std::uint64_t& sum = field->amounts[index_of(spot)];
            sum += std::min(spot.amount, std::numeric_limits<std::uint64_t>::max() - sum);
        }
    }
    std::map<std::pair<std::size_t, std::uint16_t>, std::pair<Stamp, Stamp>> faded;
    for (const HeatSpot& spot : spots) {
        if (!is_inside(spot)) {
            continue;
        }
        // The first spot of a pixel stands for all of them.
        if (spot.strength < full_strength) {
            const std::size_t level = level_of(spot.amount);
            auto [stamps, is_new] = faded.try_emplace({level, spot.strength});
            auto& [core, glow] = stamps->second;
            if (is_new) {
                core = {m_cores[level].radius, dimmed(m_cores[level].values, spot.strength)};
                glow = {m_glows[level].radius, dimmed(m_glows[level].values, spot.strength)};
            }
            field->press(field->core, picture.width, clip, spot, core, keep_stronger);
            field->press(field->glow, picture.width, clip, spot, glow, saturate);
            continue;
        }
        const std::uint64_t amount = std::exchange(field->amounts[index_of(spot)], 0);
        if (amount == 0) {
            continue;
        }
        const std::size_t level = level_of(amount);
        field->press(field->core, picture.width, clip, spot, m_cores[level], keep_stronger);
        field->press(field->glow, picture.width, clip, spot, m_glows[level], saturate);
    }

    for (int y = clip.top; y < clip.bottom(); ++y) {
        const Field::Extent extent = field->touched[static_cast<std::size_t>(y)];
        const std::ptrdiff_t begin = std::ptrdiff_t{y} * picture.width;
        for (int x = extent.first; x <= extent.last; ++x) {
            std::uint16_t& core = field->core[static_cast<std::size_t>(begin + x)];
            std::uint16_t& glow = field->glow[static_cast<std::size_t>(begin + x)];
            if (glow == 0 && core == 0) {
                continue;
            }
            std::uint32_t pixel = picture.row(y)[x];
            const Tone& halo = m_glow_tones[glow >> tone_shift];
            const Tone& light = m_core_tones[core >> tone_shift];
            if (halo.opacity != 0) {
                pixel = blended(pixel, halo.colour, halo.opacity);
            }
            if (light.opacity != 0) {
                pixel = blended(pixel, light.colour, light.opacity);
            }
            picture.row(y)[x] = pixel;
            core = 0;
            glow = 0;
        }
    }
    return_field(std::move(field));
}

}  // namespace mapgen
