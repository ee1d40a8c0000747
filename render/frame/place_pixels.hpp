#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
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
    /// Where the places are that the map shows, in their order. Fastest where that is ascending.
    std::vector<HeatSpot> spots(std::span<const PlaceCount> places) const;

private:
    struct KnownPlace {
        std::uint32_t key = 0;  ///< the place's
        std::int16_t x = -1;    ///< −1: not on the map
        std::int16_t y = -1;
    };
    /// Ascending; days look for their places side by side with it, which no hash table can match.
    using KnownPlaces = std::vector<KnownPlace>;

    std::shared_ptr<const KnownPlaces> known() const;
    /// What is known together with `places`, which were not; keeps it for later frames.
    std::shared_ptr<const KnownPlaces> learn(KnownPlaces places) const;
    KnownPlace projected(Place place) const;

    mutable std::mutex m_layout_mutex;  ///< PROJ works for one thread at a time
    MapLayout m_layout;
    mutable std::mutex m_known_mutex;
    mutable std::shared_ptr<const KnownPlaces> m_known = std::make_shared<KnownPlaces>();
};

}  // namespace mapgen
