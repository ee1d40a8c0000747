#pragma once

#include <span>
#include <string_view>

#include "core/ip_network.hpp"

namespace mapgen {

/// Who asked, where the server stands behind proxies. `client` is who connected to the server;
/// only if it is one of the `trusted` proxies is `forwarded_for` (X-Forwarded-For as logged: hops
/// apart by commas, the nearest last, each with a port, brackets or quotes or without) believed:
/// the answer is its right-most hop that is no trusted proxy itself, since a client can write
/// anything to the left of that. Where all are trusted, it is the left-most; where there are none,
/// `client`. The answer need not be an address ("unknown").
std::string_view forwarded_client(std::string_view client, std::string_view forwarded_for,
                                  std::span<const IpNetwork> trusted);

}  // namespace mapgen
