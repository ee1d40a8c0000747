#pragma once

#include <optional>
#include <string_view>

#include "core/ip_address.hpp"

namespace mapgen {

/// Addresses that share their first bits, as RFC 4632 and RFC 4291 write them: "192.0.2.0/24",
/// "2001:db8::/32"; an address alone is a network of one.
class IpNetwork {
public:
    /// Nothing for any other text, or where bits are set behind the prefix ("192.0.2.1/24": it is
    /// not clear which of the two was meant).
    static std::optional<IpNetwork> parse(std::string_view text);

    bool contains(const IpAddress& address) const noexcept;

private:
    IpNetwork(const IpAddress& network, unsigned bits) : m_network(network), m_bits(bits) {}

    IpAddress m_network;
    unsigned m_bits;  // of the 128 of the mapped form
};

}  // namespace mapgen
