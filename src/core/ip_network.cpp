#include "core/ip_network.hpp"

#include <charconv>

namespace mapgen {
namespace {

constexpr unsigned address_bits = 128;
constexpr unsigned mapped_prefix_bits = 96;

/// Whether the first `bits` bits are the same.
bool agree(const IpAddress::Bytes& a, const IpAddress::Bytes& b, unsigned bits) {
    for (std::size_t i = 0; i < a.size() && bits > 0; ++i) {
        const unsigned in_byte = bits < 8 ? bits : 8;
        const unsigned differing = static_cast<unsigned>(a[i] ^ b[i]) >> (8 - in_byte);
        if (differing != 0) {
            return false;
        }
        bits -= in_byte;
    }
    return true;
}

bool is_zero_behind(const IpAddress::Bytes& bytes, unsigned bits) {
    for (std::size_t i = bits / 8; i < bytes.size(); ++i) {
        const unsigned kept = i == bits / 8 ? bits % 8 : 0;
        if ((bytes[i] & (0xffU >> kept)) != 0) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address) {
        return std::nullopt;
    }
    if (slash == std::string_view::npos) {
        return IpNetwork(*address, address_bits);
    }
    const std::string_view length = text.substr(slash + 1);
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bits);
    // "::ffff:192.0.2.0/120" counts the bits of the whole IPv6 address.
    const bool dotted = address->is_v4() && text.find(':') == std::string_view::npos;
    if (error != std::errc{} || end != length.data() + length.size() ||
        bits > (dotted ? address_bits - mapped_prefix_bits : address_bits)) {
        return std::nullopt;
    }
    const unsigned all_bits = dotted ? bits + mapped_prefix_bits : bits;
    if (!is_zero_behind(address->bytes(), all_bits)) {
        return std::nullopt;
    }
    return IpNetwork(*address, all_bits);
}

bool IpNetwork::contains(const IpAddress& address) const noexcept {
    return agree(m_network.bytes(), address.bytes(), m_bits);
}

}  // namespace mapgen
