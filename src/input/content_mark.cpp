#include "input/content_mark.hpp"

#include <sodium.h>

#include <algorithm>
#include <bit>

namespace mapgen {

std::uint32_t head_length_for(std::uint64_t available) {
    return static_cast<std::uint32_t>(
        std::bit_floor(std::min<std::uint64_t>(available, ContentMark::longest_head)));
}

ContentHash hash_content(std::string_view bytes) {
    ContentHash hash{};
    static_assert(sizeof hash >= crypto_generichash_BYTES_MIN);
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                       0);
    if (bytes.size() < fully_hashed) {
        std::fill(hash.begin() + 2, hash.end(), std::uint8_t{0});
    }
    return hash;
}

std::string hash_lines(std::string_view head) {
    std::string hashes;
    ContentHash before{};
    for (std::size_t end = head.find('\n'); end != std::string_view::npos; end = head.find('\n')) {
        ContentHash hash{};
        crypto_generichash(hash.data(), hash.size(),
                           reinterpret_cast<const unsigned char*>(head.data()), end, before.data(),
                           before.size());
        hashes.push_back(static_cast<char>(hash[0]));
        hashes.push_back(static_cast<char>(hash[1]));
        before = hash;
        head.remove_prefix(end + 1);
    }
    return hashes;
}

}  // namespace mapgen
