#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "core/ip_address.hpp"
#include "geo/location.hpp"

namespace mapgen {

/// Finds addresses in MaxMind DB files (format version 2.0, read through libmaxminddb). Reads
/// nested records (GeoLite2-City, DB-IP City Lite: location.latitude, country.iso_code, else
/// registered_country.iso_code) and flat ones (latitude, longitude, country_code), coordinates as
/// any number or as text. One file may serve both address families, or one each.
///
/// A record's coordinates are taken as a place unless
///  - one of them is missing, not finite or out of range, or both are exactly 0, which tables
///    write for "nowhere";
///  - its accuracy radius is 1000 km or more and it names no city and no subdivision: GeoLite2's
///    records for a whole country, whose coordinates are the country's middle.
/// It then is country_only if it has a country, else no_place. The country code "ZZ" is none.
///
/// The files are mapped into memory: replace them by rename, never write into them in place.
/// Thread-safe after construction.
class GeoLocator {
public:
    struct Table {
        std::filesystem::path path;
        std::string type;                  ///< the metadata's database_type
        std::chrono::sys_seconds built{};  ///< the metadata's build_epoch
        bool has_v6 = false;               ///< an IPv4 table cannot answer for IPv6
        bool has_places = false;           ///< whether coordinates were found, not countries alone
        /// Whom the licence asks to name, e.g. "DB-IP", "MaxMind GeoLite2"; from the type, the
        /// description, the file's name or the licence beside it; empty where none of these tells.
        std::string credit;
    };

    /// Opens the tables, which are asked in this order until one knows a place or a country.
    /// Throws a usage Error that names the file, says what is wrong with it and how to get a
    /// table, where one is missing, unreadable, damaged or holds neither coordinates nor
    /// countries, or where `tables` is empty.
    explicit GeoLocator(std::span<const std::filesystem::path> tables);
    ~GeoLocator();
    GeoLocator(GeoLocator&&) noexcept;
    GeoLocator& operator=(GeoLocator&&) noexcept;

    /// Never throws. A damaged part of a table answers like one that does not know the address
    /// (the next table is asked), and is counted.
    Location locate(const IpAddress& address) const noexcept;

    std::span<const Table> tables() const noexcept;
    /// How many look-ups met a damaged part of a table so far.
    std::uint64_t damaged_lookups() const noexcept;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace mapgen
