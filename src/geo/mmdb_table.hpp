#pragma once

#include <memory>

#include "core/ip_address.hpp"
#include "geo/geo_locator.hpp"
#include "geo/mmdb_record.hpp"

struct MMDB_s;

namespace mapgen {

/// One MaxMind DB file, open for look-ups from any number of threads.
class MmdbTable {
public:
    struct Answer {
        Location location;  ///< unknown_address where the table has no record
        bool damaged = false;
    };

    /// Throws as GeoLocator's constructor does.
    explicit MmdbTable(const std::filesystem::path& file);

    const GeoLocator::Table& description() const noexcept { return m_description; }
    bool can_answer(const IpAddress& address) const noexcept {
        return address.is_v4() || m_description.has_v6;
    }
    /// Only for an address that it can answer.
    Answer look_up(const IpAddress& address) const noexcept;

private:
    struct Close {
        void operator()(MMDB_s* table) const noexcept;
    };

    std::unique_ptr<MMDB_s, Close> m_table;
    GeoLocator::Table m_description;
    RecordShape m_shape = RecordShape::nested;
};

}  // namespace mapgen
