#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mapgen {

using ContentHash = std::array<std::uint8_t, 16>;

/// By what a log is known again whatever its name and compression: its first bytes, and the bytes
/// just before the point up to which it was read. Hashes are BLAKE2b (RFC 7693) of 16 bytes.
struct ContentMark {
    static constexpr std::size_t longest_head = std::size_t{64} * 1024;
    static constexpr std::size_t tail_length = std::size_t{4} * 1024;
    /// The shortest head that is hashed besides the longest: less than a line.
    static constexpr std::size_t shortest_head = 32;

    std::uint32_t head_length = 0;  ///< a power of two (see head_length_for)
    ContentHash head{};             ///< of the content's first head_length bytes
    std::uint64_t offset = 0;       ///< content read so far
    std::uint32_t tail = 0;         ///< how many bytes before `offset` tail_hash covers
    ContentHash tail_hash{};
    std::string line_hashes;  ///< hash_lines() of the content's first bytes
    /// Reading ended in damage: the last bytes before `offset` may not be what they should be.
    bool is_damaged = false;

    bool operator==(const ContentMark&) const = default;
};

/// The largest power of two that is at most `available` and longest_head; 0 for 0. Few lengths
/// are in use, so that a log is looked up with few hashes.
std::uint32_t head_length_for(std::uint64_t available);

/// Of fewer bytes than this, only the first two bytes of the hash are kept: more would tell the
/// clients of a few lines to whoever tries all addresses.
inline constexpr std::size_t fully_hashed = 1024;

ContentHash hash_content(std::string_view bytes);

/// Two bytes for each complete line, of a hash of all up to its end: contents of which one begins
/// with all lines of the other have hashes that do so, and by chance one in 65,536 others. Too few
/// to tell the lines by.
std::string hash_lines(std::string_view head);

}  // namespace mapgen
