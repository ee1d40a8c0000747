#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/line_outcome.hpp"

namespace mapgen {

/// Ends the format of an rsync log of which sessions were counted, because it has no lines of
/// transfers: a listing looks like a download there.
inline constexpr std::string_view sessions_only = " (sessions only)";

/// What became of one input in one run.
struct InputReport {
    enum class Result {
        read,         ///< something new was counted and committed
        unchanged,    ///< the file is as it was when it was read; it was not opened
        nothing_new,  ///< its content is known to the end, under this or another name
        failed,       ///< nothing of it was counted; `problem` says why
    };
    Result result = Result::failed;
    std::string format;               ///< the log format's name, where it was read
    std::string advice;               ///< the format's (LogFormat::advice), where something counted
    LineTally lines;                  ///< of this reading
    std::uint64_t waiting_bytes = 0;  ///< of a last line that has no end yet
    std::uint64_t late_requests = 0;
    /// Why it failed, where it is damaged, or that a tenth of its lines and twenty or more were
    /// rejected: file, offset, what to do. Without client addresses.
    std::optional<std::string> problem;
};

}  // namespace mapgen
