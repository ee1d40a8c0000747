#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "calendar.hpp"

namespace sample_logs {

/// What the command line asks for, checked.
struct Options {
    std::vector<std::string> geoip_tables;
    std::filesystem::path output;         ///< a mirror's logs go here; empty: one log alone is made
    std::filesystem::path combined_only;  ///< that one log; gzipped if it ends in .gz
    std::filesystem::path state;          ///< for the configuration
    std::filesystem::path maps;           ///< for the configuration
    unsigned days = 90;
    std::uint64_t lines = 0;    ///< of all logs together
    std::uint64_t clients = 0;  ///< who ever visit the mirror
    sys_days last_day;
    std::uint64_t seed = 1;
    unsigned threads = 1;
};

}  // namespace sample_logs
