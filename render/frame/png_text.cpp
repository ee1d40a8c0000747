#include "render/frame/png_text.hpp"

#include <cstddef>
#include <cstdint>

namespace mapgen {
namespace {

constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";
constexpr std::size_t header_size = 4 + 4 + 13 + 4;  // IHDR: length, type, data, check sum

/// CRC-32 as in PNG specification annex D, bit by bit: a text is short.
std::uint32_t check_sum(std::string_view bytes) {
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB88320U : 0);
        }
    }
    return ~sum;
}

std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        bytes.push_back(static_cast<char>(value >> shift & 0xFFU));
    }
    return bytes;
}

}  // namespace

std::string with_png_text(std::string png, std::string_view keyword, std::string_view text) {
    if (!png.starts_with(signature) || png.size() < signature.size() + header_size) {
        return png;
    }
    std::string chunk = "tEXt";
    chunk.append(keyword).append(1, '\0').append(text);
    const auto length = static_cast<std::uint32_t>(chunk.size() - 4);
    png.insert(signature.size() + header_size,
               big_endian(length) + chunk + big_endian(check_sum(chunk)));
    return png;
}

}  // namespace mapgen
