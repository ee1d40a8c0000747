#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace mapgen {

enum class Protocol : std::uint8_t { http, ftp, rsync };

/// What a log line says happened, in the words that the three protocols share.
enum class Action : std::uint8_t {
    get,           ///< HTTP GET
    head,          ///< HTTP HEAD
    other_method,  ///< any other HTTP method
    unreadable,    ///< HTTP: no method and path could be read from the request field
    sent,          ///< FTP or rsync: a file went to the client, completely
    sent_partly,   ///< FTP: a file was being sent and the transfer was aborted
    received,      ///< FTP or rsync: a file came from the client
    deleted,       ///< FTP or rsync: a file was deleted
    other,         ///< FTP or rsync: anything else that has a client and a path
};

/// One line of a log that describes a request. All views point into the line (or into the
/// parser's scratch space) and are valid until the next line is parsed.
struct AccessRecord {
    Protocol protocol = Protocol::http;
    Action action = Action::unreadable;
    std::uint16_t status = 0;         ///< HTTP's; 0 for the other protocols
    std::uint64_t bytes = 0;          ///< sent to the client, as the server logged it
    std::chrono::sys_seconds time{};  ///< UTC
    /// The client as logged: an address without brackets and port, or a host name.
    std::string_view client;
    /// As logged, escapes of the log format undone, not normalised: HTTP's request target; FTP's
    /// path; rsync's "/MODULE/PATH". Empty where the line has none.
    std::string_view path;
    /// The parser has seen that there is nothing to undo in an HTTP path: no query, no `%`, no `//`
    /// and no `/.`. False where it has not looked.
    bool is_plain_path = false;
    std::string_view user_agent;    ///< empty where the format has none; "-" where logged so
    std::string_view virtual_host;  ///< without its port; empty where the format has none
    /// X-Forwarded-For as logged: addresses, the nearest last; empty where the format has none.
    std::string_view forwarded_for;
    /// 1, or 0 where the line only adds bytes to a request that an earlier line of the log told
    /// (same client, path and time).
    std::uint8_t requests = 1;
    /// rsync: the line tells of a session. It counts where the log has no lines of transfers.
    bool is_session = false;
};

}  // namespace mapgen
