#include "store/packed_counts.hpp"

#include <stdexcept>

#include "catch.hpp"

using namespace mapgen;

namespace {

std::vector<PlaceTotals> some_places(int count) {
    std::vector<PlaceTotals> places;
    for (int i = 0; i < count; ++i) {
        const auto n = static_cast<std::uint64_t>(i);
        places.push_back({Place::from_key(static_cast<std::uint32_t>(i) * 30'001U), n % 7,
                          n % 7 + n % 300, n * n * 1'000'003U});
    }
    return places;
}

}  // namespace

TEST_CASE("Places and countries come back as they were packed", "[packed]") {
    for (const int count : {0, 1, 2, 20'000}) {
        const auto places = some_places(count);
        CHECK((unpack_places(pack_places(places)) == places));
    }
    const std::vector<CountryTotals> countries{
        {CountryCode{}, {1, 0, 2, 3}},
        {CountryCode::from("DE"), {1, 1, ~std::uint64_t{0}, 4}},
        {CountryCode::from("ZW"), {}}};
    CHECK((unpack_countries(pack_countries(countries)) == countries));
    CHECK(pack_places(some_places(50)) == pack_places(some_places(50)));
}

TEST_CASE("Damaged bytes are an error, never a crash", "[packed]") {
    const std::string packed = pack_places(some_places(300));
    for (std::size_t i = 0; i < packed.size(); ++i) {
        std::string damaged = packed;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
        CHECK_THROWS_AS(unpack_places(damaged), std::exception);
        CHECK_THROWS_AS(unpack_places(packed.substr(0, i)), std::exception);
    }
    CHECK_THROWS_AS(unpack_countries("nonsense"), std::runtime_error);
}

TEST_CASE("Merging adds rows of the same place and keeps the order", "[packed]") {
    const Place a = Place::at({1, 1});
    const Place b = Place::at({2, 2});
    const Place c = Place::at({3, 3});
    std::vector<PlaceTotals> to{{a, 1, 2, 3}, {c, 1, 1, 1}};
    merge_places(to, std::vector<PlaceTotals>{{a, 10, 20, 30}, {b, 5, 5, 5}});
    CHECK((to == std::vector<PlaceTotals>{{a, 11, 22, 33}, {b, 5, 5, 5}, {c, 1, 1, 1}}));
    merge_places(to, {});
    CHECK(to.size() == 3);
}
