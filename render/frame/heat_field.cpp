#include "render/frame/heat_field.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mapgen {
namespace {

constexpr std::int64_t full = 65535;

/// In integers, because a library's exp() may round differently one day.
std::uint16_t bump(int x, int y, std::int64_t radius_squared, std::int64_t top) {
    const std::int64_t distance_squared = (std::int64_t{x} * x + std::int64_t{y} * y) * 1024;
    const std::int64_t rest = std::max<std::int64_t>(radius_squared - distance_squared, 0);
    const std::int64_t part = rest * 65536 / radius_squared;
    const std::int64_t cube = (part * part >> 16) * part >> 16;
    return static_cast<std::uint16_t>(top * cube >> 16);
}

std::size_t rounded_up(int value, int step) {
    const int steps = (value + step - 1) / step;
    return static_cast<std::size_t>(steps) * static_cast<std::size_t>(step);
}

/// Changes the field around `centre`, group by group.
template <typename Combine>
void press_groups(std::uint16_t* centre, std::ptrdiff_t stride,
                  std::span<const HeatStamp::Group> groups, Combine combine) {
    for (const HeatStamp::Group& group : groups) {
        std::uint16_t* const field = centre + group.row * stride + group.column;
        combine(LightLanes::load(field), LightLanes::load(group.values.data())).store(field);
    }
}

}  // namespace

HeatStamp::HeatStamp(double radius, double peak) : m_radius(static_cast<int>(std::floor(radius))) {
    const auto radius_squared = static_cast<std::int64_t>(std::lround(radius * radius * 1024));
    const auto top = static_cast<std::int64_t>(std::lround(peak * full));
    for (int y = -m_radius; y <= m_radius; ++y) {
        int reach = m_radius;
        while (reach >= 0 && bump(reach, y, radius_squared, top) == 0) {
            --reach;
        }
        for (int first = -reach; first <= reach; first += lanes) {
            Group group{static_cast<std::int16_t>(y), static_cast<std::int16_t>(first), {}};
            for (int lane = 0; lane < std::min(lanes, reach - first + 1); ++lane) {
                group.values[static_cast<std::size_t>(lane)] =
                    bump(first + lane, y, radius_squared, top);
            }
            m_groups.push_back(group);
        }
    }
}

HeatField::HeatField(const FrameBox& box, int reach)
    : m_box(box),
      m_left(box.left - reach),
      m_top(box.top - reach),
      // The last group of a stamp's row may begin at its rim.
      m_stride(rounded_up(box.width + 2 * reach + HeatStamp::lanes, tile_width)),
      m_tile_columns(m_stride / tile_width),
      m_tile_rows(rounded_up(box.height + 2 * reach, tile_height) / tile_height),
      m_core(m_stride * m_tile_rows * tile_height),
      m_glow(m_core.size()),
      m_touched(m_tile_columns * m_tile_rows),
      m_sum_of(m_core.size()) {}

void HeatField::add(int x, int y, std::uint64_t amount) {
    std::uint32_t& index = m_sum_of[cell(x, y)];
    if (index == 0) {
        m_sums.push_back({x, y, amount});
        index = static_cast<std::uint32_t>(m_sums.size());
        return;
    }
    std::uint64_t& sum = m_sums[index - 1].amount;
    sum += std::min(amount, std::numeric_limits<std::uint64_t>::max() - sum);
}

void HeatField::forget_sums() {
    for (const Sum& sum : m_sums) {
        m_sum_of[cell(sum.x, sum.y)] = 0;
    }
    m_sums.clear();
}

void HeatField::press(int x, int y, const HeatStamp& core, const HeatStamp& glow,
                      std::uint16_t strength) {
    std::uint16_t* const cores = m_core.data() + cell(x, y);
    std::uint16_t* const glows = m_glow.data() + cell(x, y);
    const auto stride = static_cast<std::ptrdiff_t>(m_stride);
    if (strength >= full_strength) {
        press_groups(cores, stride, core.groups(), LightLanes::stronger);
        press_groups(glows, stride, glow.groups(), LightLanes::lit);
    } else {
        static_assert(full_strength == 256);
        const LightLanes part = LightLanes::all(static_cast<std::uint16_t>(strength << 8));
        press_groups(cores, stride, core.groups(), [&](const auto& field, const auto& stamp) {
            return LightLanes::stronger(field, LightLanes::part(stamp, part));
        });
        press_groups(glows, stride, glow.groups(), [&](const auto& field, const auto& stamp) {
            return LightLanes::lit(field, LightLanes::part(stamp, part));
        });
    }
    mark_tiles(x, y, std::max(core.radius(), glow.radius()));
}

void HeatField::mark_tiles(int x, int y, int radius) {
    const auto tile = [](int cells, int size) { return static_cast<std::size_t>(cells / size); };
    const std::size_t first_column = tile(x - radius - m_left, tile_width);
    const std::size_t last_column = tile(x + radius - m_left, tile_width);
    const std::size_t last_row = tile(y + radius - m_top, tile_height);
    for (std::size_t row = tile(y - radius - m_top, tile_height); row <= last_row; ++row) {
        for (std::size_t column = first_column; column <= last_column; ++column) {
            m_touched[row * m_tile_columns + column] = 1;
        }
    }
}

}  // namespace mapgen
