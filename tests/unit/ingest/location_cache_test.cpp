#include "ingest/location_cache.hpp"

#include <atomic>
#include <filesystem>
#include <random>
#include <thread>
#include <vector>

#include "catch.hpp"

using namespace mapgen;

namespace {

bool says(const CountedLocation& counted, const Location& location) {
    const bool has_place = location.kind == LocationKind::place;
    return counted.kind == location.kind && counted.country == location.country &&
           counted.place == (has_place ? Place::at(location.coordinates).key() : 0);
}

}  // namespace

TEST_CASE("Threads that share a cache get what the tables say", "[location-cache]") {
    const std::vector<std::filesystem::path> tables{std::filesystem::path(MAPGEN_SOURCE_DIR) /
                                                    "tests/fixtures/geoip/dbip-sample.mmdb"};
    const GeoLocator locator(tables);
    LocationCache cache(&locator);
    // Few enough to be met again, and so many that they drive each other out.
    std::mt19937 random(2);
    std::vector<IpAddress> clients(300'000);
    for (IpAddress& client : clients) {
        client = IpAddress::from_v4(static_cast<std::uint32_t>(random()));
    }
    std::atomic<int> wrong = 0;
    std::atomic<int> places = 0;
    std::vector<std::thread> threads;
    for (unsigned seed = 0; seed < 4; ++seed) {
        threads.emplace_back([&, seed] {
            std::mt19937 order(seed);
            for (int i = 0; i < 100'000; ++i) {
                // The first ones often, so that all threads work on the same entries.
                const std::size_t among = i % 2 == 0 ? 1000 : clients.size();
                const IpAddress& client = clients[order() % among];
                cache.prefetch(client);
                const CountedLocation counted = cache.locate(client);
                wrong += !says(counted, locator.locate(client));
                places += counted.kind == LocationKind::place;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    CHECK(wrong == 0);
    CHECK(places > 0);
}

TEST_CASE("Without tables no client is anywhere", "[location-cache]") {
    LocationCache cache(nullptr);
    const auto client = IpAddress::from_v4(0xc0000201U);
    cache.prefetch(client);
    CHECK(cache.locate(client).kind == LocationKind::unknown_address);
}
