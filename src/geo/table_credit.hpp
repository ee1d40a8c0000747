#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mapgen {

/// Whom a map drawn with this table must name: "DB-IP", "MaxMind GeoLite2", "MaxMind GeoIP2",
/// "IPinfo", "IP2Location". The table's own words (its database_type and description) decide;
/// repackaged tables have often lost them, then the name of the file, and last that of a licence
/// file in the same folder (e.g. DBIP-LICENSE). Empty where none of these tells.
std::string credit_for_table(std::string_view type, std::string_view description,
                             const std::filesystem::path& file);

}  // namespace mapgen
