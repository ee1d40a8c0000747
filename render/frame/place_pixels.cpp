#include "render/frame/place_pixels.hpp"

#include <cmath>

namespace mapgen {

std::optional<PixelPoint> PlacePixels::pixel_of(Coordinates coordinates) const {
    const std::lock_guard lock(m_layout_mutex);
    return m_layout.pixel_of(coordinates);
}

std::vector<HeatSpot> PlacePixels::spots(std::span<const PlaceCount> places) const {
    std::vector<Pixel> pixels(places.size());
    std::vector<std::size_t> unknown;
    {
        const std::shared_lock lock(m_known_mutex);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto found = m_known.find(places[i].place.key());
            if (found != m_known.end()) {
                pixels[i] = found->second;
            } else {
                unknown.push_back(i);
            }
        }
    }
    if (!unknown.empty()) {
        for (const std::size_t i : unknown) {
            if (const auto point = pixel_of(places[i].place.coordinates())) {
                pixels[i] = {static_cast<std::int16_t>(std::floor(point->x)),
                             static_cast<std::int16_t>(std::floor(point->y))};
            }
        }
        const std::unique_lock lock(m_known_mutex);
        for (const std::size_t i : unknown) {
            m_known.emplace(places[i].place.key(), pixels[i]);
        }
    }
    std::vector<HeatSpot> spots;
    spots.reserve(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (pixels[i].x >= 0) {
            spots.push_back({pixels[i].x, pixels[i].y, places[i].amount, places[i].strength});
        }
    }
    return spots;
}

}  // namespace mapgen
