#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "render/frame/day_view.hpp"
#include "render/frame/heat_layer.hpp"
#include "render/map/map_layout.hpp"

namespace mapgen {

/// Projects each place once and remembers it for all later frames. Thread-safe.
class PlacePixels {
public:
    explicit PlacePixels(MapLayout layout) : m_layout(std::move(layout)) {}

    std::optional<PixelPoint> pixel_of(Coordinates coordinates) const;
    /// Where the places are that the map shows, in their order.
    std::vector<HeatSpot> spots(std::span<const PlaceCount> places) const;

private:
    struct Pixel {
        std::int16_t x = -1;  ///< −1: not on the map
        std::int16_t y = -1;
    };

    mutable std::mutex m_layout_mutex;  ///< PROJ works for one thread at a time
    MapLayout m_layout;
    mutable std::shared_mutex m_known_mutex;
    mutable std::unordered_map<std::uint32_t, Pixel> m_known;  ///< by the place's key
};

}  // namespace mapgen
