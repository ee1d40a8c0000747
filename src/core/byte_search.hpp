#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace mapgen {

/// Where `byte` stands first at or after `from`, npos where it does not: string_view::find()
/// without the call of memchr(3), which costs more than most of a log line's fields are long.
inline std::size_t find_byte(std::string_view text, char byte, std::size_t from = 0) {
    if (from >= text.size()) {
        return std::string_view::npos;
    }
#if defined(__SSE2__)
    constexpr std::size_t width = 16;
    const auto matches_at = [&, wanted = _mm_set1_epi8(byte)](std::size_t at) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted)));
    };
    std::size_t at = from;
    for (; at + width <= text.size(); at += width) {
        if (const unsigned matches = matches_at(at); matches != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(matches));
        }
    }
    if (at < text.size() && text.size() >= width) {
        // The last bytes once more with those before them, which have been looked at or do not
        // matter.
        const std::size_t last = text.size() - width;
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

}  // namespace mapgen
