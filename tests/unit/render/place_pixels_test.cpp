#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "catch.hpp"
#include "render/frame/place_pixels.hpp"
#include "sample_views.hpp"

using namespace mapgen;

namespace {

MapLayout layout(const char* projection) {
    return MapLayout(Projection(projection), {0, 0, 800, 400});
}

/// Each place by itself.
std::vector<HeatSpot> expected_spots(const MapLayout& map, const std::vector<PlaceCount>& places) {
    std::vector<HeatSpot> spots;
    for (const PlaceCount& place : places) {
        if (const auto point = map.pixel_of(place.place.coordinates())) {
            spots.push_back({static_cast<int>(std::floor(point->x)),
                             static_cast<int>(std::floor(point->y)), place.amount});
        }
    }
    return spots;
}

bool same(const std::vector<HeatSpot>& a, const std::vector<HeatSpot>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.x == y.x && x.y == y.y && x.amount == y.amount;
    });
}

}  // namespace

TEST_CASE("places are where the map says, met for the first time or again") {
    for (const char* projection : {"eqearth", "+proj=ortho +lat_0=40"}) {
        const MapLayout map = layout(projection);
        const PlacePixels pixels(layout(projection));
        // Days that share some of their places, few after many, and many after few.
        for (const int count : {300, 5, 900, 40, 1, 900}) {
            const auto places =
                test::sample_day(CivilDay(2020, 1, 1), 1, static_cast<unsigned>(count), count)
                    .places;
            const auto expected = expected_spots(map, places);
            CHECK(same(pixels.spots(places), expected));
            CHECK(same(pixels.spots(places), expected));
        }
    }
}

TEST_CASE("places in any order, and twice, are found as well") {
    const MapLayout map = layout("robin");
    const PlacePixels pixels(layout("robin"));
    auto places = test::sample_day(CivilDay(2020, 1, 1), 1, 3, 200).places;
    std::reverse(places.begin(), places.end());
    places.push_back(places.front());
    places.insert(places.begin() + 20, places[21]);
    CHECK(same(pixels.spots(places), expected_spots(map, places)));
    CHECK(same(pixels.spots(places), expected_spots(map, places)));
    CHECK(pixels.spots({}).empty());
}
