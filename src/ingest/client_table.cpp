#include "ingest/client_table.hpp"

#include <algorithm>

namespace mapgen {
namespace {

constexpr std::size_t first_slots = 256;

std::uint64_t hash_of(const IpAddress& client, RepoSet repositories) {
    std::uint64_t hash = IpAddressHash{}(client) + repositories.bits() * 0x9e3779b97f4a7c15U;
    hash ^= hash >> 29;
    return hash * 0xbf58476d1ce4e5b9U;
}

// The high bits of a product are the well mixed ones: the slot comes from them, the tag from
// those below.
std::size_t slot_of(std::uint64_t hash, std::size_t slots) {
    return static_cast<std::size_t>(hash >> 32) & (slots - 1);
}
std::uint32_t tag_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

void ClientTable::prefetch_slot(const IpAddress& client, RepoSet repositories) const {
    if (!m_slots.empty()) {
        __builtin_prefetch(&m_slots[slot_of(hash_of(client, repositories), m_slots.size())]);
    }
}

void ClientTable::prefetch_row(const IpAddress& client, RepoSet repositories,
                               const LocationCache& locations) const {
    if (m_slots.empty()) {
        return;
    }
    const Slot slot = m_slots[slot_of(hash_of(client, repositories), m_slots.size())];
    if (slot.row != 0) {
        __builtin_prefetch(&row_at(slot.row - 1), 1);
    } else {
        locations.prefetch(client);
    }
}

ClientRow& ClientTable::row(const IpAddress& client, RepoSet repositories,
                            LocationCache& locations) {
    if ((m_size + 1) * 2 > m_slots.size()) {
        grow();
    }
    const std::uint64_t hash = hash_of(client, repositories);
    const std::uint32_t tag = tag_of(hash);
    std::size_t slot = slot_of(hash, m_slots.size());
    for (; m_slots[slot].row != 0; slot = (slot + 1) & (m_slots.size() - 1)) {
        if (m_slots[slot].tag != tag) {
            continue;
        }
        ClientRow& known = row_at(m_slots[slot].row - 1);
        if (known.client == client && known.repositories == repositories) {
            return known;
        }
    }
    if (m_size == m_chunks.size() * chunk_rows) {
        m_chunks.push_back(std::make_unique<ClientRow[]>(chunk_rows));
    }
    ClientRow& added = row_at(m_size);
    added.client = client;
    added.repositories = repositories;
    added.location = locations.locate(client);
    ++m_size;
    m_slots[slot] = {static_cast<std::uint32_t>(m_size), tag};
    return added;
}

void ClientTable::grow() {
    std::vector<Slot> slots(std::max(first_slots, m_slots.size() * 2));
    for (std::size_t i = 0; i < m_size; ++i) {
        const ClientRow& row = row_at(i);
        const std::uint64_t hash = hash_of(row.client, row.repositories);
        std::size_t slot = slot_of(hash, slots.size());
        while (slots[slot].row != 0) {
            slot = (slot + 1) & (slots.size() - 1);
        }
        slots[slot] = {static_cast<std::uint32_t>(i + 1), tag_of(hash)};
    }
    m_slots = std::move(slots);
}

void ClientTable::clear() {
    *this = ClientTable();
}

}  // namespace mapgen
