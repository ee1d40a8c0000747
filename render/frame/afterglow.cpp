#include "render/frame/afterglow.hpp"

#include <cmath>
#include <utility>

namespace mapgen {
namespace {

/// How bright a place is drawn, to compare: the core of the smallest amount has about four tenths
/// of the largest one's light.
std::int64_t brightness(const PlaceCount& place, Metric metric) {
    return std::lround(4000 + 6000 * scale_position(metric, place.amount)) * place.strength;
}

bool is_brighter(const PlaceCount& older, const PlaceCount& younger, Metric metric) {
    // What is older has less strength, so that mostly no logarithm is needed.
    return older.amount > younger.amount &&
           (younger.amount == 0 || brightness(older, metric) > brightness(younger, metric));
}

std::vector<PlaceCount> merged(const std::vector<PlaceCount>& younger,
                               std::span<const PlaceCount> older, std::uint16_t strength,
                               Metric metric) {
    std::vector<PlaceCount> result;
    result.reserve(younger.size() + older.size() / 4);
    auto left = younger.begin();
    auto right = older.begin();
    while (left != younger.end() || right != older.end()) {
        if (right == older.end() || (left != younger.end() && left->place < right->place)) {
            result.push_back(*left++);
            continue;
        }
        PlaceCount faded = *right++;
        faded.strength = strength;
        if (left != younger.end() && left->place == faded.place) {
            result.push_back(is_brighter(faded, *left, metric) ? faded : *left);
            ++left;
        } else {
            result.push_back(faded);
        }
    }
    return result;
}

}  // namespace

std::uint16_t afterglow_strength(int age, int days) {
    return age > days ? std::uint16_t{0}
                      : static_cast<std::uint16_t>(full_strength * (days + 1 - age) / (days + 1));
}

std::vector<PlaceCount> with_afterglow(std::span<const PlaceCount> today,
                                       std::span<const PastDay> past, int days, Metric metric) {
    std::vector<PlaceCount> places(today.begin(), today.end());
    for (const PastDay& day : past) {
        if (const std::uint16_t strength = afterglow_strength(day.age, days); strength > 0) {
            places = merged(places, day.places, strength, metric);
        }
    }
    return places;
}

}  // namespace mapgen
