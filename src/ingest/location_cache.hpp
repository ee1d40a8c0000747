#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/ip_address.hpp"
#include "geo/geo_locator.hpp"

namespace mapgen {

/// Where a client is, as it is counted: what a Location says, in a third of its size.
struct CountedLocation {
    std::uint32_t place = 0;  ///< Place::key(), only where kind is place
    CountryCode country;
    LocationKind kind = LocationKind::unknown_address;
    std::uint8_t unused = 0;  ///< so that all of it has a value
};

/// GeoLocator's answers for the clients that were met last: those of yesterday come back.
/// Thread-safe, and no thread waits for another.
class LocationCache {
public:
    /// The locator must outlive the cache; without one (null), no client is anywhere.
    explicit LocationCache(const GeoLocator* locator);

    CountedLocation locate(const IpAddress& client);
    /// Begins to fetch what locate() will look at.
    void prefetch(const IpAddress& client) const;

private:
    /// A client, its location, and what the three words before add up to: where one thread reads
    /// what another is writing, the sum is wrong, and the entry is passed over.
    class Entry {
    public:
        std::optional<CountedLocation> find(const IpAddress& client) const;
        void store(const IpAddress& client, const CountedLocation& location);
        void copy_to(Entry& other) const;

    private:
        std::array<std::atomic<std::uint64_t>, 4> m_words{};
    };

    /// Those of the clients with the same hash: a newcomer moves the one before it into the second.
    struct alignas(64) Pair {
        Pair() = default;
        Pair(const Pair& /*other*/) {}  // for std::vector, which never copies one
        Pair& operator=(const Pair&) = delete;

        Entry first;
        Entry second;
    };

    const GeoLocator* m_locator;
    std::vector<Pair> m_pairs;  // by hash
};

}  // namespace mapgen
