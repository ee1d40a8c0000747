#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mapgen {

/// A date of the proleptic Gregorian calendar, without a time or a time zone.
class CivilDay {
public:
    constexpr CivilDay() = default;  ///< 1970-01-01
    constexpr explicit CivilDay(std::chrono::sys_days days) : m_days(days) {}
    constexpr CivilDay(int year, unsigned month, unsigned day_of_month)
        : m_days(std::chrono::year{year} / std::chrono::month{month} /
                 std::chrono::day{day_of_month}) {}

    /// Reads exactly "YYYY-MM-DD"; nothing for any other text or a date that does not exist.
    static std::optional<CivilDay> from_iso(std::string_view text);
    static constexpr CivilDay from_days(std::int32_t days_since_1970) {
        return CivilDay(std::chrono::sys_days{std::chrono::days{days_since_1970}});
    }

    constexpr std::int32_t days_since_1970() const {
        return static_cast<std::int32_t>(m_days.time_since_epoch().count());
    }
    constexpr std::chrono::sys_days sys_days() const { return m_days; }
    constexpr int year() const { return static_cast<int>(ymd().year()); }
    constexpr unsigned month() const { return static_cast<unsigned>(ymd().month()); }  ///< 1–12
    constexpr unsigned day_of_month() const {
        return static_cast<unsigned>(ymd().day());
    }  ///< 1–31

    std::string iso() const;  ///< "2026-11-22"

    constexpr auto operator<=>(const CivilDay&) const = default;
    constexpr CivilDay operator+(int days) const {
        return CivilDay(m_days + std::chrono::days{days});
    }
    constexpr CivilDay operator-(int days) const { return *this + -days; }
    constexpr int operator-(CivilDay other) const {
        return static_cast<int>((m_days - other.m_days).count());
    }
    constexpr CivilDay& operator++() {
        m_days += std::chrono::days{1};
        return *this;
    }

private:
    constexpr std::chrono::year_month_day ymd() const { return m_days; }

    std::chrono::sys_days m_days{};
};

}  // namespace mapgen
