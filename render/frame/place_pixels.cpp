#include "render/frame/place_pixels.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace mapgen {
namespace {

/// The first element from `from` on that is not less than `key`, found in steps that double: near
/// ones cost little, and a few places among many known ones not much.
template <typename Iterator>
Iterator find_from(Iterator from, Iterator end, std::uint32_t key) {
    std::ptrdiff_t step = 1;
    while (end - from > step && from[step].key < key) {
        from += step;
        step *= 2;
    }
    const Iterator last = end - from > step ? from + step : end;
    return std::lower_bound(
        from, last, key, [](const auto& place, std::uint32_t value) { return place.key < value; });
}

}  // namespace

std::optional<PixelPoint> PlacePixels::pixel_of(Coordinates coordinates) const {
    const std::lock_guard lock(m_layout_mutex);
    return m_layout.pixel_of(coordinates);
}

PlacePixels::KnownPlace PlacePixels::projected(Place place) const {
    const auto point = pixel_of(place.coordinates());
    if (!point) {
        return {place.key(), -1, -1};
    }
    return {place.key(), static_cast<std::int16_t>(std::floor(point->x)),
            static_cast<std::int16_t>(std::floor(point->y))};
}

std::shared_ptr<const PlacePixels::KnownPlaces> PlacePixels::known() const {
    const std::lock_guard lock(m_known_mutex);
    return m_known;
}

std::shared_ptr<const PlacePixels::KnownPlaces> PlacePixels::learn(KnownPlaces places) const {
    const auto less = [](const KnownPlace& a, const KnownPlace& b) { return a.key < b.key; };
    std::sort(places.begin(), places.end(), less);
    const auto same = [](const KnownPlace& a, const KnownPlace& b) { return a.key == b.key; };
    places.erase(std::unique(places.begin(), places.end(), same), places.end());
    // Another thread may have learned some of them meanwhile.
    const std::lock_guard lock(m_known_mutex);
    auto all = std::make_shared<KnownPlaces>();
    all->reserve(m_known->size() + places.size());
    std::set_union(m_known->begin(), m_known->end(), places.begin(), places.end(),
                   std::back_inserter(*all), less);
    m_known = all;
    return all;
}

std::vector<HeatSpot> PlacePixels::spots(std::span<const PlaceCount> places) const {
    std::vector<HeatSpot> spots;
    auto known = this->known();
    // A first round tells what is not known yet; mostly it is the only one.
    for (;;) {
        spots.clear();
        spots.reserve(places.size());
        KnownPlaces unknown;
        auto at = known->begin();
        for (const PlaceCount& count : places) {
            const std::uint32_t key = count.place.key();
            if (at != known->begin() && std::prev(at)->key >= key) {
                at = known->begin();  // not in ascending order
            }
            at = find_from(at, known->end(), key);
            if (at == known->end() || at->key != key) {
                unknown.push_back(projected(count.place));
                continue;
            }
            if (at->x >= 0) {
                spots.push_back({at->x, at->y, count.amount, count.strength});
            }
            ++at;
        }
        if (unknown.empty()) {
            return spots;
        }
        known = learn(std::move(unknown));
    }
}

}  // namespace mapgen
