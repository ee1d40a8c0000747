#pragma once

#include <cstdint>
#include <string>

namespace mapgen {

/// A count for people: all digits with thin spaces below a million ("60 000"), then three digits
/// and a unit ("1.84 M", "12.3 M", "1.84 bn").
std::string count_text(std::uint64_t count);

/// A number of bytes in decimal units, two digits at least ("3.1 TB", "45 GB", "0 B").
std::string bytes_text(std::uint64_t bytes);

/// A short count for an axis: "500", "20 k", "1.5 M".
std::string axis_text(std::uint64_t count);

/// The same for bytes: "500 B", "20 GB", "1.5 TB".
std::string bytes_axis_text(std::uint64_t bytes);

}  // namespace mapgen
