#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "random.hpp"

namespace sample_logs {

using AddressBytes = std::array<std::uint8_t, 16>;

/// A GeoIP table in MaxMind DB format as a source of addresses: a random walk down its search tree
/// ends at an address that the table can place on the map.
class GeoipTable {
public:
    /// Throws std::runtime_error that names the file.
    explicit GeoipTable(const std::string& file);
    ~GeoipTable();
    GeoipTable(GeoipTable&&) noexcept;
    GeoipTable& operator=(GeoipTable&&) noexcept;

    bool has_v4() const;
    bool has_v6() const;

    /// One walk each; nothing if it ended where the table has no coordinates.
    std::optional<std::uint32_t> random_v4(Random& random);
    std::optional<AddressBytes> random_v6(Random& random);

private:
    struct Database;
    struct Record {
        std::uint32_t welcome = 0;  ///< how many of 1000 addresses to take; 0 without coordinates
        std::uint32_t taken = 0;
    };

    bool walk(std::uint32_t node, unsigned first_bit, AddressBytes& address, Random& random);
    bool is_welcome(std::uint64_t record_offset, Random& random);

    std::unique_ptr<Database> m_database;
    std::unordered_map<std::uint64_t, Record> m_records;  ///< those met so far, by offset
};

}  // namespace sample_logs
