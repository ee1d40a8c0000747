#include "ingest/location_cache.hpp"

#include <bit>
#include <cstring>

#include "core/huge_pages.hpp"

namespace mapgen {
namespace {

constexpr std::size_t pairs = std::size_t{1} << 17;
constexpr auto unordered = std::memory_order_relaxed;

std::array<std::uint64_t, 2> words_of(const IpAddress& client) {
    std::array<std::uint64_t, 2> words{};
    std::memcpy(words.data(), client.bytes().data(), sizeof words);
    return words;
}

std::uint64_t sum_of(std::uint64_t first, std::uint64_t second, std::uint64_t third) {
    std::uint64_t sum = (first ^ 0x2545f4914f6cdd1dU) * 0x9e3779b97f4a7c15U;
    sum = (std::rotl(sum, 29) ^ second) * 0xd6e8feb86659fd93U;
    sum = (std::rotl(sum, 31) ^ third) * 0xbf58476d1ce4e5b9U;
    return sum ^ sum >> 32;
}

static_assert(sizeof(CountedLocation) == sizeof(std::uint64_t));

}  // namespace

std::optional<CountedLocation> LocationCache::Entry::find(const IpAddress& client) const {
    const auto wanted = words_of(client);
    const std::uint64_t location = m_words[2].load(unordered);
    if (m_words[0].load(unordered) != wanted[0] || m_words[1].load(unordered) != wanted[1] ||
        m_words[3].load(unordered) != sum_of(wanted[0], wanted[1], location)) {
        return std::nullopt;
    }
    return std::bit_cast<CountedLocation>(location);
}

void LocationCache::Entry::store(const IpAddress& client, const CountedLocation& location) {
    const auto words = words_of(client);
    const auto packed = std::bit_cast<std::uint64_t>(location);
    m_words[0].store(words[0], unordered);
    m_words[1].store(words[1], unordered);
    m_words[2].store(packed, unordered);
    m_words[3].store(sum_of(words[0], words[1], packed), unordered);
}

void LocationCache::Entry::copy_to(Entry& other) const {
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        other.m_words[i].store(m_words[i].load(unordered), unordered);
    }
}

LocationCache::LocationCache(const GeoLocator* locator)
    : m_locator(locator), m_pairs(make_large_table<Pair>(locator != nullptr ? pairs : 0)) {}

CountedLocation LocationCache::locate(const IpAddress& client) {
    if (m_locator == nullptr) {
        return {};
    }
    Pair& pair = m_pairs[IpAddressHash{}(client) % pairs];
    for (const Entry* entry : {&pair.first, &pair.second}) {
        if (const auto known = entry->find(client)) {
            return *known;
        }
    }
    const Location location = m_locator->locate(client);
    CountedLocation counted;
    counted.kind = location.kind;
    counted.country = location.country;
    counted.place =
        location.kind == LocationKind::place ? Place::at(location.coordinates).key() : 0;
    pair.first.copy_to(pair.second);
    pair.first.store(client, counted);
    return counted;
}

void LocationCache::prefetch(const IpAddress& client) const {
    if (m_locator != nullptr) {
        __builtin_prefetch(&m_pairs[IpAddressHash{}(client) % pairs]);
    }
}

}  // namespace mapgen
