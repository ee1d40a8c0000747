#include "ingest/forwarded_client.hpp"

#include <algorithm>

#include "parsers/host_text.hpp"

namespace mapgen {
namespace {

constexpr std::string_view around_a_hop = " \t\"";

bool is_trusted(std::string_view hop, std::span<const IpNetwork> trusted) {
    const auto address = IpAddress::parse(hop);
    return address && std::any_of(trusted.begin(), trusted.end(), [&](const IpNetwork& network) {
               return network.contains(*address);
           });
}

/// Takes the last hop off `hops`.
std::string_view take_last_hop(std::string_view& hops) {
    const std::size_t comma = hops.rfind(',');
    std::string_view hop = comma == std::string_view::npos ? hops : hops.substr(comma + 1);
    hops = comma == std::string_view::npos ? std::string_view() : hops.substr(0, comma);
    const std::size_t begin = std::min(hop.find_first_not_of(around_a_hop), hop.size());
    hop.remove_prefix(begin);
    hop = hop.substr(0, hop.find_last_not_of(around_a_hop) + 1);
    return without_port(hop);
}

}  // namespace

std::string_view forwarded_client(std::string_view client, std::string_view forwarded_for,
                                  std::span<const IpNetwork> trusted) {
    std::string_view hops = forwarded_for;
    while (!hops.empty() && is_trusted(client, trusted)) {
        const std::string_view hop = take_last_hop(hops);
        if (!hop.empty() && hop != "-") {
            client = hop;
        }
    }
    return client;
}

}  // namespace mapgen
