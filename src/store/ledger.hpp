#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/line_outcome.hpp"

namespace mapgen {

/// Where the clients of counted requests are, as the ledger tells them apart: LocationKind's names
/// in its order, then what has no address to look up.
inline constexpr std::array<std::string_view, 6> located_reasons{
    "place", "country-only", "no-place", "unknown-address", "private-address", "no-address"};

/// One input that was read, known by its content (see ContentMark of the input room, whose fields
/// these are) and, to pass it over without opening it, by its file's stamp.
struct LedgerEntry {
    using Hash = std::array<std::uint8_t, 16>;

    std::int64_t id = 0;  ///< 0 until the entry is in the state

    std::uint32_t head_length = 0;  ///< 0: nothing of it could be read; known by its stamp alone
    Hash head_hash{};
    /// The same of shorter heads, by which a copy that was cut short is known.
    std::vector<std::pair<std::uint32_t, Hash>> shorter_heads;
    std::string line_hashes;  ///< for the same
    std::uint64_t offset = 0;
    std::uint32_t tail_length = 0;
    Hash tail_hash{};

    // The file in which the content was last met; all zero for a pipe.
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t modified_ns = 0;

    std::string input;   ///< the configured input's name
    std::string path;    ///< as last met
    std::string format;  ///< the log format's name
    std::string damage;  ///< what cut the last reading short, or empty
    std::chrono::sys_seconds last_read{};

    LineTally lines;  ///< of all readings together
    std::array<std::uint64_t, located_reasons.size()> located_requests{};  ///< counted requests
    std::uint64_t late_requests = 0;  ///< for days that were sealed already
};

/// One run of the program that wrote to the state, for `mapgen status`.
struct RunReport {
    static constexpr int unfinished = -1;

    std::int64_t id = 0;  ///< 0 until the report is in the state
    std::string command;
    std::chrono::sys_seconds started{};
    std::chrono::sys_seconds finished{};
    int exit_code = unfinished;
    std::uint64_t inputs_seen = 0;
    std::uint64_t inputs_read = 0;  ///< those that had something new
    LineTally lines;                ///< of this run
    std::string problems;           ///< one a line; without client addresses
};

}  // namespace mapgen
