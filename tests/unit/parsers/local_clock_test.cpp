#include "parsers/local_clock.hpp"

#include <date/tz.h>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::LineReader;
using mapgen::test::utc;

namespace {

const ParserSettings berlin{date::locate_zone("Europe/Berlin")};

/// The same numbers read as a local time.
std::chrono::seconds local(int year, unsigned month, unsigned day, int hour = 0, int minute = 0,
                           int second = 0) {
    return utc(year, month, day, hour, minute, second).time_since_epoch();
}

}  // namespace

TEST_CASE("without a zone local time is UTC") {
    LocalClock clock{ParserSettings{}};
    CHECK(clock.utc(local(2026, 7, 5, 12)) == utc(2026, 7, 5, 12));
}

TEST_CASE("Berlin is two hours ahead in summer and one in winter") {
    LocalClock clock{berlin};
    CHECK(clock.utc(local(2026, 7, 5, 12)) == utc(2026, 7, 5, 10));
    CHECK(clock.utc(local(2026, 7, 5, 12, 0, 1)) == utc(2026, 7, 5, 10, 0, 1));
    CHECK(clock.utc(local(2026, 11, 22, 1, 23, 18)) == utc(2026, 11, 22, 0, 23, 18));
    CHECK(clock.utc(local(2026, 7, 5, 12)) == utc(2026, 7, 5, 10));
}

TEST_CASE("in spring the hour that is left out is the instant of the change") {
    LocalClock clock{berlin};
    CHECK(clock.utc(local(2026, 3, 29, 1, 59, 59)) == utc(2026, 3, 29, 0, 59, 59));
    CHECK(clock.utc(local(2026, 3, 29, 2, 0, 0)) == utc(2026, 3, 29, 1));
    CHECK(clock.utc(local(2026, 3, 29, 2, 30, 0)) == utc(2026, 3, 29, 1));
    CHECK(clock.utc(local(2026, 3, 29, 2, 59, 59)) == utc(2026, 3, 29, 1));
    CHECK(clock.utc(local(2026, 3, 29, 3, 0, 0)) == utc(2026, 3, 29, 1));
    CHECK(clock.utc(local(2026, 3, 29, 3, 0, 1)) == utc(2026, 3, 29, 1, 0, 1));
}

TEST_CASE("in autumn the repeated hour is the first one, whatever was read before") {
    LocalClock fresh{berlin};
    LocalClock from_summer{berlin};
    from_summer.utc(local(2026, 10, 20));
    LocalClock from_winter{berlin};
    from_winter.utc(local(2026, 12, 20));
    for (LocalClock* clock : {&fresh, &from_summer, &from_winter}) {
        CHECK(clock->utc(local(2026, 10, 25, 1, 59, 59)) == utc(2026, 10, 24, 23, 59, 59));
        CHECK(clock->utc(local(2026, 10, 25, 2, 0, 0)) == utc(2026, 10, 25, 0));
        CHECK(clock->utc(local(2026, 10, 25, 2, 59, 59)) == utc(2026, 10, 25, 0, 59, 59));
        CHECK(clock->utc(local(2026, 10, 25, 3, 0, 0)) == utc(2026, 10, 25, 2));
    }
}

TEST_CASE("a clock that remembers says the same as the time zone library") {
    const auto zone_name =
        GENERATE(values<std::string>({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
                                      "Pacific/Apia", "Asia/Kathmandu", "UTC"}));
    CAPTURE(zone_name);
    const ParserSettings settings{date::locate_zone(zone_name)};
    LocalClock clock{settings};
    int differences = 0;
    for (auto time = local(2011, 1, 1); time < local(2013, 1, 1); time += std::chrono::minutes{7}) {
        const auto info = settings.zone->get_info(date::local_seconds{time});
        const auto expected = info.result == date::local_info::nonexistent
                                  ? info.first.end
                                  : std::chrono::sys_seconds{time - info.first.offset};
        differences += clock.utc(time) == expected ? 0 : 1;
    }
    CHECK(differences == 0);
}

TEST_CASE("years far from now do no harm") {
    LocalClock clock{berlin};
    CHECK(clock.utc(local(0, 1, 1)) < utc(1, 1, 1));
    CHECK(clock.utc(local(9999, 12, 31, 23)) == utc(9999, 12, 31, 22));
    CHECK(clock.utc(local(2026, 7, 5, 12)) == utc(2026, 7, 5, 10));
}

TEST_CASE("the formats without a zone use the setting, those with one do not") {
    LineReader xferlog("xferlog", berlin);
    REQUIRE(xferlog.read("Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp ftp 0 * c") ==
            LineOutcome::counted);
    CHECK(xferlog.record.time == utc(2026, 7, 5, 10, 0, 2));

    LineReader rsyncd("rsyncd", berlin);
    REQUIRE(rsyncd.read("2026/11/22 01:23:18 [25415] send UNKNOWN [192.0.2.7] epel () x 300") ==
            LineOutcome::counted);
    CHECK(rsyncd.record.time == utc(2026, 11, 22, 0, 23, 18));

    LineReader common("common", berlin);
    REQUIRE(common.read("192.0.2.7 - - [22/Nov/2026:01:27:07 +0300] \"GET /x HTTP/1.1\" 200 3") ==
            LineOutcome::counted);
    CHECK(common.record.time == utc(2026, 11, 21, 22, 27, 7));
}
