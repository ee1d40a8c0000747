#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mapgen {

/// "rsync on MODULE/PATH from [USER@]HOST (ADDRESS)", or "rsync to …": a transfer begins
/// (clientserver.c of rsync 2.4 to 3.5).
struct RsyncSessionStart {
    std::string_view path;  ///< "MODULE/PATH" as logged
    std::string_view client;
    bool is_upload = false;
};
std::optional<RsyncSessionStart> read_rsync_session_start(std::string_view message);

/// The N of "sent N bytes  received M bytes  total size T" (before rsync 3: "wrote N bytes  read M
/// bytes  total size T"), with which a daemon's transfer ends; nothing for any other message.
std::optional<std::uint64_t> read_rsync_session_end(std::string_view message);

/// Whether the daemon begins a message so that is about no single file's transfer: those of rsync
/// 3.0 to 3.5, as far as an administrator is likely to see them.
bool is_rsync_message(std::string_view message);

}  // namespace mapgen
