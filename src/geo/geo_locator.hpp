#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/coordinates.hpp"
#include "core/ip_address.hpp"

namespace mapgen {

/// The different answers to "where is this address?".
enum class LocationKind : std::uint8_t {
    place,            ///< coordinates, and mostly a country
    country_only,     ///< a country, and no coordinates finer than it
    no_place,         ///< the table has a record that says neither
    unknown_address,  ///< no table has a record
    private_address,  ///< no table can have one (IpAddress::is_private)
};

std::string_view name_of(LocationKind kind);  ///< "place", "country-only", …

struct Location {
    LocationKind kind = LocationKind::unknown_address;
    Coordinates coordinates;             ///< only where kind is place
    CountryCode country;                 ///< where known
    std::uint16_t accuracy_radius_km = 0;  ///< 0 where the table does not say
};

/// Finds addresses in MaxMind DB files (format version 2.0, read through libmaxminddb). Reads
/// nested records (GeoLite2-City, DB-IP City Lite: location.latitude, country.iso_code) and flat
/// ones (latitude, longitude, country_code), coordinates as float or double.
/// Thread-safe after construction.
class GeoLocator {
public:
    struct Table {
        std::filesystem::path path;
        std::string type;                       ///< the metadata's database_type
        std::chrono::sys_seconds built;         ///< the metadata's build_epoch
        bool has_v6 = false;                    ///< an IPv4 table cannot answer for IPv6
        std::string credit;                     ///< e.g. "DB-IP", "MaxMind GeoLite2"; from the type and description
    };

    /// Opens the tables, which are asked in this order until one has a record. Throws a usage
    /// Error that names the file, says what is wrong with it and how to get a table, where one is
    /// missing, unreadable, damaged or holds no locations, or where `tables` is empty.
    explicit GeoLocator(std::span<const std::filesystem::path> tables);
    ~GeoLocator();
    GeoLocator(GeoLocator&&) noexcept;
    GeoLocator& operator=(GeoLocator&&) noexcept;

    /// Never throws; a damaged record answers like one without a place and is counted.
    Location locate(const IpAddress& address) const noexcept;

    std::span<const Table> tables() const noexcept;
    /// How many look-ups met a damaged part of a table so far.
    std::uint64_t damaged_lookups() const noexcept;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace mapgen
