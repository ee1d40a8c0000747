#include "parsers/time_layout.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "parsers/free_time.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;

/// Conversions that stand for several others, in the C locale.
std::string_view expansion(char letter) {
    switch (letter) {
        case 'c':
            return "%a %b %e %H:%M:%S %Y";
        case 'D':
        case 'x':
            return "%m/%d/%y";
        case 'F':
            return "%Y-%m-%d";
        case 'R':
            return "%H:%M";
        case 'r':
            return "%I:%M:%S %p";
        case 'T':
        case 'X':
            return "%H:%M:%S";
        default:
            return {};
    }
}

/// Reads a number of at most `digits` digits, one at least, with spaces or zeros in front.
std::size_t read_padded(std::string_view text, std::size_t from, std::size_t digits,
                        unsigned& value) {
    const std::size_t limit = std::min(text.size(), from + digits);
    while (from < limit && text[from] == ' ') {
        ++from;
    }
    const std::size_t first = from;
    value = 0;
    while (from < limit && is_digit(text[from])) {
        value = value * 10 + static_cast<unsigned>(text[from] - '0');
        ++from;
    }
    return from == first ? npos : from;
}

std::size_t skip_letters(std::string_view text, std::size_t from) {
    const std::size_t first = from;
    while (from < text.size() &&
           ((text[from] >= 'A' && text[from] <= 'Z') || (text[from] >= 'a' && text[from] <= 'z'))) {
        ++from;
    }
    return from == first ? npos : from;
}

/// %z: "+0100"; "+01:00" and "Z" are what some other programs write for it.
std::size_t read_offset(std::string_view text, std::size_t from, TimeParts& parts) {
    if (from < text.size() && text[from] == 'Z') {
        parts.offset = std::chrono::seconds{0};
        return from + 1;
    }
    unsigned hours = 0;
    unsigned minutes = 0;
    if (text.size() < from + 5 || !is_one_of(text[from], "+-")) {
        return npos;
    }
    const std::size_t colon = text[from + 3] == ':' ? 1 : 0;
    if (text.size() < from + 5 + colon || !read_digits<2>(text.data() + from + 1, hours) ||
        !read_digits<2>(text.data() + from + 3 + colon, minutes) || hours > 23 || minutes > 59) {
        return npos;
    }
    const std::chrono::seconds size = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    parts.offset = text[from] == '-' ? -size : size;
    return from + 5 + colon;
}

std::size_t read_year_of_century(std::string_view text, std::size_t from, TimeParts& parts) {
    unsigned year = 0;
    const std::size_t end = read_padded(text, from, 2, year);
    parts.civil.year = year + (year < 70 ? 2000 : 1900);
    return end;
}

std::size_t read_month_name(std::string_view text, std::size_t from, TimeParts& parts) {
    const std::size_t end = skip_letters(text, from);
    if (end == npos || end < from + 3) {
        return npos;
    }
    parts.civil.month = month_number(text.data() + from);
    return parts.civil.month == 0 ? npos : end;
}

std::size_t read_half_of_day(std::string_view text, std::size_t from, TimeParts& parts) {
    if (text.size() < from + 2 || !is_one_of(text[from + 1], "Mm") ||
        !is_one_of(text[from], "AaPp")) {
        return npos;
    }
    parts.afternoon = is_one_of(text[from], "Pp");
    return from + 2;
}

std::size_t read_zone_name(std::string_view text, std::size_t from, TimeParts& parts) {
    const std::size_t end = skip_letters(text, from);
    // Other names mean different offsets in different countries: the configured zone decides.
    if (end != npos &&
        (text.substr(from, end - from) == "UTC" || text.substr(from, end - from) == "GMT")) {
        parts.offset = std::chrono::seconds{0};
    }
    return end;
}

std::size_t read_since_1970(std::string_view text, std::size_t from, TimeParts& parts) {
    const std::size_t end = skip_digits(text, from);
    parts.instant = read_epoch_time(text.substr(from, end - from));
    return parts.instant ? end : npos;
}

std::size_t read_conversion(char letter, std::string_view text, std::size_t from,
                            TimeParts& parts) {
    CivilTime& civil = parts.civil;
    unsigned ignored = 0;
    switch (letter) {
        case 'Y':
            return read_padded(text, from, 4, civil.year);
        case 'y':
            return read_year_of_century(text, from, parts);
        case 'm':
            return read_padded(text, from, 2, civil.month);
        case 'b':
        case 'B':
        case 'h':
            return read_month_name(text, from, parts);
        case 'd':
        case 'e':
            return read_padded(text, from, 2, civil.day);
        case 'j':
            return read_padded(text, from, 3, parts.day_of_year);
        case 'I':
        case 'l':
            parts.twelve_hours = true;
            [[fallthrough]];
        case 'H':
        case 'k':
            return read_padded(text, from, 2, civil.hour);
        case 'M':
            return read_padded(text, from, 2, civil.minute);
        case 'S':
            return read_padded(text, from, 2, civil.second);
        case 'p':
        case 'P':
            return read_half_of_day(text, from, parts);
        case 'z':
            return read_offset(text, from, parts);
        case 'Z':
            return read_zone_name(text, from, parts);
        case 's':
            return read_since_1970(text, from, parts);
        case 'a':
        case 'A':
            return skip_letters(text, from);
        case 'f': {
            const std::size_t end = skip_digits(text, from);
            return end == from ? npos : end;
        }
        case 'G':
            return read_padded(text, from, 4, ignored);
        default:  // C g u U V w W
            return read_padded(text, from, 2, ignored);
    }
}

std::string_view conversion_example(char letter) {
    switch (letter) {
        case 'Y':
        case 'G':
            return "2026";
        case 'y':
        case 'g':
            return "26";
        case 'm':
            return "11";
        case 'b':
        case 'h':
            return "Nov";
        case 'B':
            return "November";
        case 'd':
        case 'e':
            return "22";
        case 'j':
            return "326";
        case 'H':
        case 'I':
            return "01";
        case 'k':
        case 'l':
            return " 1";
        case 'M':
            return "27";
        case 'S':
            return "07";
        case 'p':
            return "AM";
        case 'P':
            return "am";
        case 'z':
            return "+0000";
        case 'Z':
            return "UTC";
        case 's':
            return "1795310827";
        case 'a':
            return "Sun";
        case 'A':
            return "Sunday";
        case 'f':
            return "000";
        case 'C':
            return "20";
        case 'u':
            return "7";
        case 'w':
            return "0";
        default:  // U V W
            return "47";
    }
}

}  // namespace

std::optional<std::chrono::sys_seconds> time_of(const TimeParts& parts, LocalClock& clock) {
    if (parts.instant) {
        return parts.instant;
    }
    CivilTime civil = parts.civil;
    if (parts.twelve_hours) {
        if (civil.hour == 0 || civil.hour > 12) {
            return std::nullopt;
        }
        civil.hour = civil.hour % 12 + (parts.afternoon ? 12 : 0);
    }
    std::chrono::seconds further{0};
    if (parts.day_of_year != 0) {
        const bool leap = std::chrono::year{static_cast<int>(civil.year)}.is_leap();
        if (parts.day_of_year > (leap ? 366U : 365U)) {
            return std::nullopt;
        }
        civil.month = 1;
        civil.day = 1;
        further = std::chrono::days{parts.day_of_year - 1};
    }
    const auto local = since_1970(civil);
    if (!local) {
        return std::nullopt;
    }
    const std::chrono::seconds at = *local + further;
    return parts.offset ? std::chrono::sys_seconds{at - *parts.offset} : clock.utc(at);
}

TimeLayout::TimeLayout(std::string_view layout, std::string_view where) {
    append(layout, where);
}

void TimeLayout::append(std::string_view layout, std::string_view where) {
    for (std::size_t i = 0; i < layout.size(); ++i) {
        if (layout[i] != '%') {
            m_items.push_back({layout[i], false});
            continue;
        }
        ++i;
        while (i + 1 < layout.size() && is_one_of(layout[i], "EO-_0^#")) {
            ++i;
        }
        const char letter = i < layout.size() ? layout[i] : '\0';
        if (letter == '%' || letter == 'n' || letter == 't') {
            m_items.push_back({letter == '%' ? '%' : letter == 'n' ? '\n' : '\t', false});
        } else if (const std::string_view longer = expansion(letter); !longer.empty()) {
            append(longer, where);
        } else if (letter != '\0' && is_one_of(letter, "YymbBhdejIlHkMSpPzZsaAfGCguUVwW")) {
            m_items.push_back({letter, true});
            m_has_year = m_has_year || is_one_of(letter, "Yys");
            m_has_day = m_has_day || is_one_of(letter, "dejs");
        } else {
            throw usage_error(fmt::format(
                "{}: '%{}' is no conversion of strftime(3); a time may be written as "
                "%Y-%m-%dT%H:%M:%S%z",
                where, letter == '\0' ? std::string_view() : std::string_view(&letter, 1)));
        }
    }
}

std::size_t TimeLayout::read(std::string_view text, std::size_t from, TimeParts& parts) const {
    for (const Item item : m_items) {
        if (item.is_conversion) {
            from = read_conversion(item.byte, text, from, parts);
            if (from == npos) {
                return npos;
            }
        } else if (from < text.size() && text[from] == item.byte) {
            ++from;
        } else {
            return npos;
        }
    }
    return from;
}

std::string TimeLayout::example() const {
    std::string text;
    for (const Item item : m_items) {
        if (item.is_conversion) {
            text += conversion_example(item.byte);
        } else {
            text.push_back(item.byte);
        }
    }
    return text;
}

}  // namespace mapgen
