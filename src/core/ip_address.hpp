#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace mapgen {

/// An IPv4 or IPv6 address. IPv4-mapped IPv6 addresses (::ffff:a.b.c.d) are IPv4 from the start.
class IpAddress {
public:
    using Bytes = std::array<std::uint8_t, 16>;

    constexpr IpAddress() = default;  ///< the IPv6 address ::

    /// Reads dotted-quad IPv4 (four decimal numbers, no leading zeros beyond "0") or RFC 4291 IPv6,
    /// with an optional zone ("fe80::1%eth0", dropped); no brackets, no port. Nothing on any
    /// other text, host names among them.
    static std::optional<IpAddress> parse(std::string_view text);
    static IpAddress from_v4(std::uint32_t host_order);
    static IpAddress from_v6(const Bytes& network_order);

    bool is_v4() const noexcept;
    std::uint32_t v4() const noexcept;  ///< host order; meaningful only where is_v4()
    /// Network order, IPv4 in its mapped form: what is hashed and compared.
    const Bytes& bytes() const noexcept { return m_bytes; }

    /// Whether no public table can know it: loopback, RFC 1918, link-local, carrier-grade NAT
    /// (RFC 6598), unique local (RFC 4193), unspecified.
    bool is_private() const noexcept;

    /// The address that stands for a client: IPv4 as it is, IPv6 with all but the first
    /// `v6_prefix_length` bits (1 … 128) set to zero.
    IpAddress client(unsigned v6_prefix_length) const noexcept;

    std::string text() const;

    auto operator<=>(const IpAddress&) const = default;
    /// The defaulted one calls memcmp(3), once for every line of a log.
    bool operator==(const IpAddress& other) const noexcept {
        std::uint64_t mine[2];
        std::uint64_t others[2];
        std::memcpy(mine, m_bytes.data(), sizeof mine);
        std::memcpy(others, other.m_bytes.data(), sizeof others);
        return mine[0] == others[0] && mine[1] == others[1];
    }

private:
    Bytes m_bytes{};
};

/// For hash tables in memory; differs between machines and is never written to disk.
struct IpAddressHash {
    std::size_t operator()(const IpAddress& address) const noexcept;
};

}  // namespace mapgen
