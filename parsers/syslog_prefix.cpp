#include "parsers/syslog_prefix.hpp"

#include <algorithm>

#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t bsd_length = 15;
constexpr std::size_t civil_length = 19;

/// The next word; `text` then begins behind the space that ends it.
std::string_view take_word(std::string_view& text) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

bool is_bsd(std::string_view text) {
    // Nov 22 01:23:44
    // 0  3  6  9  12
    return text.size() > bsd_length && text[3] == ' ' && text[6] == ' ' && text[9] == ':' &&
           text[12] == ':' && is_digit(text[5]) && month_number(text.data()) != 0;
}

bool is_civil(std::string_view text, char before_time) {
    // 2026-11-22T01:23:44
    // 0    5  8  11 14 17
    return text.size() > civil_length && text[4] == '-' && text[7] == '-' &&
           text[10] == before_time && text[13] == ':' && text[16] == ':' && is_digit(text[0]);
}

void skip_fraction(std::string_view& text) {
    if (text.size() > 1 && is_one_of(text[0], ".,") && is_digit(text[1])) {
        text.remove_prefix(skip_digits(text, 1));
    }
}

/// Reads TIME and the space behind it.
bool take_time(std::string_view& text, SyslogPrefix& prefix) {
    if (is_bsd(text)) {
        prefix.kind = SyslogTime::bsd;
        prefix.time = text.substr(0, bsd_length);
        text.remove_prefix(bsd_length);
        skip_fraction(text);
    } else if (is_civil(text, 'T')) {
        prefix.kind = SyslogTime::iso;
        prefix.time = text.substr(0, civil_length);
        text.remove_prefix(civil_length);
        skip_fraction(text);
        prefix.zone = text.substr(0, std::min(text.find(' '), text.size()));
        text.remove_prefix(prefix.zone.size());
    } else if (const std::size_t point = skip_digits(text, 0); point > 0) {
        // Nine digits ended in 2001.
        if (point < 9 || point > 11 || text.size() <= point + 1 || text[point] != '.') {
            return false;
        }
        prefix.kind = SyslogTime::epoch;
        prefix.time = text.substr(0, point);
        text.remove_prefix(point);
        skip_fraction(text);
    } else {
        // The day of the week is in the language of whoever called journalctl.
        constexpr std::size_t longest_day = 12;
        const std::size_t day_end = text.substr(0, longest_day).find(' ');
        if (day_end == npos || !is_civil(text.substr(day_end + 1), ' ')) {
            return false;
        }
        text.remove_prefix(day_end + 1);
        prefix.kind = SyslogTime::named;
        prefix.time = text.substr(0, civil_length);
        text.remove_prefix(civil_length);
        skip_fraction(text);
        if (!text.starts_with(' ')) {
            return false;
        }
        text.remove_prefix(1);
        prefix.zone = text.substr(0, std::min(text.find(' '), text.size()));
        text.remove_prefix(prefix.zone.size());
    }
    if (!text.starts_with(' ')) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

/// "rsyncd[123]:"
bool read_tag(std::string_view word, SyslogPrefix& prefix) {
    if (word.size() < 2 || word.back() != ':') {
        return false;
    }
    word.remove_suffix(1);
    prefix.program = word;
    const std::size_t bracket = word.find('[');
    if (bracket != npos && word.back() == ']') {
        prefix.program = word.substr(0, bracket);
        prefix.process = word.substr(bracket + 1, word.size() - bracket - 2);
    }
    return true;
}

/// "[HOST ]PROGRAM[PROCESS]: MESSAGE"
void read_origin(std::string_view text, SyslogPrefix& prefix) {
    prefix.message = text;
    if (read_tag(take_word(text), prefix)) {
        prefix.message = text;
        return;
    }
    prefix.message = text;
    if (read_tag(take_word(text), prefix)) {
        prefix.message = text;
    }
}

/// Reads RFC 5424's STRUCTURED-DATA, "-" or "[…]…". False where it has no end.
bool skip_structured_data(std::string_view& text) {
    if (text.starts_with('-')) {
        text.remove_prefix(1);
        return true;
    }
    bool any = false;
    while (text.starts_with('[')) {
        bool in_quotes = false;
        std::size_t at = 1;
        while (at < text.size() && (in_quotes || text[at] != ']')) {
            if (text[at] == '\\' && in_quotes) {
                ++at;
            } else if (text[at] == '"') {
                in_quotes = !in_quotes;
            }
            ++at;
        }
        if (at >= text.size()) {
            return false;
        }
        text.remove_prefix(at + 1);
        any = true;
    }
    return any;
}

std::string_view without_nil(std::string_view word) {
    return word == "-" ? std::string_view() : word;
}

/// RFC 5424 behind "<PRI>1 ".
bool read_rfc5424(std::string_view text, SyslogPrefix& prefix) {
    if (!take_time(text, prefix) || prefix.kind != SyslogTime::iso) {
        return false;
    }
    take_word(text);  // host
    prefix.program = without_nil(take_word(text));
    prefix.process = without_nil(take_word(text));
    take_word(text);  // MSGID
    if (!skip_structured_data(text)) {
        return false;
    }
    if (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    // rsyslog's RSYSLOG_SyslogProtocol23Format keeps the space that stood behind "TAG:".
    if (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    prefix.message = text;
    return true;
}

/// "Z", "+01:00", "+0100", "+01"; nothing for any other text.
std::optional<std::chrono::seconds> read_offset(std::string_view zone) {
    if (zone == "Z" || zone == "z" || zone == "UTC" || zone == "GMT") {
        return std::chrono::seconds{0};
    }
    if (zone.size() < 3 || !is_one_of(zone[0], "+-")) {
        return std::nullopt;
    }
    unsigned hours = 0;
    unsigned minutes = 0;
    const std::string_view rest = zone.substr(3);
    const bool has_colon = rest.starts_with(':');
    if (!read_digits<2>(zone.data() + 1, hours) || hours > 23 ||
        (!rest.empty() && (rest.size() != (has_colon ? 3U : 2U) ||
                           !read_digits<2>(rest.data() + (has_colon ? 1 : 0), minutes))) ||
        minutes > 59) {
        return std::nullopt;
    }
    const std::chrono::seconds offset = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    return zone[0] == '-' ? -offset : offset;
}

std::optional<std::chrono::sys_seconds> read_civil(std::string_view text) {
    const char* const at = text.data();
    CivilTime civil;
    if (!read_digits<4>(at, civil.year) || !read_digits<2>(at + 5, civil.month) ||
        !read_digits<2>(at + 8, civil.day) || !read_digits<2>(at + 11, civil.hour) ||
        !read_digits<2>(at + 14, civil.minute) || !read_digits<2>(at + 17, civil.second)) {
        return std::nullopt;
    }
    const auto seconds = since_1970(civil);
    return seconds ? std::optional(std::chrono::sys_seconds{*seconds}) : std::nullopt;
}

}  // namespace

std::optional<SyslogPrefix> split_syslog_prefix(std::string_view line) {
    SyslogPrefix prefix;
    if (line.starts_with('<')) {
        constexpr std::size_t longest_priority = 3;
        const std::size_t end = skip_digits(line, 1);
        if (end < 2 || end > 1 + longest_priority || end == line.size() || line[end] != '>') {
            return std::nullopt;
        }
        line.remove_prefix(end + 1);
        if (line.starts_with("1 ")) {
            line.remove_prefix(2);
            return read_rfc5424(line, prefix) ? std::optional(prefix) : std::nullopt;
        }
    }
    if (!take_time(line, prefix)) {
        return std::nullopt;
    }
    read_origin(line, prefix);
    return prefix;
}

SyslogClock::SyslogClock(const ParserSettings& settings)
    : m_clock(settings), m_latest(settings.written + std::chrono::days{1}) {}

bool SyslogClock::utc(const SyslogPrefix& prefix, std::chrono::sys_seconds& time) {
    if (prefix.kind == SyslogTime::bsd) {
        return m_bsd.get(prefix.time.data(), time,
                         [this](std::string_view text) { return without_year(text); });
    }
    if (prefix.kind == SyslogTime::epoch) {
        time = std::chrono::sys_seconds{
            std::chrono::seconds{static_cast<std::int64_t>(*read_number(prefix.time))}};
        return true;
    }
    std::chrono::sys_seconds civil;
    if (!m_civil.get(prefix.time.data(), civil, read_civil)) {
        return false;
    }
    if (const auto offset = read_offset(prefix.zone)) {
        time = civil - *offset;
        return true;
    }
    if (prefix.kind == SyslogTime::iso && !prefix.zone.empty()) {
        return false;
    }
    time = m_clock.utc(civil.time_since_epoch());
    return true;
}

std::optional<std::chrono::sys_seconds> SyslogClock::without_year(std::string_view text) {
    const char* const at = text.data();
    CivilTime civil;
    civil.month = month_number(at);
    const char day[2] = {at[4] == ' ' ? '0' : at[4], at[5]};
    if (!read_digits<2>(day, civil.day) || !read_digits<2>(at + 7, civil.hour) ||
        !read_digits<2>(at + 10, civil.minute) || !read_digits<2>(at + 13, civil.second)) {
        return std::nullopt;
    }
    // The zone may be ahead of UTC over New Year. Eight years lie between some leap years.
    const std::chrono::year_month_day latest{std::chrono::floor<std::chrono::days>(m_latest)};
    constexpr int years_to_try = 10;
    for (int back = -1; back < years_to_try; ++back) {
        civil.year = static_cast<unsigned>(static_cast<int>(latest.year()) - back);
        const auto local = since_1970(civil);
        if (local) {
            const std::chrono::sys_seconds time = m_clock.utc(*local);
            if (time <= m_latest) {
                return time;
            }
        }
    }
    return std::nullopt;
}

}  // namespace mapgen
