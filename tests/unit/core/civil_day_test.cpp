#include "core/civil_day.hpp"

#include "catch.hpp"

using mapgen::CivilDay;

TEST_CASE("A day is read from and written as ISO 8601", "[civil_day]") {
    const auto day = CivilDay::from_iso("2026-11-22");
    REQUIRE(day);
    CHECK(day->year() == 2026);
    CHECK(day->month() == 11);
    CHECK(day->day_of_month() == 22);
    CHECK(day->iso() == "2026-11-22");
    CHECK(CivilDay::from_iso("2024-02-29"));
}

TEST_CASE("Texts that are no day are refused", "[civil_day]") {
    for (const char* text :
         {"", "2026-11-2", "2026-11-222", "2026/11/22", "2026-13-01", "2026-00-10", "2025-02-29",
          "2026-11-31", " 026-11-22", "-026-11-22", "2026-1a-22"}) {
        INFO(text);
        CHECK_FALSE(CivilDay::from_iso(text));
    }
}

TEST_CASE("Days are counted across months and leap years", "[civil_day]") {
    const CivilDay last(2023, 12, 31);
    CHECK((last + 1).iso() == "2024-01-01");
    CHECK((CivilDay(2024, 2, 28) + 1).iso() == "2024-02-29");
    CHECK(CivilDay(2024, 3, 1) - CivilDay(2024, 2, 1) == 29);
    CHECK(CivilDay(1970, 1, 1).days_since_1970() == 0);
    CHECK(CivilDay::from_days(20779).iso() == "2026-11-22");
    CHECK(CivilDay(2026, 11, 21) < CivilDay(2026, 11, 22));
}
