#include <optional>

#include "parsers/ctime_stamp.hpp"
#include "parsers/local_timestamp.hpp"
#include "parsers/log_format.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;

/// The fields of xferlog(5) that matter here. A line is
///
///     TIME SECONDS HOST SIZE NAME TYPE FLAG DIRECTION ACCESS USER SERVICE METHOD ID[ STATUS]
///
/// wu-ftpd before 2.4 wrote no STATUS: its transfers have to be taken for complete.
/// NAME is written with "_" for spaces, and USER, an anonymous user's password, is not (ProFTPD):
/// so the fields before NAME are counted from the left, those after USER from the right, and the
/// four short ones between them are searched.
struct XferlogFields {
    std::string_view host;
    std::string_view size;
    std::string_view name;
    char direction = '\0';  ///< o (outgoing), i (incoming) or d (deleted)
    char status = '\0';     ///< c (complete) or i (incomplete)
};

/// Takes the last word off `text`, with the space before it. False where no space precedes.
bool take_last(std::string_view& text, std::string_view& word) {
    const std::size_t space = text.rfind(' ');
    if (space == npos || space + 1 == text.size()) {
        return false;
    }
    word = text.substr(space + 1);
    text = text.substr(0, space);
    return true;
}

/// Reads "TYPE FLAG DIRECTION ACCESS " at the start of `text`; FLAG is one letter or several.
bool read_short_fields(std::string_view text, char& direction) {
    if (text.size() < 8 || !is_one_of(text[0], "ab") || text[1] != ' ') {
        return false;
    }
    const std::size_t flag_end = skip_all_of(text, 2, "_CUT");
    if (flag_end == 2 || text.size() < flag_end + 5 || text[flag_end] != ' ' ||
        !is_one_of(text[flag_end + 1], "oid") || text[flag_end + 2] != ' ' ||
        !is_one_of(text[flag_end + 3], "agr") || text[flag_end + 4] != ' ') {
        return false;
    }
    direction = text[flag_end + 1];
    return true;
}

/// Takes "SERVICE METHOD ID[ STATUS]" off the end of `text`. The form without a status is accepted
/// with wu-ftpd's own values alone, as lines of the other one that were cut off come near it.
bool take_end(std::string_view& text, char& status) {
    std::string_view words[3];  // the last one first
    for (std::string_view& word : words) {
        if (!take_last(text, word)) {
            return false;
        }
    }
    if (words[0].size() == 1 && is_one_of(words[0][0], "ci") && is_number(words[2])) {
        status = words[0][0];
        std::string_view service;
        return take_last(text, service);
    }
    status = 'c';
    return words[2] == "ftp" && (words[1] == "0" || words[1] == "1");
}

/// Splits what follows the time. False where it has not the format's shape.
bool split(std::string_view text, XferlogFields& fields) {
    std::string_view seconds;
    if (!take_word(text, seconds) || skip_all_of(seconds, 0, "0123456789.-") != seconds.size() ||
        !take_word(text, fields.host) || !take_word(text, fields.size)) {
        return false;
    }
    if (!take_end(text, fields.status)) {
        return false;
    }
    // The first match is right: an anonymous user chooses what stands behind it.
    for (std::size_t space = text.find(' '); space != npos; space = text.find(' ', space + 1)) {
        if (read_short_fields(text.substr(space + 1), fields.direction)) {
            fields.name = text.substr(0, space);
            return !fields.name.empty();
        }
    }
    return false;
}

class XferlogParser final : public LineParser {
public:
    explicit XferlogParser(const ParserSettings& settings) : m_time(settings, read_ctime) {}

    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        XferlogFields fields;
        if (!begins_with_ctime(line) || !split(line.substr(ctime_length + 1), fields)) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        std::chrono::sys_seconds time;
        if (!m_time.utc(line.data(), time)) {
            return ParsedLine::none(LineOutcome::rejected_date);
        }
        const auto bytes = read_number(fields.size);
        if (!bytes) {
            return ParsedLine::none(LineOutcome::rejected_number);
        }
        record = AccessRecord{};
        record.protocol = Protocol::ftp;
        record.action = action(fields);
        record.bytes = *bytes;
        record.time = time;
        record.client = fields.host;
        record.path = fields.name;
        return ParsedLine::record();
    }

private:
    static Action action(const XferlogFields& fields) {
        switch (fields.direction) {
            case 'o':
                return fields.status == 'c' ? Action::sent : Action::sent_partly;
            case 'i':
                return Action::received;
            default:
                return Action::deleted;
        }
    }

    LocalTimestamp<ctime_length> m_time;
};

class XferlogFormat final : public LogFormat {
public:
    std::string_view name() const override { return "xferlog"; }
    std::string_view description() const override {
        return "FTP transfer log of wu-ftpd, vsftpd, ProFTPD and Pure-FTPd, xferlog(5)";
    }
    Protocol protocol() const override { return Protocol::ftp; }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"(Sun Jul  5 12:00:02 2026 1 ::ffff:192.0.2.7 8254144 /pub/big.iso b _ o a ftp@example.com ftp 0 * i)",
            R"(Sun Jul 05 12:00:02 2026 0 198.51.100.9 5000 /srv/mirror/pub/name_with__spaces_"q".txt b _ o a my secret pass ftp 0 * c)",
            R"(Sun Jul  5 12:00:02 2026 3 client.example.org 300 /pub/a b_c.txt a _ o a guest ftp 0 *)",
            R"(Sun Nov 22 01:43:28 2026 0 2001:db8::2 10 /srv/mirror/pub/epel/repomd.xml b _ o r ftp ftp 1 * c)",
            "Sun Nov 22 01:43:29 2026 0 192.0.2.7 10 /srv/mirror/incoming/x b _ i r joe ftp 0 * c",
        };
    }
    int recognise(std::string_view line) const override {
        XferlogFields fields;
        return begins_with_ctime(line) && read_ctime(line) &&
                       split(line.substr(ctime_length + 1), fields) && is_number(fields.size)
                   ? 95
                   : 0;
    }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override {
        return std::make_unique<XferlogParser>(settings);
    }
};

}  // namespace

const LogFormat& xferlog_format() {
    static const XferlogFormat format;
    return format;
}

}  // namespace mapgen
