#pragma once

#include <string_view>

#include "core/access_record.hpp"
#include "core/line_outcome.hpp"

namespace mapgen {

/// What became of an FTP command.
struct FtpEvent {
    LineOutcome outcome = LineOutcome::skipped_message;  ///< `counted`: a record is to be made
    Action action = Action::other;                       ///< of that record
};

/// The reply that ends a transfer well (RFC 959, section 4.2).
inline constexpr unsigned ftp_transfer_complete = 226;

/// Whether `word` is a command of FTP (RFC 959 and those that came later) in capitals, as ProFTPD
/// logs them.
bool is_ftp_command(std::string_view word);

/// `status` is the last reply to the command, 0 where the log has none. A download that the server
/// began and did not complete has one of 4xx (RFC 959, section 4.2.1).
FtpEvent read_ftp_event(std::string_view command, unsigned status);

}  // namespace mapgen
