#include "geo/geo_locator.hpp"

#include <atomic>
#include <vector>

#include "core/error.hpp"
#include "geo/mmdb_table.hpp"

namespace mapgen {

struct GeoLocator::State {
    std::vector<MmdbTable> tables;
    std::vector<Table> descriptions;
    std::atomic<std::uint64_t> damaged_lookups = 0;
};

GeoLocator::GeoLocator(std::span<const std::filesystem::path> tables)
    : m_state(std::make_unique<State>()) {
    if (tables.empty()) {
        throw usage_error(
            "no GeoIP table is configured; run scripts/fetch-geoip for a free table, or install "
            "MaxMind's GeoLite2-City, and name it in the configuration ([geoip] tables)");
    }
    for (const auto& file : tables) {
        const MmdbTable& table = m_state->tables.emplace_back(file);
        m_state->descriptions.push_back(table.description());
    }
}

GeoLocator::~GeoLocator() = default;
GeoLocator::GeoLocator(GeoLocator&&) noexcept = default;
GeoLocator& GeoLocator::operator=(GeoLocator&&) noexcept = default;

Location GeoLocator::locate(const IpAddress& address) const noexcept {
    Location best;
    if (address.is_private()) {
        best.kind = LocationKind::private_address;
        return best;
    }
    bool damaged = false;
    for (const MmdbTable& table : m_state->tables) {
        if (!table.can_answer(address)) {
            continue;
        }
        const MmdbTable::Answer answer = table.look_up(address);
        damaged |= answer.damaged;
        if (answer.location.kind == LocationKind::place ||
            answer.location.kind == LocationKind::country_only) {
            best = answer.location;
            break;
        }
        if (answer.location.kind == LocationKind::no_place) {
            best = answer.location;
        }
    }
    if (damaged) {
        m_state->damaged_lookups.fetch_add(1, std::memory_order_relaxed);
    }
    return best;
}

std::span<const GeoLocator::Table> GeoLocator::tables() const noexcept {
    return m_state->descriptions;
}

std::uint64_t GeoLocator::damaged_lookups() const noexcept {
    return m_state->damaged_lookups.load(std::memory_order_relaxed);
}

}  // namespace mapgen
