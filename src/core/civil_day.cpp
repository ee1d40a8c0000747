#include "core/civil_day.hpp"

#include <fmt/format.h>

#include <charconv>

namespace mapgen {

std::optional<CivilDay> CivilDay::from_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto number = [&](std::size_t from, std::size_t length) -> std::optional<unsigned> {
        unsigned value = 0;
        const char* end = text.data() + from + length;
        const auto [stop, error] = std::from_chars(text.data() + from, end, value);
        if (error != std::errc{} || stop != end) {
            return std::nullopt;
        }
        return value;
    };
    const auto year = number(0, 4);
    const auto month = number(5, 2);
    const auto day = number(8, 2);
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                           std::chrono::month{*month}, std::chrono::day{*day}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return CivilDay(std::chrono::sys_days{date});
}

std::string CivilDay::iso() const {
    return fmt::format("{:04}-{:02}-{:02}", year(), month(), day_of_month());
}

}  // namespace mapgen
