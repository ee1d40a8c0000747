#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mapgen {

/// "2026/11/22 01:23:18 [25415] ", which an rsync daemon writes in front of each line of its own
/// log file (`log file` of rsyncd.conf(5)): local time, process.
inline constexpr std::size_t rsync_time_length = 19;

struct RsyncPrefix {
    std::string_view time;     ///< `rsync_time_length` bytes, not yet read
    std::string_view process;  ///< digits
    std::string_view message;  ///< what follows
};

/// Nothing where the line does not begin like that.
std::optional<RsyncPrefix> split_rsync_prefix(std::string_view line);

/// Seconds since 1970-01-01 00:00 on the clock that wrote "2026/11/22 01:23:18"; nothing where that
/// is no time.
std::optional<std::chrono::seconds> read_rsync_time(std::string_view text);

/// A process id from its digits; nothing where there is none.
std::optional<std::uint32_t> read_process_id(std::string_view digits);

}  // namespace mapgen
