#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mapgen {

/// What became of one line. Every line that is read ends in exactly one of these, so that
/// read = counted + skipped (the sum of its reasons) + rejected (the sum of its reasons).
enum class LineOutcome : std::uint8_t {
    counted,

    // Skipped: the line was understood, and it is no download.
    skipped_method,      ///< HTTP: HEAD, POST, …
    skipped_status,      ///< HTTP: 304, a redirect, an error
    skipped_no_request,  ///< HTTP: no readable request line (TLS bytes, "PRI *", an empty request)
    skipped_upload,      ///< FTP, rsync: the client sent the file
    skipped_deletion,    ///< FTP, rsync: a file was deleted
    skipped_aborted,     ///< FTP: the transfer did not complete
    skipped_directory,   ///< rsync: a directory, or attributes only
    skipped_message,     ///< a server's message: connect, module list, "sent … bytes", start-up
    skipped_user_agent,  ///< the configuration leaves this user agent out
    skipped_blank,       ///< an empty line, or white space alone

    // Rejected: the line could not be understood, or contradicts its format.
    rejected_malformed,  ///< does not have the format's shape
    rejected_date,       ///< the date or time cannot be read or does not exist
    rejected_number,     ///< status or bytes are not a number
    rejected_too_long,   ///< longer than 64 KiB
};

inline constexpr std::size_t line_outcome_count =
    static_cast<std::size_t>(LineOutcome::rejected_too_long) + 1;

/// "counted", "skipped" or "rejected".
std::string_view outcome_class(LineOutcome outcome);
/// The reason alone, e.g. "status", "aborted", "malformed"; empty for `counted`.
std::string_view outcome_reason(LineOutcome outcome);

constexpr bool is_skipped(LineOutcome outcome) {
    return outcome > LineOutcome::counted && outcome < LineOutcome::rejected_malformed;
}
constexpr bool is_rejected(LineOutcome outcome) {
    return outcome >= LineOutcome::rejected_malformed;
}

/// How many lines ended in which outcome.
class LineTally {
public:
    void add(LineOutcome outcome, std::uint64_t lines = 1) {
        m_lines[static_cast<std::size_t>(outcome)] += lines;
    }
    void add(const LineTally& other);

    std::uint64_t of(LineOutcome outcome) const {
        return m_lines[static_cast<std::size_t>(outcome)];
    }
    std::uint64_t read() const;  ///< all lines
    std::uint64_t counted() const { return of(LineOutcome::counted); }
    std::uint64_t skipped() const;   ///< over all reasons
    std::uint64_t rejected() const;  ///< over all reasons

    bool operator==(const LineTally&) const = default;

private:
    std::array<std::uint64_t, line_outcome_count> m_lines{};
};

}  // namespace mapgen
