#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/local_timestamp.hpp"
#include "parsers/log_format.hpp"
#include "parsers/rsync_layout.hpp"
#include "parsers/rsync_prefix.hpp"
#include "parsers/rsync_sessions.hpp"
#include "parsers/rsync_transfer.hpp"

namespace mapgen {

/// LogFormat::recognise_message() for what an rsync daemon logs; `layout` as RsyncParser's. A
/// transfer in a log format that is not known is recognised, though only its session may tell what
/// it says.
int recognise_rsync_message(std::string_view message, const RsyncLayout* layout);
/// The same for a line of the daemon's own log file.
int recognise_rsync_line(std::string_view line, const RsyncLayout* layout);

/// Reads what an rsync daemon logs: transfers, and the sessions that some of them need to be
/// understood and that tell the downloads where no transfers are logged.
///
/// "rsync on MODULE/PATH from HOST (ADDRESS)" is a record of one request without bytes, "sent N
/// bytes …" of the same process one of N bytes that adds no request; both have `is_session`, the
/// session's client, path and time of beginning. Of uploads ("rsync to …") there are none.
class RsyncParser final : public LineParser {
public:
    /// `layout` is what the transfer lines are read by first, null for the default alone; it must
    /// outlive the parser.
    RsyncParser(const ParserSettings& settings, const RsyncLayout* layout);

    ParsedLine parse(std::string_view line, AccessRecord& record) override;
    ParsedLine parse_message(const MessageHead& head, std::string_view message,
                             AccessRecord& record) override;

private:
    struct Origin {
        std::chrono::sys_seconds time{};
        std::optional<std::uint32_t> process;
    };

    ParsedLine parse_prefixed(const RsyncPrefix& prefix, AccessRecord& record);
    ParsedLine parse_unprefixed(std::string_view line, AccessRecord& record);
    ParsedLine read(const Origin& origin, std::string_view message, AccessRecord& record);
    ParsedLine read_message(const Origin& origin, std::string_view message, AccessRecord& record);
    ParsedLine make_record(const Origin& origin, const RsyncTransfer& transfer,
                           AccessRecord& record);
    const RsyncSession* session_of(const Origin& origin) const;

    const RsyncLayout* m_layout;
    LocalTimestamp<rsync_time_length> m_time;
    RsyncSessions m_sessions;
    std::string m_path;
};

}  // namespace mapgen
