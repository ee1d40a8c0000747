#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <vector>

#include "core/ip_address.hpp"
#include "geo/geo_locator.hpp"

namespace mapgen {

/// Where a client is, as it is counted: what a Location says, in a third of its size.
struct CountedLocation {
    LocationKind kind = LocationKind::unknown_address;
    CountryCode country;
    std::uint32_t place = 0;  ///< Place::key(), only where kind is place
};

/// GeoLocator's answers for the clients that were met last: those of yesterday come back.
/// Thread-safe.
class LocationCache {
public:
    /// The locator must outlive the cache; without one (null), no client is anywhere.
    explicit LocationCache(const GeoLocator* locator);

    CountedLocation locate(const IpAddress& client);

private:
    struct Entry {
        IpAddress client;
        CountedLocation location;
        bool filled = false;
    };
    struct Shard {
        std::mutex mutex;
        std::vector<Entry> entries;
    };
    static constexpr std::size_t shards = 64;

    const GeoLocator* m_locator;
    std::array<Shard, shards> m_shards;
};

}  // namespace mapgen
