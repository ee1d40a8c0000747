#pragma once

#include <cstddef>
#include <string_view>

#include "core/byte_search.hpp"

namespace mapgen {

// A path in a log is plain where it holds none of `\`, `?`, `%`, `//` and `/.`: a server escaped
// nothing in it, and it has neither a query nor a segment to leave out.

#if defined(__SSE2__)
/// A bit for each of the search_width bytes at `bytes` that is not plain. Looks one byte further.
inline unsigned special_path_bytes(const char* at) {
    const __m128i bytes = load_bytes(at);
    const __m128i next = load_bytes(at + 1);
    const __m128i dots = _mm_or_si128(bytes_equal(next, '/'), bytes_equal(next, '.'));
    const __m128i segments = _mm_and_si128(bytes_equal(bytes, '/'), dots);
    const __m128i marks = _mm_or_si128(bytes_equal(bytes, '\\'), bytes_equal(bytes, '?'));
    return bits_of(_mm_or_si128(_mm_or_si128(marks, bytes_equal(bytes, '%')), segments));
}
#endif

inline bool is_plain_path(std::string_view path) {
    std::size_t at = 0;
#if defined(__SSE2__)
    for (; at + search_width < path.size(); at += search_width) {
        if (special_path_bytes(path.data() + at) != 0) {
            return false;
        }
    }
#endif
    for (; at < path.size(); ++at) {
        const char c = path[at];
        const char next = at + 1 < path.size() ? path[at + 1] : '\0';
        if (c == '\\' || c == '?' || c == '%' || (c == '/' && (next == '/' || next == '.'))) {
            return false;
        }
    }
    return true;
}

}  // namespace mapgen
