#include "population.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace sample_logs {

namespace {

std::string v6_text(const AddressBytes& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (inet_ntop(AF_INET6, address.data(), text.data(), text.size()) == nullptr) {
        throw std::runtime_error("an IPv6 address has no text");
    }
    return text.data();
}

/// Hands what `draw` finds to `add`, which says whether it was new, until `wanted` were; gives up
/// once it hardly finds any, as with a table of a few networks. Returns how many there were.
template <typename Draw, typename Add>
std::size_t draw_distinct(std::size_t wanted, Draw draw, Add add) {
    std::size_t found = 0;
    for (std::size_t misses = 0; found < wanted && misses < 20'000;) {
        const auto address = draw();
        if (address && add(*address)) {
            ++found;
            misses = 0;
        } else {
            ++misses;
        }
    }
    return found;
}

std::uint64_t network_of(const AddressBytes& address) {
    std::uint64_t network = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        network = network << 8U | address[i];
    }
    return network;
}

struct Network {
    std::uint32_t address;
    unsigned prefix_length;
    std::uint32_t weight;
};

/// Private networks, and the documentation ranges of RFC 5737, which nobody on earth has.
constexpr std::array<Network, 6> unlocated_networks = {{{0x0a000000, 8, 4},     // 10.0.0.0
                                                        {0xc0a80000, 16, 4},    // 192.168.0.0
                                                        {0xac100000, 12, 2},    // 172.16.0.0
                                                        {0xc0000200, 24, 2},    // 192.0.2.0
                                                        {0xc6336400, 24, 2},    // 198.51.100.0
                                                        {0xcb007100, 24, 2}}};  // 203.0.113.0

}  // namespace

Population::Population(std::vector<GeoipTable>& tables, std::size_t size, std::uint64_t seed) {
    Random random({seed, population_purpose});
    const std::size_t unlocated = size / 30;
    const std::size_t v6 = size / 5;
    Taken taken;
    add_from_tables(tables, size - v6 - unlocated, v6, taken, random);
    if (m_clients.empty()) {
        throw std::runtime_error("the GeoIP tables hold no address that has coordinates");
    }
    add_unlocated(unlocated, taken, random);
    // visitor() prefers those in front, which must not be of one kind.
    for (std::size_t i = m_clients.size(); i > 1; --i) {
        std::swap(m_clients[i - 1], m_clients[random.below(static_cast<std::uint32_t>(i))]);
    }
}

void Population::add_from_tables(std::vector<GeoipTable>& tables, std::size_t v4, std::size_t v6,
                                 Taken& taken, Random& random) {
    for (GeoipTable& table : tables) {
        if (table.has_v4()) {
            v4 -= draw_distinct(
                v4, [&] { return table.random_v4(random); },
                [&](std::uint32_t address) { return add_v4(address, taken); });
        }
        if (table.has_v6()) {
            v6 -= draw_distinct(
                v6, [&] { return table.random_v6(random); },
                [&](const AddressBytes& address) { return add_v6(address, taken, random); });
        }
    }
}

void Population::add_unlocated(std::size_t count, Taken& taken, Random& random) {
    const auto draw = [&]() -> std::optional<std::uint32_t> {
        const Network& network = random.pick_weighted(unlocated_networks);
        return network.address | random.below(std::uint32_t{1} << (32U - network.prefix_length));
    };
    draw_distinct(count - count / 4, draw,
                  [&](std::uint32_t address) { return add_v4(address, taken); });
    for (std::size_t i = 0; i < count / 4; ++i) {
        // Unique local (RFC 4193) and documentation (RFC 3849) networks, numbered through. The
        // latter end in what could be taken for a port.
        AddressBytes address{};
        if (i % 2 == 0) {
            address = {0xfd, 0x12, 0x34};
        } else {
            address = {0x20, 0x01, 0x0d, 0xb8};
            address[15] = 0x80;
        }
        address[6] = static_cast<std::uint8_t>(i >> 8U);
        address[7] = static_cast<std::uint8_t>(i);
        add_v6(address, taken, random);
    }
}

bool Population::add_v4(std::uint32_t address, Taken& taken) {
    if (!taken.v4.insert(address).second) {
        return false;
    }
    m_clients.push_back({true, 1, static_cast<std::uint32_t>(m_addresses.size())});
    m_addresses.push_back(fmt::format("{}.{}.{}.{}", address >> 24U, address >> 16U & 0xffU,
                                      address >> 8U & 0xffU, address & 0xffU));
    return true;
}

bool Population::add_v6(const AddressBytes& address, Taken& taken, Random& random) {
    if (!taken.v6_networks.insert(network_of(address)).second) {
        return false;
    }
    // A home's devices share the network and change their own half every day (RFC 8981).
    const auto addresses = static_cast<std::uint8_t>(random.between(1, 6));
    m_clients.push_back({false, addresses, static_cast<std::uint32_t>(m_addresses.size())});
    AddressBytes device = address;
    for (unsigned i = 0; i < addresses; ++i) {
        m_addresses.push_back(v6_text(device));
        for (std::size_t byte = 8; byte < device.size(); ++byte) {
            device[byte] = static_cast<std::uint8_t>(random.below(256));
        }
    }
    return true;
}

std::string_view Population::address(ClientId client, Random& random) const {
    const Client& known = m_clients[client];
    return m_addresses[known.first_address + random.below(known.addresses)];
}

void Population::live(unsigned days, std::uint64_t seed) {
    m_active.assign(days, {});
    for (ClientId client = 0; client < size(); ++client) {
        Random random({seed, activity_purpose, client});
        // Of 1000 days, how many: desktops now and then, weekly updates, machines with a timer.
        const std::uint32_t kind = random.below(100);
        const std::uint32_t habit = kind < 55 ? 30 : kind < 85 ? 150 : 800;
        // Four in ten come to the mirror some time during these days; nobody leaves.
        const unsigned first_day = random.chance(600) ? 0 : random.below(days);
        for (unsigned day = first_day; day < days; ++day) {
            if (random.chance(habit)) {
                m_active[day].push_back(client);
            }
        }
    }
    for (unsigned day = 0; day < days; ++day) {
        if (m_active[day].empty()) {
            m_active[day].push_back(day % size());
        }
    }
}

}  // namespace sample_logs
