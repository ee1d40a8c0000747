#include "parsers/rsync_messages.hpp"

#include "core/ip_address.hpp"
#include "parsers/rsync_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;

// The frequent ones first. From clientserver.c, access.c, authenticate.c, clientname.c, loadparm.c,
// log.c, main.c, socket.c, io.c, flist.c, sender.c and receiver.c.
constexpr std::string_view beginnings[] = {
    "connect from ",
    "rsync on ",
    "rsync allowed access ",
    "building file list",
    "rsync:",
    "rsync error: ",
    "rsync warning: ",
    "rsync to ",
    "rsync denied ",
    "rsyncd ",
    "module-list request ",
    "unknown module ",
    "receiving file list",
    "receiving incremental file list",
    "sending incremental file list",
    "max connections ",
    "failed to open lock file",
    "failed to open log-file",
    "failed to open log file",
    "failed to create pid file",
    "auth failed ",
    "secrets file ",
    "name lookup failed ",
    "forward name lookup ",
    "reverse name lookup ",
    "malformed address ",
    "no known address for ",
    "unknown address family",
    "file has vanished: ",
    "IO error encountered",
    "skipping ",
    "deleting ",
    "cannot delete ",
    "created directory ",
    "symlink has no referent",
    "ignoring unsafe symlink",
    "transfer interrupted",
    "[sender] ",
    "[receiver] ",
    "[generator] ",
    "[Receiver] ",
    "[daemon] ",
    "ERROR: ",
    "@ERROR",
    "WARNING",
    "ABORTING ",
    "io timeout ",
    "inflate ",
    "deflate ",
    "No path specified for module ",
    "chroot",
    "chdir",
    "setgid ",
    "setuid ",
    "setgroups ",
    "getpwuid ",
    "daemon ",
    "Unable to ",
    "Invalid ",
    "invalid ",
    "Connection to name-converter ",
    "pre-xfer exec ",
    "post-xfer exec ",
    "early exec ",
    "proxy protocol ",
    "\"proxy protocol ",
    "params.c",
    "Unknown Parameter ",
    "Unknown value ",
    "Ignoring ",
    "ignoring ",
    "Global parameter ",
    "unable to ",
    "normalize_path(",
    "fork failed",
    "the 'temp dir' value ",
    "Symlink munging ",
    "This rsync ",
    "protocol version mismatch",
    "unexpected ",
    "opendir ",
    "readlink",
    "open ",
    "read error",
    "write error",
    "out of memory",
    "overflow",
    "mkdir ",
    "mkstemp ",
    "rename ",
    "chown ",
    "failed ",
    "sender finished",
    "total: ",
    "recv_generator: ",
    "recv_files: ",
    "send_files: ",
    "bind() failed",
    "unknown protocol ",
};

/// The address in the parentheses at the end.
std::string_view address_at_end(std::string_view message, std::size_t& begin) {
    begin = message.rfind(" (");
    if (begin == npos || message.back() != ')') {
        return {};
    }
    return message.substr(begin + 2, message.size() - begin - 3);
}

}  // namespace

std::optional<RsyncSessionStart> read_rsync_session_start(std::string_view message) {
    RsyncSessionStart start;
    if (message.starts_with("rsync to ")) {
        start.is_upload = true;
    } else if (!message.starts_with("rsync on ")) {
        return std::nullopt;
    }
    message.remove_prefix(9);
    std::size_t address = 0;
    start.client = address_at_end(message, address);
    if (!IpAddress::parse(start.client)) {
        return std::nullopt;
    }
    // A path may hold " from " too; a user and a host do not.
    const std::size_t from = message.substr(0, address).rfind(" from ");
    if (from == npos || from == 0) {
        return std::nullopt;
    }
    start.path = message.substr(0, from);
    while (start.path.starts_with('/')) {
        start.path.remove_prefix(1);
    }
    return start.path.empty() ? std::nullopt : std::optional(start);
}

std::optional<std::uint64_t> read_rsync_session_end(std::string_view message) {
    const bool is_old = message.starts_with("wrote ");
    if (!is_old && !message.starts_with("sent ")) {
        return std::nullopt;
    }
    message.remove_prefix(is_old ? 6 : 5);
    const std::size_t end = message.find(' ');
    const std::string_view then = is_old ? " bytes  read " : " bytes  received ";
    if (end == npos || !message.substr(end).starts_with(then)) {
        return std::nullopt;
    }
    return read_rsync_length(message.substr(0, end));
}

bool is_rsync_message(std::string_view message) {
    if (read_rsync_session_end(message)) {
        return true;
    }
    for (const std::string_view beginning : beginnings) {
        // The first byte rules most out without a call.
        if (!message.empty() && message.front() == beginning.front() &&
            message.starts_with(beginning)) {
            return true;
        }
    }
    return false;
}

}  // namespace mapgen
