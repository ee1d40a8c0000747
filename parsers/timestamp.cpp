#include "parsers/timestamp.hpp"

#include "parsers/text_fields.hpp"

namespace mapgen {

std::optional<std::chrono::seconds> since_1970(const CivilTime& time) {
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(time.year)},
                                           std::chrono::month{time.month},
                                           std::chrono::day{time.day}};
    if (!date.ok() || time.hour > 23 || time.minute > 59 || time.second > 60) {
        return std::nullopt;
    }
    return std::chrono::sys_days{date}.time_since_epoch() + std::chrono::hours{time.hour} +
           std::chrono::minutes{time.minute} + std::chrono::seconds{time.second};
}

unsigned month_number(const char* name) {
    const auto letters = [](const char* text) {
        return static_cast<unsigned>(static_cast<unsigned char>(text[0])) << 16 |
               static_cast<unsigned>(static_cast<unsigned char>(text[1])) << 8 |
               static_cast<unsigned>(static_cast<unsigned char>(text[2]));
    };
    constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const unsigned wanted = letters(name);
    for (unsigned month = 1; month <= 12; ++month) {
        if (letters(names.data() + std::size_t{3} * (month - 1)) == wanted) {
            return month;
        }
    }
    return 0;
}

std::optional<std::chrono::sys_seconds> read_clf_time(std::string_view text) {
    // 22/Nov/2026:01:27:07 +0100
    // 0  3   7    12 15 18 21
    if (text.size() != clf_time_length || text[2] != '/' || text[6] != '/' || text[11] != ':' ||
        text[14] != ':' || text[17] != ':' || text[20] != ' ' ||
        (text[21] != '+' && text[21] != '-')) {
        return std::nullopt;
    }
    const char* const at = text.data();
    CivilTime civil;
    unsigned offset_hours = 0;
    unsigned offset_minutes = 0;
    if (!read_digits<2>(at, civil.day) || !read_digits<4>(at + 7, civil.year) ||
        !read_digits<2>(at + 12, civil.hour) || !read_digits<2>(at + 15, civil.minute) ||
        !read_digits<2>(at + 18, civil.second) || !read_digits<2>(at + 22, offset_hours) ||
        !read_digits<2>(at + 24, offset_minutes) || offset_hours > 23 || offset_minutes > 59) {
        return std::nullopt;
    }
    civil.month = month_number(at + 3);
    const auto local = since_1970(civil);
    if (!local) {
        return std::nullopt;
    }
    const std::chrono::seconds offset =
        std::chrono::hours{offset_hours} + std::chrono::minutes{offset_minutes};
    return std::chrono::sys_seconds{text[21] == '-' ? *local + offset : *local - offset};
}

bool ClfClock::get(const char* text, std::chrono::sys_seconds& time) {
    const char* const seconds_text = text + minute_length;
    const char* const offset_text = seconds_text + 2;
    unsigned seconds = 0;
    if (std::memcmp(text, m_minute_text.data(), minute_length) == 0 &&
        std::memcmp(offset_text, m_offset_text.data(), offset_length) == 0 &&
        read_digits<2>(seconds_text, seconds) && seconds <= 60) {
        time = m_minute + std::chrono::seconds{seconds};
        return true;
    }
    const auto fresh = read_clf_time(std::string_view(text, clf_time_length));
    if (!fresh) {
        return false;
    }
    read_digits<2>(seconds_text, seconds);
    std::memcpy(m_minute_text.data(), text, minute_length);
    std::memcpy(m_offset_text.data(), offset_text, offset_length);
    m_minute = *fresh - std::chrono::seconds{seconds};
    time = *fresh;
    return true;
}

}  // namespace mapgen
