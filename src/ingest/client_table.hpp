#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/ip_address.hpp"
#include "core/repo_set.hpp"
#include "ingest/location_cache.hpp"

namespace mapgen {

struct RequestCount {
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;

    void add(const RequestCount& other) {
        requests += other.requests;
        bytes += other.bytes;
    }
};

/// What one client asked for, of one set of repositories.
struct ClientRow {
    IpAddress client;  ///< IpAddress::client()'s
    RepoSet repositories;
    RequestCount count;
    CountedLocation location;
};

/// The clients of one day: a list of rows, and where in it each is. Rows never move, so that a
/// table of a million grows without being copied, and of a look-up only the row itself is far away.
/// Measured beside tsl::robin_map and Abseil's flat_hash_map, which keep the rows in their slots: a
/// third of the first one's memory at its peak, faster for new clients of a large table, and as
/// fast for known ones where rows are fetched ahead (docs/performance.md).
class ClientTable {
public:
    /// Begins to fetch what row() will look at, which for a large table is far away.
    void prefetch_slot(const IpAddress& client, RepoSet repositories) const;
    /// The same, once the slot has had time to arrive.
    void prefetch_row(const IpAddress& client, RepoSet repositories,
                      const LocationCache& locations) const;
    /// The client's row for these repositories; where it is new, `count` is zero and the location
    /// is asked of `locations`. Valid until clear().
    ClientRow& row(const IpAddress& client, RepoSet repositories, LocationCache& locations);

    std::size_t size() const { return m_size; }
    /// Calls `visit(row)` for each row in the order in which they were made.
    template <typename Visit>
    void for_each(Visit visit) const {
        for (std::size_t i = 0; i < m_size; ++i) {
            visit(row_at(i));
        }
    }
    void clear();  ///< and gives the memory back

private:
    static constexpr std::size_t chunk_rows = 1024;

    /// Which row it is, counted from 1 (0: none), and a part of its hash, so that few others are
    /// looked at.
    struct Slot {
        std::uint32_t row = 0;
        std::uint32_t tag = 0;
    };

    ClientRow& row_at(std::size_t index) const {
        return m_chunks[index / chunk_rows][index % chunk_rows];
    }
    void grow();

    std::vector<std::unique_ptr<ClientRow[]>> m_chunks;
    std::size_t m_size = 0;
    std::vector<Slot> m_slots;  // a power of two, at most half full
};

}  // namespace mapgen
