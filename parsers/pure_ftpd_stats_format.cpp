#include <optional>

#include "core/hex_digit.hpp"
#include "parsers/log_format.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

/// Pure-FTPd's "AltLog stats:…" (1.0.50, altlog.c), a line for each transfer:
///
///     EPOCH START.PID ACCOUNT CLIENT U|D BYTES SECONDS PATH
///
/// PATH is raw and may have spaces. As to transfers that a client stopped, see pure-ftpd-clf.
struct StatsFields {
    std::string_view epoch;
    std::string_view client;
    std::string_view direction;
    std::string_view bytes;
    std::string_view path;
};

/// Whether `text` is two hexadecimal numbers with a dot between them.
bool is_session(std::string_view text) {
    const std::size_t dot = text.find('.');
    if (dot == text.npos || dot == 0 || dot + 1 == text.size()) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != dot && hex_digit(text[i]) < 0) {
            return false;
        }
    }
    return true;
}

bool split(std::string_view line, StatsFields& fields) {
    std::string_view session;
    std::string_view account;
    std::string_view seconds;
    if (!take_word(line, fields.epoch) || !is_number(fields.epoch) || !take_word(line, session) ||
        !is_session(session) || !take_word(line, account) || !take_word(line, fields.client) ||
        !take_word(line, fields.direction) || !take_word(line, fields.bytes) ||
        !take_word(line, seconds) || !is_number(seconds)) {
        return false;
    }
    fields.path = line;
    return (fields.direction == "D" || fields.direction == "U") && !fields.path.empty();
}

/// Nothing for times after the year 9999, which no calendar of ours has.
std::optional<std::chrono::sys_seconds> read_epoch(std::string_view text) {
    constexpr std::uint64_t year_10000 = 253'402'300'800;
    const auto seconds = read_number(text);
    if (!seconds || *seconds >= year_10000) {
        return std::nullopt;
    }
    return std::chrono::sys_seconds{std::chrono::seconds{*seconds}};
}

class PureFtpdStatsParser final : public LineParser {
public:
    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        StatsFields fields;
        if (!split(line, fields)) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        const auto time = read_epoch(fields.epoch);
        if (!time) {
            return ParsedLine::none(LineOutcome::rejected_date);
        }
        const auto bytes = read_number(fields.bytes);
        if (!bytes) {
            return ParsedLine::none(LineOutcome::rejected_number);
        }
        record = AccessRecord{};
        record.protocol = Protocol::ftp;
        record.action = fields.direction == "D" ? Action::sent : Action::received;
        record.bytes = *bytes;
        record.time = *time;
        record.client = fields.client;
        record.path = fields.path;
        return ParsedLine::record();
    }
};

class PureFtpdStatsFormat final : public LogFormat {
public:
    std::string_view name() const override { return "pure-ftpd-stats"; }
    std::string_view description() const override {
        return "Pure-FTPd's \"AltLog stats:\": time, session, account, client, U or D, bytes, "
               "seconds, path";
    }
    Protocol protocol() const override { return Protocol::ftp; }
    std::vector<std::string_view> sample_lines() const override {
        return {
            "1795311807 6b0248bf.4be1 ftp 192.0.2.7 D 10 0 /srv/mirror/pub/epel/repomd.xml",
            R"~(1784109601 6a575a21.79a2 ftp 2001:db8::7 D 5000 12 /srv/mirror/name with  "q" U 3 4 x.txt)~",
            "1784109602 6a575a21.79a5 joe client.example.org U 12 0 /srv/mirror/incoming/x",
        };
    }
    int recognise(std::string_view line) const override {
        StatsFields fields;
        return split(line, fields) && read_epoch(fields.epoch) && read_number(fields.bytes) ? 95
                                                                                            : 0;
    }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& /*settings*/) const override {
        return std::make_unique<PureFtpdStatsParser>();
    }
};

}  // namespace

const LogFormat& pure_ftpd_stats_format() {
    static const PureFtpdStatsFormat format;
    return format;
}

}  // namespace mapgen
