#include "ingest/location_cache.hpp"

namespace mapgen {
namespace {

constexpr std::size_t entries_of_a_shard = 4096;

}  // namespace

LocationCache::LocationCache(const GeoLocator* locator) : m_locator(locator) {
    for (Shard& shard : m_shards) {
        shard.entries.resize(locator != nullptr ? entries_of_a_shard : 0);
    }
}

CountedLocation LocationCache::locate(const IpAddress& client) {
    if (m_locator == nullptr) {
        return {};
    }
    const std::size_t hash = IpAddressHash{}(client);
    Shard& shard = m_shards[hash % shards];
    // Each client has two places, and a newcomer moves the one before it into the second.
    const std::size_t first = hash / shards % entries_of_a_shard;
    {
        const std::lock_guard lock(shard.mutex);
        for (const std::size_t place : {first, first ^ 1}) {
            const Entry& entry = shard.entries[place];
            if (entry.filled && entry.client == client) {
                return entry.location;
            }
        }
    }
    const Location location = m_locator->locate(client);
    CountedLocation counted;
    counted.kind = location.kind;
    counted.country = location.country;
    counted.place =
        location.kind == LocationKind::place ? Place::at(location.coordinates).key() : 0;
    const std::lock_guard lock(shard.mutex);
    shard.entries[first ^ 1] = shard.entries[first];
    shard.entries[first] = {client, counted, true};
    return counted;
}

}  // namespace mapgen
