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
    return hash;
}

}  // namespace mapgen
