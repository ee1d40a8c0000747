#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sample_table {

/// What a table says of a network.
struct Record {
    std::string country;  ///< two letters
    double latitude = 0;
    double longitude = 0;
};

/// A table in the MaxMind DB format (version 2.0 of https://maxmind.github.io/MaxMind-DB/) that
/// gives each of `records` as many IPv4 addresses, 2^`bits` each, from 1.0.0.0 on in their order.
/// The same records always give the same bytes.
std::string mmdb_table(const std::vector<Record>& records, unsigned bits,
                       std::string_view database_type);

}  // namespace sample_table
