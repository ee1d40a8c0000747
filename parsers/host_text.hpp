#pragma once

#include <cstddef>
#include <string_view>

namespace mapgen {

// Hosts as servers log them: names and addresses, with a port and brackets or without.

/// Where the ":80" of "mirror.example:80" or "[2001:db8::1]:443" begins, npos where there is none.
/// "2001:db8::80" has none: without brackets a second colon makes it an address.
std::size_t find_port(std::string_view host);

/// "[2001:db8::1]" without its brackets, and anything else as it is.
std::string_view without_brackets(std::string_view host);

/// Without both: "2001:db8::1" for "[2001:db8::1]:443".
std::string_view without_port(std::string_view host);

/// The last element of a list like X-Forwarded-For's, without its port: who sent the request to the
/// proxy that wrote it.
std::string_view nearest_hop(std::string_view list);

}  // namespace mapgen
