#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace mapgen {

/// Reads the one to eight decimal digits that begin at `from` and returns where they end. Returns
/// `from` where none is there, where there are more, or where `text` ends too soon to look at eight
/// bytes and the one behind them at once: a caller then has to look for itself.
///
/// All eight are read at a time, so that a processor need not guess how many there are; a loop's
/// wrong guess costs as much as reading ten digits.
inline std::size_t read_leading_digits(std::string_view text, std::size_t from,
                                       std::uint64_t& value) {
    if constexpr (std::endian::native != std::endian::little) {
        return from;
    }
    constexpr std::size_t most = 8;
    if (from + most >= text.size()) {
        return from;
    }
    constexpr std::uint64_t high_halves = 0xf0f0f0f0f0f0f0f0U;
    constexpr std::uint64_t digits_high = 0x3030303030303030U;
    constexpr std::uint64_t up_to_nine = 0x0606060606060606U;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + from, sizeof bytes);
    // '0' … '9' are 0x30 … 0x39: adding 6 leaves their upper half as it is, and no others'.
    const std::uint64_t others = ((bytes & high_halves) ^ digits_high) |
                                 (((bytes + up_to_nine) & high_halves) ^ digits_high);
    const std::size_t count = static_cast<std::size_t>(std::countr_zero(others)) / 8;
    const auto is_digit_at = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (count == 0 || (count == most && is_digit_at(from + most))) {
        return from;
    }
    // As if zeros stood in front; then pairs of digits, pairs of those, and both halves.
    bytes = (bytes << (8 * (most - count))) & ~high_halves;
    bytes = (bytes * (10 * 0x100 + 1)) >> 8 & 0x00ff00ff00ff00ffU;
    bytes = (bytes * (100 * 0x10000 + 1)) >> 16 & 0x0000ffff0000ffffU;
    value = (bytes * (10000 * 0x100000000U + 1)) >> 32;
    return from + count;
}

}  // namespace mapgen
