#pragma once

#include <array>
#include <cstdint>

namespace mapgen {

/// What hex_digit() says of each byte. A table, because an address's digits and letters come in no
/// order that a processor could guess.
inline constexpr std::array<std::int8_t, 256> hex_digits = [] {
    std::array<std::int8_t, 256> digits{};
    digits.fill(-1);
    for (int value = 0; value < 16; ++value) {
        digits[static_cast<unsigned char>("0123456789abcdef"[value])] =
            digits[static_cast<unsigned char>("0123456789ABCDEF"[value])] =
                static_cast<std::int8_t>(value);
    }
    return digits;
}();

/// 0 … 15, or −1 for what is no hexadecimal digit.
constexpr int hex_digit(char c) {
    return hex_digits[static_cast<unsigned char>(c)];
}

}  // namespace mapgen
