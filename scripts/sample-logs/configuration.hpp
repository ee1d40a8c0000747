#pragma once

#include <string>

#include "options.hpp"

namespace sample_logs {

inline constexpr const char* configuration_name = "mapgen.toml";

/// The text of a mapgen.toml that reads the sample mirror's logs.
std::string configuration(const Options& options);

}  // namespace sample_logs
