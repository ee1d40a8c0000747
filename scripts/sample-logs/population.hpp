#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "geoip_table.hpp"
#include "random.hpp"

namespace sample_logs {

/// The number that stands for a client everywhere in this program: each has an IPv4 address, or a
/// whole IPv6 network of 64 bits, that no other client has.
using ClientId = std::uint32_t;

/// Everybody who ever asks the mirror for something.
class Population {
public:
    /// About `size` clients, fewer if the tables hold too few addresses. One in five has IPv6, if
    /// a table does; one in thirty has an address that no table can place.
    Population(std::vector<GeoipTable>& tables, std::size_t size, std::uint64_t seed);

    ClientId size() const { return static_cast<ClientId>(m_clients.size()); }
    bool is_v4(ClientId client) const { return m_clients[client].v4; }
    /// One of the client's addresses: always the same for IPv4, one of several for IPv6.
    std::string_view address(ClientId client, Random& random) const;

    /// Decides for each day which clients are there; call once, before active().
    void live(unsigned days, std::uint64_t seed);
    /// The clients that may show up on that day, at least one.
    const std::vector<ClientId>& active(unsigned day) const { return m_active[day]; }

private:
    struct Client {
        bool v4;
        std::uint8_t addresses;
        std::uint32_t first_address;  ///< in m_addresses
    };

    /// The addresses and networks that have become clients.
    struct Taken {
        std::set<std::uint32_t> v4;
        std::set<std::uint64_t> v6_networks;
    };

    /// False, and nothing was added, if such a client exists.
    bool add_v4(std::uint32_t address, Taken& taken);
    bool add_v6(const AddressBytes& address, Taken& taken, Random& random);
    void add_from_tables(std::vector<GeoipTable>& tables, std::size_t v4, std::size_t v6,
                         Taken& taken, Random& random);
    void add_unlocated(std::size_t count, Taken& taken, Random& random);

    std::vector<Client> m_clients;
    std::vector<std::string> m_addresses;
    std::vector<std::vector<ClientId>> m_active;
};

}  // namespace sample_logs
