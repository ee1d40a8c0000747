#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mapgen {

/// Appends `value` as LEB128: seven bits a byte, the lowest first, the top bit set on all but the
/// last byte.
inline void append_varint(std::string& to, std::uint64_t value) {
    while (value >= 0x80) {
        to.push_back(static_cast<char>((value & 0x7f) | 0x80));
        value >>= 7;
    }
    to.push_back(static_cast<char>(value));
}

/// Takes a LEB128 number off the front of `from`. Throws std::runtime_error where there is none.
inline std::uint64_t take_varint(std::string_view& from) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (from.empty()) {
            break;
        }
        const auto byte = static_cast<unsigned char>(from.front());
        from.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
        if (byte < 0x80) {
            return value;
        }
    }
    throw std::runtime_error("packed numbers are cut off");
}

}  // namespace mapgen
