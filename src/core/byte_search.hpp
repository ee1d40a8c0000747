#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace mapgen {

#if defined(__SSE2__)
/// How many bytes are looked at at once.
inline constexpr std::size_t search_width = 16;

inline __m128i load_bytes(const char* bytes) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}
/// All bits of each byte that is `wanted`.
inline __m128i bytes_equal(__m128i bytes, char wanted) {
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted));
}
/// A bit for each of those bytes, the first one lowest.
inline unsigned bits_of(__m128i matches) {
    return static_cast<unsigned>(_mm_movemask_epi8(matches));
}
#endif

/// Where `byte` stands first at or after `from`, npos where it does not: string_view::find()
/// without the call of memchr(3), which costs more than most of a log line's fields are long.
inline std::size_t find_byte(std::string_view text, char byte, std::size_t from = 0) {
    if (from >= text.size()) {
        return std::string_view::npos;
    }
#if defined(__SSE2__)
    const auto matches_at = [&](std::size_t at) {
        return bits_of(bytes_equal(load_bytes(text.data() + at), byte));
    };
    std::size_t at = from;
    for (; at + search_width <= text.size(); at += search_width) {
        if (const unsigned matches = matches_at(at); matches != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(matches));
        }
    }
    if (at < text.size() && text.size() >= search_width) {
        // The last bytes once more with those before them, which have been looked at or do not
        // matter.
        const std::size_t last = text.size() - search_width;
        const unsigned matches = matches_at(last) >> (at - last);
        return matches == 0 ? std::string_view::npos
                            : at + static_cast<std::size_t>(std::countr_zero(matches));
    }
    for (; at < text.size(); ++at) {
        if (text[at] == byte) {
            return at;
        }
    }
    return std::string_view::npos;
#else
    return text.find(byte, from);
#endif
}

/// Where `byte` stands last, npos where it does not.
inline std::size_t find_last_byte(std::string_view text, char byte) {
    std::size_t end = text.size();
#if defined(__SSE2__)
    for (; end >= search_width; end -= search_width) {
        const std::size_t begin = end - search_width;
        if (const unsigned matches = bits_of(bytes_equal(load_bytes(text.data() + begin), byte));
            matches != 0) {
            return begin + static_cast<std::size_t>(std::bit_width(matches)) - 1;
        }
    }
#endif
    while (end > 0 && text[end - 1] != byte) {
        --end;
    }
    return end == 0 ? std::string_view::npos : end - 1;
}

}  // namespace mapgen
