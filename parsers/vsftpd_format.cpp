#include <optional>

#include "parsers/ctime_stamp.hpp"
#include "parsers/local_timestamp.hpp"
#include "parsers/log_format.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;

/// An entry of vsftpd's own log (vsftpd 3.0.3, logging.c):
///
///     [TIME [pid PID] ][[USER] ][OK |FAIL ]EVENT: Client "ADDRESS"[, "TEXT"][, BYTES][, RATE]
///
/// with "300 bytes" for BYTES and "841.86Kbyte/sec" for RATE. Neither USER nor TEXT has anything in
/// it escaped.
struct VsftpdEntry {
    std::string_view event;  ///< "OK DOWNLOAD", "CONNECT"
    std::string_view client;
    std::string_view rest;  ///< what follows the client's closing quote
};

/// What a download or an upload says behind the client.
struct Transfer {
    std::string_view path;
    std::string_view bytes;  ///< "0" where the line leaves it out
};

constexpr std::string_view client_mark = ": Client \"";

/// Where the entry begins behind "TIME [pid PID] "; nothing where the line does not begin like
/// that.
std::optional<std::size_t> find_entry(std::string_view line) {
    constexpr std::string_view mark = " [pid ";
    if (!begins_with_ctime(line) || line.compare(ctime_length, mark.size(), mark) != 0) {
        return std::nullopt;
    }
    const std::size_t pid = ctime_length + mark.size();
    const std::size_t pid_end = skip_digits(line, pid);
    if (pid_end == pid || line.compare(pid_end, 2, "] ") != 0) {
        return std::nullopt;
    }
    return pid_end + 2;
}

bool is_event(std::string_view text) {
    constexpr std::string_view without_result[] = {"CONNECT", "FTP command", "FTP response",
                                                   "DEBUG"};
    for (const std::string_view event : without_result) {
        if (text == event) {
            return true;
        }
    }
    if (text.starts_with("OK ")) {
        text.remove_prefix(3);
    } else if (text.starts_with("FAIL ")) {
        text.remove_prefix(5);
    } else {
        return false;
    }
    constexpr std::string_view with_result[] = {"DOWNLOAD", "LOGIN",  "UPLOAD", "DELETE",
                                                "MKDIR",    "RENAME", "RMDIR",  "CHMOD"};
    for (const std::string_view event : with_result) {
        if (text == event) {
            return true;
        }
    }
    return false;
}

bool is_about_a_file(std::string_view event) {
    return event.ends_with(" DOWNLOAD") || event.ends_with(" UPLOAD") || event.ends_with(" DELETE");
}

/// False where `text` is no entry.
bool split(std::string_view text, VsftpdEntry& entry) {
    std::size_t event = 0;
    const std::size_t mark = text.find(client_mark);
    if (mark == npos) {
        return false;
    }
    if (text.front() == '[') {
        const std::size_t user_end = text.substr(0, mark).rfind("] ");
        if (user_end == npos) {
            return false;
        }
        event = user_end + 2;
    }
    entry.event = text.substr(event, mark - event);
    if (!is_event(entry.event)) {
        return false;
    }
    // Clients choose USER and TEXT. One that writes an entry into either could say that another
    // client downloaded something, and there is no telling which half is the server's. What is
    // said of no file (commands are logged as they come) counts for nobody.
    if (text.find(client_mark, mark + 1) != npos && is_about_a_file(entry.event)) {
        return false;
    }
    const std::size_t client = mark + client_mark.size();
    const std::size_t client_end = text.find('"', client);
    if (client_end == npos || client_end == client) {
        return false;
    }
    entry.client = text.substr(client, client_end - client);
    entry.rest = text.substr(client_end + 1);
    return true;
}

/// Takes what follows the last ", " off `text` where it ends in `unit`, and gives it without the
/// unit. False, and `text` untouched, where it does not.
bool take_quantity(std::string_view& text, std::string_view unit, std::string_view& quantity) {
    const std::size_t comma = text.rfind(", ");
    if (comma == npos || !text.ends_with(unit) || text.size() < comma + 2 + unit.size()) {
        return false;
    }
    quantity = text.substr(comma + 2, text.size() - comma - 2 - unit.size());
    text = text.substr(0, comma);
    return true;
}

/// Reads `, "PATH"[, BYTES][, RATE]`. The path may hold quotes and commas, so the
/// quantities are taken from the right.
bool split_transfer(std::string_view rest, Transfer& transfer) {
    constexpr std::string_view opening = ", \"";
    std::string_view rate;
    transfer.bytes = "0";
    if (!rest.ends_with('"')) {
        take_quantity(rest, "Kbyte/sec", rate);
    }
    if (!rest.ends_with('"')) {
        take_quantity(rest, " bytes", transfer.bytes);
    }
    if (!rest.starts_with(opening) || !rest.ends_with('"') || rest.size() < opening.size() + 2) {
        return false;
    }
    transfer.path = rest.substr(opening.size(), rest.size() - opening.size() - 1);
    return true;
}

/// What an event comes to; nothing for those that are no transfer and no deletion.
std::optional<Action> action_of(std::string_view event) {
    if (event == "OK DOWNLOAD") {
        return Action::sent;
    }
    if (event == "FAIL DOWNLOAD") {
        return Action::sent_partly;
    }
    if (event == "OK UPLOAD" || event == "FAIL UPLOAD") {
        return Action::received;
    }
    if (event == "OK DELETE") {
        return Action::deleted;
    }
    return std::nullopt;
}

/// `counted` where the entry is one of a transfer or deletion, and `record` is filled.
LineOutcome read_entry(std::string_view text, std::chrono::sys_seconds time, AccessRecord& record) {
    VsftpdEntry entry;
    if (!split(text, entry)) {
        return LineOutcome::rejected_malformed;
    }
    const auto action = action_of(entry.event);
    if (!action) {
        return LineOutcome::skipped_message;
    }
    Transfer transfer;
    if (!split_transfer(entry.rest, transfer)) {
        return LineOutcome::rejected_malformed;
    }
    const auto bytes = read_number(transfer.bytes);
    if (!bytes) {
        return LineOutcome::rejected_number;
    }
    record = AccessRecord{};
    record.protocol = Protocol::ftp;
    record.action = *action;
    record.bytes = *bytes;
    record.time = time;
    record.client = entry.client;
    record.path = transfer.path;
    return LineOutcome::counted;
}

ParsedLine parsed_line(LineOutcome outcome) {
    return outcome == LineOutcome::counted ? ParsedLine::record() : ParsedLine::none(outcome);
}

class VsftpdParser final : public LineParser {
public:
    explicit VsftpdParser(const ParserSettings& settings) : m_time(settings, read_ctime) {}

    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        const auto entry = find_entry(line);
        if (!entry) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        std::chrono::sys_seconds time;
        if (!m_time.utc(line.data(), time)) {
            return ParsedLine::none(LineOutcome::rejected_date);
        }
        return parsed_line(read_entry(line.substr(*entry), time, record));
    }

    ParsedLine parse_message(const MessageHead& head, std::string_view message,
                             AccessRecord& record) override {
        return parsed_line(read_entry(message, head.time, record));
    }

private:
    LocalTimestamp<ctime_length> m_time;
};

class VsftpdFormat final : public LogFormat {
public:
    std::string_view name() const override { return "vsftpd"; }
    std::string_view description() const override {
        return "vsftpd's own log (xferlog_std_format=NO), vsftpd.conf(5)";
    }
    Protocol protocol() const override { return Protocol::ftp; }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"~(Sun Jul  5 12:00:01 2026 [pid 2] CONNECT: Client "192.0.2.7")~",
            R"~(Sun Jul  5 12:00:01 2026 [pid 1] [ftp] OK LOGIN: Client "192.0.2.7", anon password "ftp@example.org")~",
            R"~(Sun Jul  5 12:00:01 2026 [pid 1359] [ftp] OK DOWNLOAD: Client "192.0.2.7", "/x", 300 bytes, 841.86Kbyte/sec)~",
            R"~(Sun Jul  5 12:00:01 2026 [pid 1360] [ftp] OK DOWNLOAD: Client "2001:db8::7", "/pub/name with  "q", 5 bytes", 5000 bytes, 8750.56Kbyte/sec)~",
            R"~(Sun Jul  5 12:00:02 2026 [pid 1361] [ftp] OK DOWNLOAD: Client "::ffff:192.0.2.7", "/pub/empty", 0.00Kbyte/sec)~",
            R"~(Sun Jul  5 12:00:02 2026 [pid 1362] [ftp] FAIL DOWNLOAD: Client "192.0.2.7", "/pub/big.iso", 14107063 bytes, 52172.47Kbyte/sec)~",
            R"~(Sun Jul  5 12:00:02 2026 [pid 1363] [joe] OK UPLOAD: Client "192.0.2.7", "/incoming/x", 3 bytes, 0.01Kbyte/sec)~",
            R"~(Sun Jul  5 12:00:02 2026 [pid 1363] [joe] OK DELETE: Client "192.0.2.7", "/incoming/x")~",
            R"~(Sun Jul  5 12:00:02 2026 [pid 1363] [joe] FTP response: Client "192.0.2.7", "221 Goodbye.")~",
        };
    }
    int recognise(std::string_view line) const override {
        const auto entry = find_entry(line);
        return entry && read_ctime(line) ? recognise_message(line.substr(*entry)) : 0;
    }
    int recognise_message(std::string_view message) const override {
        AccessRecord record;
        return is_rejected(read_entry(message, {}, record)) ? 0 : 95;
    }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override {
        return std::make_unique<VsftpdParser>(settings);
    }
};

}  // namespace

const LogFormat& vsftpd_format() {
    static const VsftpdFormat format;
    return format;
}

}  // namespace mapgen
