#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mapgen {

using ContentHash = std::array<std::uint8_t, 16>;

/// By what a log is known again whatever its name and compression: its first bytes, and the bytes
/// just before the point up to which it was read. Hashes are BLAKE2b (RFC 7693) of 16 bytes.
struct ContentMark {
    static constexpr std::size_t longest_head = std::size_t{64} * 1024;
    static constexpr std::size_t tail_length = std::size_t{4} * 1024;
    /// A log that is shorter than what was read of one that begins alike is believed to be that log
    /// cut short if they share this much, dozens of lines; two logs may share less by chance.
    static constexpr std::size_t telling_head = std::size_t{4} * 1024;

    std::uint32_t head_length = 0;  ///< a power of two (see head_length_for)
    ContentHash head{};             ///< of the content's first head_length bytes
    std::uint64_t offset = 0;       ///< content read so far
    std::uint32_t tail = 0;         ///< how many bytes before `offset` tail_hash covers
    ContentHash tail_hash{};

    bool operator==(const ContentMark&) const = default;
};

/// The largest power of two that is at most `available` and longest_head; 0 for 0. Few lengths
/// are in use, so that a log is looked up with few hashes.
std::uint32_t head_length_for(std::uint64_t available);

ContentHash hash_content(std::string_view bytes);

}  // namespace mapgen
