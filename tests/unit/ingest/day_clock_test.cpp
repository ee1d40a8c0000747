#include "ingest/day_clock.hpp"

#include "catch.hpp"
#include "core/error.hpp"

using namespace mapgen;
using namespace std::chrono;

namespace {

sys_seconds utc(int y, unsigned m, unsigned d, int hour, int minute = 0) {
    return sys_days{year{y} / month{m} / day{d}} + hours{hour} + minutes{minute};
}

}  // namespace

TEST_CASE("A day begins at midnight of its zone", "[day_clock]") {
    DayClock berlin(zone_named("Europe/Berlin"));
    CHECK(berlin.day_of(utc(2026, 1, 1, 22, 59)).iso() == "2026-01-01");
    CHECK(berlin.day_of(utc(2026, 1, 1, 23)).iso() == "2026-01-02");
    CHECK(berlin.day_of(utc(2026, 7, 1, 21, 59)).iso() == "2026-07-01");
    CHECK(berlin.day_of(utc(2026, 7, 1, 22)).iso() == "2026-07-02");
    DayClock utc_clock(zone_named("UTC"));
    CHECK(utc_clock.day_of(utc(2026, 7, 1, 23, 59)).iso() == "2026-07-01");
}

TEST_CASE("Days of 23 and 25 hours are whole, in any order of asking", "[day_clock]") {
    DayClock berlin(zone_named("Europe/Berlin"));
    // 2026-03-29: clocks go from 02:00 to 03:00; 2026-10-25: from 03:00 back to 02:00.
    CHECK(berlin.day_of(utc(2026, 3, 28, 23)).iso() == "2026-03-29");
    CHECK(berlin.day_of(utc(2026, 3, 29, 21, 59)).iso() == "2026-03-29");
    CHECK(berlin.day_of(utc(2026, 3, 29, 22)).iso() == "2026-03-30");
    CHECK(berlin.day_of(utc(2026, 3, 28, 22, 59)).iso() == "2026-03-28");
    CHECK(berlin.day_of(utc(2026, 10, 24, 22)).iso() == "2026-10-25");
    CHECK(berlin.day_of(utc(2026, 10, 25, 22, 59)).iso() == "2026-10-25");
    CHECK(berlin.day_of(utc(2026, 10, 25, 23)).iso() == "2026-10-26");
    CHECK(berlin.day_of(utc(2026, 10, 24, 21, 59)).iso() == "2026-10-24");
}

TEST_CASE("An unknown zone is named", "[day_clock]") {
    CHECK_THROWS_WITH(zone_named("Europe/Esslingen"), contains("Europe/Esslingen"));
}
