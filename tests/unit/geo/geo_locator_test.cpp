#include "geo/geo_locator.hpp"

#include <atomic>
#include <cmath>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "geo_fixture.hpp"

using namespace mapgen;
using namespace mapgen::test;

namespace {

struct City {
    const char* v4;
    const char* v6;
    Coordinates coordinates;
    const char* country;
};

constexpr City cities[] = {
    {"192.0.2.1", "2001:db8:1::1", {48.74, 9.31}, "DE"},         // Esslingen
    {"192.0.2.65", "2001:db8:2::1", {-33.87, 151.21}, "AU"},     // Sydney
    {"192.0.2.190", "2001:db8:3::1", {61.22, -149.90}, "US"},    // Anchorage
    {"198.51.100.0", "2001:db8:4::1", {-33.92, 18.42}, "ZA"},    // Cape Town
    {"198.51.100.64", "2001:db8:5::1", {-18.14, 178.44}, "FJ"},  // Suva
    {"198.51.100.191", "2001:db8:6:ffff:ffff:ffff:ffff:ffff", {-13.83, -171.77}, "WS"},  // Apia
};

void check_city(const GeoLocator& locator, const char* address, const City& city) {
    INFO(address);
    const Location location = locate(locator, address);
    CHECK(location.kind == LocationKind::place);
    CHECK(location.coordinates.latitude == Approx(city.coordinates.latitude).margin(1e-5));
    CHECK(location.coordinates.longitude == Approx(city.coordinates.longitude).margin(1e-5));
    CHECK(location.country.text() == city.country);
}

}  // namespace

TEST_CASE("known cities are found in every shape of table") {
    const auto names =
        GENERATE(std::vector<std::string_view>{"nested.mmdb"},
                 std::vector<std::string_view>{"flat-double.mmdb"},
                 std::vector<std::string_view>{"flat-float-v4.mmdb", "flat-float-v6.mmdb"},
                 std::vector<std::string_view>{"flat-float-v6.mmdb", "flat-float-v4.mmdb"},
                 std::vector<std::string_view>{"flat-text.mmdb", "flat-float-v6.mmdb"});
    CAPTURE(names);
    const auto locator = locator_of(names);
    for (const City& city : cities) {
        check_city(locator, city.v4, city);
        check_city(locator, city.v6, city);
    }
    // An IPv4 client of a socket for both families.
    check_city(locator, "::ffff:192.0.2.1", cities[0]);
    CHECK(locator.damaged_lookups() == 0);
}

TEST_CASE("an IPv4 table does not know IPv6 addresses, which is no damage") {
    const auto locator = locator_of({"flat-float-v4.mmdb"});
    CHECK(locate(locator, "2001:db8:1::1").kind == LocationKind::unknown_address);
    CHECK(locator.damaged_lookups() == 0);
}

TEST_CASE("each answer is told apart") {
    const auto locator = locator_of({"nested.mmdb"});

    struct Answer {
        const char* address;
        LocationKind kind;
        const char* country;
        int radius;
    };
    const auto answer =
        GENERATE(Answer{"192.0.2.1", LocationKind::place, "DE", 20},
                 // radius 1000 km: a country's middle, unless a city or subdivision is named
                 Answer{"203.0.113.1", LocationKind::country_only, "DE", 1000},
                 Answer{"203.0.113.17", LocationKind::place, "DE", 1000},
                 Answer{"203.0.113.33", LocationKind::place, "DE", 1000},
                 Answer{"203.0.113.49", LocationKind::country_only, "DE", 0},
                 Answer{"203.0.113.65", LocationKind::country_only, "FJ", 0},
                 Answer{"203.0.113.81", LocationKind::no_place, "??", 0},
                 // 0,0; out of range; not a number; half of it missing
                 Answer{"203.0.113.97", LocationKind::country_only, "DE", 0},
                 Answer{"203.0.113.113", LocationKind::no_place, "??", 0},
                 Answer{"203.0.113.129", LocationKind::country_only, "DE", 0},
                 Answer{"203.0.113.145", LocationKind::country_only, "DE", 0},
                 Answer{"203.0.113.161", LocationKind::country_only, "DE", 0},
                 Answer{"203.0.113.177", LocationKind::place, "??", 0},
                 Answer{"203.0.113.193", LocationKind::no_place, "??", 0},
                 Answer{"203.0.113.209", LocationKind::place, "??", 0},
                 Answer{"203.0.113.225", LocationKind::place, "??", 0},
                 Answer{"203.0.113.241", LocationKind::unknown_address, "??", 0},
                 Answer{"2001:db8:ffff::1", LocationKind::unknown_address, "??", 0},
                 Answer{"10.1.2.3", LocationKind::private_address, "??", 0},
                 Answer{"127.0.0.1", LocationKind::private_address, "??", 0},
                 Answer{"fe80::1", LocationKind::private_address, "??", 0});
    INFO(answer.address);
    const Location location = locate(locator, answer.address);
    CHECK(name_of(location.kind) == name_of(answer.kind));
    CHECK(location.country.text() == answer.country);
    CHECK(location.accuracy_radius_km == answer.radius);
    if (answer.kind != LocationKind::place) {
        CHECK(location.coordinates == Coordinates{});
    }
    CHECK(locator.damaged_lookups() == 0);
}

TEST_CASE("flat records can lack coordinates or everything") {
    const auto doubles = locator_of({"flat-double.mmdb"});
    CHECK(locate(doubles, "203.0.113.1").kind == LocationKind::country_only);
    CHECK(locate(doubles, "203.0.113.17").kind == LocationKind::no_place);
    const auto text = locator_of({"flat-text.mmdb"});
    CHECK(locate(text, "203.0.113.1").kind == LocationKind::country_only);
}

TEST_CASE("the first table that knows a place or a country answers") {
    const auto country_first = locator_of({"country.mmdb", "nested.mmdb"});
    CHECK(locate(country_first, "192.0.2.1").kind == LocationKind::country_only);
    CHECK(locate(country_first, "203.0.113.81").kind == LocationKind::country_only);
    CHECK(locate(country_first, "198.51.100.1").kind == LocationKind::place);

    const auto nested_first = locator_of({"nested.mmdb", "country.mmdb"});
    CHECK(locate(nested_first, "192.0.2.1").kind == LocationKind::place);
    // nested.mmdb has a record without either; country.mmdb knows more.
    CHECK(locate(nested_first, "203.0.113.81").country.text() == "DE");
}

TEST_CASE("the names of the answers are stable words") {
    CHECK(name_of(LocationKind::place) == "place");
    CHECK(name_of(LocationKind::country_only) == "country-only");
    CHECK(name_of(LocationKind::no_place) == "no-place");
    CHECK(name_of(LocationKind::unknown_address) == "unknown-address");
    CHECK(name_of(LocationKind::private_address) == "private-address");
}

TEST_CASE("the sample table says what its list says") {
    const auto locator = locator_of({"dbip-sample.mmdb"});
    std::ifstream list(geoip_fixture("dbip-sample.tsv"));
    std::string line;
    int networks = 0;
    int country_only = 0;
    while (std::getline(list, line)) {
        if (line.starts_with('#')) {
            continue;
        }
        std::istringstream fields(line);
        std::string network;
        std::string country;
        std::string latitude;
        std::string longitude;
        fields >> network >> country >> latitude >> longitude;
        const Location location = locate(locator, network.substr(0, network.find('/')));
        INFO(line);
        ++networks;
        REQUIRE(location.country.text() == country);
        if (latitude == "-") {
            ++country_only;
            REQUIRE(location.kind == LocationKind::country_only);
        } else {
            REQUIRE(location.kind == LocationKind::place);
            REQUIRE(location.coordinates == Coordinates{std::stod(latitude), std::stod(longitude)});
        }
    }
    CHECK(networks == 2000);
    CHECK(country_only == 40);
}

TEST_CASE("threads share one locator") {
    const auto locator = locator_of({"flat-float-v4.mmdb", "nested.mmdb"});
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads(4);
    for (auto& thread : threads) {
        thread = std::thread([&] {
            for (int round = 0; round < 500; ++round) {
                for (const City& city : cities) {
                    const bool right = locate(locator, city.v4).country.text() == city.country &&
                                       locate(locator, city.v6).country.text() == city.country;
                    wrong += right ? 0 : 1;
                }
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(wrong == 0);
}

TEST_CASE("a locator can be moved") {
    auto first = locator_of({"nested.mmdb"});
    GeoLocator second = std::move(first);
    check_city(second, "192.0.2.1", cities[0]);
    second = locator_of({"flat-float-v4.mmdb"});
    check_city(second, "192.0.2.1", cities[0]);
}
