#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "parsers/ftp_command.hpp"
#include "parsers/log_format.hpp"
#include "parsers/percent_escapes.hpp"
#include "parsers/text_fields.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {
namespace {

constexpr std::string_view fields_mark = "#Fields:";
constexpr std::string_view pure_ftpd_fields =
    "#Fields: date time c-ip cs-method cs-uri-stem sc-status cs-username sc-bytes";

/// The columns that matter here of the W3C's extended log file format
/// (https://www.w3.org/TR/WD-logfile).
enum class Column : std::uint8_t { date, time, client, method, path, status, bytes, other };
constexpr std::size_t known_column_count = static_cast<std::size_t>(Column::other);

Column column_of(std::string_view identifier) {
    constexpr std::array<std::string_view, known_column_count> identifiers{
        "date", "time", "c-ip", "cs-method", "cs-uri-stem", "sc-status", "sc-bytes"};
    return static_cast<Column>(std::find(identifiers.begin(), identifiers.end(), identifier) -
                               identifiers.begin());
}

/// A line's values by column; those that the log has no column for are empty.
using Values = std::array<std::string_view, known_column_count + 1>;

const std::string_view& value_of(const Values& values, Column column) {
    return values[static_cast<std::size_t>(column)];
}

/// What a "#Fields:" line says about the lines below it.
class Columns {
public:
    /// `line` begins with `fields_mark`. Of more columns than any server writes, the last are not
    /// read.
    explicit Columns(std::string_view line) {
        std::string_view words = line.substr(fields_mark.size());
        while (m_count < m_columns.size() && next_word(words)) {
            const std::size_t end = word_end(words, 0);
            m_columns[m_count++] = column_of(words.substr(0, end));
            words.remove_prefix(end);
        }
    }

    /// False where `line` has fewer values than there are columns.
    bool split(std::string_view line, Values& values) const {
        values = Values{};
        std::size_t from = 0;
        for (std::size_t i = 0; i < m_count; ++i) {
            if (from > line.size()) {
                return false;
            }
            const std::size_t end = std::min(line.find(' ', from), line.size());
            values[static_cast<std::size_t>(m_columns[i])] = line.substr(from, end - from);
            from = end + 1;
        }
        return true;
    }

    bool has(Column column) const {
        return std::find(m_columns.begin(), m_columns.begin() + m_count, column) !=
               m_columns.begin() + m_count;
    }

private:
    static bool next_word(std::string_view& text) {
        text.remove_prefix(skip_all_of(text, 0, " "));
        return !text.empty();
    }

    std::array<Column, 64> m_columns{};
    std::uint8_t m_count = 0;
};

/// The FTP command that a method stands for. Pure-FTPd writes "[]sent" and "[]created", as did the
/// servers of Microsoft that it follows, with a session's number between the brackets; those have
/// commands there too.
std::string_view command_of(std::string_view method) {
    if (method.starts_with('[')) {
        const std::size_t number_end = skip_digits(method, 1);
        if (number_end == method.size() || method[number_end] != ']') {
            return {};
        }
        method.remove_prefix(number_end + 1);
    }
    if (method == "sent") {
        return "RETR";
    }
    if (method == "created") {
        return "STOR";
    }
    if (method == "appended") {
        return "APPE";
    }
    return method;
}

constexpr std::size_t date_length = 10;
constexpr std::size_t time_of_day_length = 8;
constexpr std::size_t time_length = date_length + 1 + time_of_day_length;

/// The format's times are UTC.
std::optional<std::chrono::sys_seconds> read_time(std::string_view text) {
    // 2026-11-22 01:43:30
    // 0    5  8  11 14 17
    const char* const at = text.data();
    CivilTime civil;
    if (at[4] != '-' || at[7] != '-' || at[13] != ':' || at[16] != ':' ||
        !read_digits<4>(at, civil.year) || !read_digits<2>(at + 5, civil.month) ||
        !read_digits<2>(at + 8, civil.day) || !read_digits<2>(at + 11, civil.hour) ||
        !read_digits<2>(at + 14, civil.minute) || !read_digits<2>(at + 17, civil.second)) {
        return std::nullopt;
    }
    const auto seconds = since_1970(civil);
    return seconds ? std::optional(std::chrono::sys_seconds{*seconds}) : std::nullopt;
}

/// "-" stands for nothing.
std::optional<std::uint64_t> read_value(std::string_view text) {
    return text.empty() || text == "-" ? std::uint64_t{0} : read_number(text);
}

struct W3cEntry {
    std::array<char, time_length> time{};  ///< as read_time() takes it
    std::string_view client;
    std::string_view path;  ///< percent-escapes not undone
    std::uint64_t bytes = 0;
    FtpEvent event;
};

/// `counted` where `line` was read, whatever its event.
LineOutcome split(std::string_view line, const Columns& columns, W3cEntry& entry) {
    Values values;
    if (!columns.split(line, values)) {
        return LineOutcome::rejected_malformed;
    }
    entry.client = value_of(values, Column::client);
    entry.path = value_of(values, Column::path);
    if (entry.client.empty() || entry.path.empty()) {
        return LineOutcome::rejected_malformed;
    }
    const std::string_view date = value_of(values, Column::date);
    const std::string_view time_of_day = value_of(values, Column::time);
    // Parts of a second may follow.
    if (date.size() != date_length || time_of_day.size() < time_of_day_length) {
        return LineOutcome::rejected_date;
    }
    std::memcpy(entry.time.data(), date.data(), date_length);
    std::memcpy(entry.time.data() + date_length + 1, time_of_day.data(), time_of_day_length);
    const auto status = read_value(value_of(values, Column::status));
    const auto bytes = read_value(value_of(values, Column::bytes));
    if (!status || *status > 999 || !bytes) {
        return LineOutcome::rejected_number;
    }
    entry.bytes = *bytes;
    // A log without a column for the reply can only be taken at its word.
    const unsigned reply =
        columns.has(Column::status) ? static_cast<unsigned>(*status) : ftp_transfer_complete;
    entry.event = read_ftp_event(command_of(value_of(values, Column::method)), reply);
    return LineOutcome::counted;
}

class PureFtpdW3cParser final : public LineParser {
public:
    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        if (line.starts_with('#')) {
            if (line.starts_with(fields_mark)) {
                m_columns = Columns(line);
            }
            return ParsedLine::none(LineOutcome::skipped_message);
        }
        W3cEntry entry;
        const LineOutcome outcome = split(line, m_columns, entry);
        if (outcome != LineOutcome::counted) {
            return ParsedLine::none(outcome);
        }
        std::chrono::sys_seconds time;
        if (!m_time.get(entry.time.data(), time, read_time)) {
            return ParsedLine::none(LineOutcome::rejected_date);
        }
        if (entry.event.outcome != LineOutcome::counted) {
            return ParsedLine::none(entry.event.outcome);
        }
        record = AccessRecord{};
        record.protocol = Protocol::ftp;
        record.action = entry.event.action;
        record.bytes = entry.bytes;
        record.time = time;
        record.client = entry.client;
        record.path = undo_percent_escapes(entry.path, m_path);
        return ParsedLine::record();
    }

private:
    Columns m_columns{pure_ftpd_fields};
    TimestampCache<time_length> m_time;
    std::string m_path;
};

/// Pure-FTPd's "AltLog w3c:…" (1.0.50, altlog.c). It writes its header into an empty file only.
class PureFtpdW3cFormat final : public LogFormat {
public:
    std::string_view name() const override { return "pure-ftpd-w3c"; }
    std::string_view description() const override {
        return "Pure-FTPd's \"AltLog w3c:\": the W3C's extended log file format with FTP commands";
    }
    Protocol protocol() const override { return Protocol::ftp; }
    std::vector<std::string_view> sample_lines() const override {
        return {
            "#Software: Pure-FTPd 1.0.50",
            "#Version: 1.0",
            "#Date: 2026-11-22 01:43:30",
            pure_ftpd_fields,
            "2026-11-22 01:43:30 192.0.2.7 []sent /srv/mirror/epel/9/RPM-GPG-KEY 226 ftp 300",
            R"(2026-11-22 01:43:30 2001:db8::7 []sent /srv/mirror/pub/name%20with%20%20spaces%20%22q%22%20%C3%A9.txt 226 ftp 5000)",
            "2026-11-22 01:43:31 192.0.2.7 []created /srv/mirror/incoming/x 226 joe 12",
        };
    }
    int recognise(std::string_view line) const override {
        if (line.starts_with("#Software: Pure-FTPd")) {
            return 100;
        }
        if (line == pure_ftpd_fields) {
            return 90;
        }
        for (const std::string_view directive : {"#Version: ", "#Date: ", "#Fields: "}) {
            if (line.starts_with(directive)) {
                return 30;
            }
        }
        static const Columns columns(pure_ftpd_fields);
        W3cEntry entry;
        const bool is_transfer = line.find(" []") != line.npos &&
                                 split(line, columns, entry) == LineOutcome::counted &&
                                 entry.event.outcome == LineOutcome::counted;
        return is_transfer && read_time({entry.time.data(), entry.time.size()}) ? 95 : 0;
    }
    bool is_ordered() const override { return true; }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& /*settings*/) const override {
        return std::make_unique<PureFtpdW3cParser>();
    }
};

}  // namespace

const LogFormat& pure_ftpd_w3c_format() {
    static const PureFtpdW3cFormat format;
    return format;
}

}  // namespace mapgen
