#include "store/client_keys.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>
#include <vector>

#include "store/varint.hpp"

namespace mapgen {

static_assert(sizeof(ClientKeys::Key) == crypto_shorthash_KEYBYTES);

ClientKeys::ClientKeys() {
    if (sodium_init() < 0) {
        throw std::runtime_error("libsodium cannot be initialised: no source of randomness");
    }
    randombytes_buf(m_key.data(), m_key.size());
}

ClientKeys::ClientKeys(const Key& key, std::string_view packed) : m_key(key) {
    const std::uint64_t count = take_varint(packed);
    if (count > packed.size()) {
        throw std::runtime_error("client keys have an impossible length");
    }
    m_clients.reserve(static_cast<std::size_t>(count));
    std::uint64_t hash = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        hash += take_varint(packed);
        m_clients.insert({hash, take_varint(packed)});
    }
}

RepoSet ClientKeys::add(const IpAddress& client, RepoSet repositories) {
    std::array<unsigned char, crypto_shorthash_BYTES> bytes{};
    crypto_shorthash(bytes.data(), client.bytes().data(), client.bytes().size(), m_key.data());
    std::uint64_t hash = 0;
    for (const unsigned char byte : bytes) {
        hash = (hash << 8) | byte;
    }
    auto& seen = m_clients[hash];
    const RepoSet fresh = repositories - RepoSet::from_bits(seen);
    seen |= repositories.bits();
    return fresh;
}

std::string ClientKeys::pack() const {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> sorted(m_clients.begin(), m_clients.end());
    std::sort(sorted.begin(), sorted.end());
    std::string packed;
    packed.reserve(sorted.size() * 9 + 10);
    append_varint(packed, sorted.size());
    std::uint64_t previous = 0;
    for (const auto& [hash, repositories] : sorted) {
        append_varint(packed, hash - previous);
        append_varint(packed, repositories);
        previous = hash;
    }
    return packed;
}

}  // namespace mapgen
