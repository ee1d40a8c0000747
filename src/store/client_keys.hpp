#pragma once

#include <tsl/robin_map.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/ip_address.hpp"
#include "core/repo_set.hpp"

namespace mapgen {

/// The clients of one open day as the state keeps them: SipHash-2-4 (libsodium's
/// crypto_shorthash) of each address under a random key of that day alone, with the repositories
/// it was seen in. Neither can be traced to an address once the key is gone.
///
/// A hash has 64 bits: two of a million clients a day meet with a chance of 3 in 10⁸.
class ClientKeys {
public:
    using Key = std::array<std::uint8_t, 16>;

    /// A new day: no clients, a key from the system's random source.
    ClientKeys();
    /// As pack() wrote it. Throws std::runtime_error on anything else.
    ClientKeys(const Key& key, std::string_view packed);

    /// Makes room for as many clients, so that adding them does not move those that are there.
    void reserve(std::size_t clients) { m_clients.reserve(clients); }
    /// Notes that `client` was seen in `repositories`; returns those in which it was not yet.
    RepoSet add(const IpAddress& client, RepoSet repositories);

    const Key& key() const { return m_key; }
    /// Hashes in ascending order, each with its repositories: the same clients, the same bytes.
    std::string pack() const;
    std::size_t size() const { return m_clients.size(); }

private:
    Key m_key{};
    tsl::robin_map<std::uint64_t, std::uint64_t> m_clients;  // hash → bits of a RepoSet
};

}  // namespace mapgen
