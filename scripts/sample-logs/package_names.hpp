#pragma once

#include <string>
#include <string_view>

#include "random.hpp"

namespace sample_logs {

/// "Packages/h/htop-3.3.0-1.el9.x86_64.rpm": what is below an architecture's directory of a
/// repository, packages or metadata; `distribution` is "el9" or "fc42".
void append_package_file(std::string& text, std::string_view distribution, Random& random);

/// "8f14e45f…", the checksum in front of a metadata file's name; few are in use at a time.
void append_checksum(std::string& text, Random& random);

void append_number(std::string& text, std::uint64_t number);

}  // namespace sample_logs
