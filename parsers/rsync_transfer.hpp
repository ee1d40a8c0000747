#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "parsers/rsync_fields.hpp"
#include "parsers/rsync_sessions.hpp"

namespace mapgen {

/// What an rsync daemon logged of one file (rsyncd.conf(5), `log format`), as far as it did: what
/// is empty was not there. Views into the line, escapes not undone.
struct RsyncTransfer {
    RsyncOperation operation;    ///< %o or %i
    std::string_view address;    ///< %a
    std::string_view host;       ///< %h
    std::string_view module;     ///< %m
    std::string_view directory;  ///< %P, the module's path on disk
    std::string_view name;       ///< %f or %n; with `name_is_whole`, %P/%f
    std::string_view sent;       ///< %b
    std::string_view length;     ///< %l
    std::string_view time;       ///< %t
    std::string_view process;    ///< %p
    bool name_is_whole = false;
};

/// What a daemon's message is when it is read without knowing its log format.
enum class RsyncLineKind : unsigned char {
    transfer,
    message,    ///< not about a file's transfer
    malformed,  ///< about one, and it is not certain what it says
};

/// Reads "%o %h [%a] %m (%u) %f %l", the default, or the same with %i for %o. False where it is not
/// of that shape.
bool read_default_rsync_transfer(std::string_view message, RsyncTransfer& transfer);

/// Reads a transfer in a log format that nobody told, by what is certain: %o or %i is a word of its
/// own; the client's address is a word (in brackets or not) in front of it, the first or second one
/// behind it, or that of `session`; the name follows, without spaces around it; numbers end the
/// line, the last one of them what was sent or the length, unless it is `process`, the line's own.
/// The module is that of `session` (null where the log does not hold the process's session): where
/// it stands in front of the name it is left out of it. A line without %o and %i is a transfer only
/// where it begins with the session's client and ends with a number.
RsyncLineKind read_foreign_rsync_transfer(std::string_view message,
                                          std::optional<std::uint32_t> process,
                                          const RsyncSession* session, RsyncTransfer& transfer);

}  // namespace mapgen
