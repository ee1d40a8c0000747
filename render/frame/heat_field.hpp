#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "render/frame/day_view.hpp"
#include "render/frame/frame_layout.hpp"
#include "render/frame/light_lanes.hpp"

namespace mapgen {

/// Light around a point: peak × (1 − d²/r²)³, close to a Gauss curve and zero at the rim. Kept in
/// groups of neighbours in a row, as many as a processor works on at once.
class HeatStamp {
public:
    static constexpr int lanes = LightLanes::count;
    using Values = std::array<std::uint16_t, lanes>;

    struct Group {
        std::int16_t row = 0;     ///< relative to the centre
        std::int16_t column = 0;  ///< of the first value, relative to the centre
        Values values{};          ///< the last group of a row ends in zeros
    };

    /// `radius` in pixels, `peak` 0 … 1 of the strongest light.
    HeatStamp(double radius, double peak);

    int radius() const { return m_radius; }
    std::span<const Group> groups() const { return m_groups; }

private:
    int m_radius;
    std::vector<Group> m_groups;
};

/// The working memory in which the light of one frame gathers: for each pixel of a box a core and a
/// glow, 0 … 65535. Knows which tiles were touched, so that only those cost anything afterwards.
class HeatField {
public:
    /// `reach`: the largest radius of the stamps that will be pressed.
    HeatField(const FrameBox& box, int reach);

    const FrameBox& box() const { return m_box; }

    /// Collects what lies on one pixel of the box: adds `amount` to the sum at (x, y).
    void add(int x, int y, std::uint64_t amount);
    /// One of the sums, with its pixel.
    struct Sum {
        int x = 0;
        int y = 0;
        std::uint64_t amount = 0;
    };
    /// What was added, in the order in which pixels came first.
    std::span<const Sum> sums() const { return m_sums; }
    void forget_sums();

    /// Around a pixel of the box, with `strength` of the stamps' light (0 … full_strength): cores
    /// that overlap show the stronger one, and of what glows left dark the next one lights its
    /// part.
    void press(int x, int y, const HeatStamp& core, const HeatStamp& glow, std::uint16_t strength);

    /// Hands over all light inside the box and leaves the field dark: calls
    /// visit(x, y, cores, glows, count) for stretches of a row that hold some.
    template <typename Visit>
    void take_light(Visit visit);

private:
    static constexpr int tile_width = 64;
    static constexpr int tile_height = 8;

    std::size_t cell(int x, int y) const {
        return static_cast<std::size_t>(y - m_top) * m_stride +
               static_cast<std::size_t>(x - m_left);
    }
    void mark_tiles(int x, int y, int radius);

    FrameBox m_box;
    int m_left;  ///< of the first cell; cells around the box spare all checks of its edges
    int m_top;
    std::size_t m_stride;
    std::size_t m_tile_columns;
    std::size_t m_tile_rows;
    std::vector<std::uint16_t> m_core;
    std::vector<std::uint16_t> m_glow;
    std::vector<std::uint8_t> m_touched;  ///< by tile
    std::vector<std::uint32_t> m_sum_of;  ///< by cell: 1 + the place in m_sums, or 0
    std::vector<Sum> m_sums;
};

template <typename Visit>
void HeatField::take_light(Visit visit) {
    for (std::size_t tile_row = 0; tile_row < m_tile_rows; ++tile_row) {
        for (std::size_t tile_column = 0; tile_column < m_tile_columns; ++tile_column) {
            std::uint8_t& touched = m_touched[tile_row * m_tile_columns + tile_column];
            if (touched == 0) {
                continue;
            }
            touched = 0;
            const int left = m_left + static_cast<int>(tile_column) * tile_width;
            const int top = m_top + static_cast<int>(tile_row) * tile_height;
            const int first = std::max(left, m_box.left);
            const int end = std::min(left + tile_width, m_box.right());
            for (int y = top; y < top + tile_height; ++y) {
                std::uint16_t* cores = m_core.data() + cell(left, y);
                std::uint16_t* glows = m_glow.data() + cell(left, y);
                if (first < end && y >= m_box.top && y < m_box.bottom()) {
                    visit(first, y, cores + (first - left), glows + (first - left), end - first);
                }
                std::memset(cores, 0, tile_width * sizeof *cores);
                std::memset(glows, 0, tile_width * sizeof *glows);
            }
        }
    }
}

}  // namespace mapgen
