#include "parsers/syslog_prefix.hpp"

#include <date/tz.h>

#include <string>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::utc;

namespace {

using Time = std::optional<std::chrono::sys_seconds>;

Time time_of(std::string_view line, const ParserSettings& settings = {}) {
    const auto prefix = split_syslog_prefix(line);
    std::chrono::sys_seconds time;
    return prefix && SyslogClock(settings).utc(*prefix, time) ? Time(time) : std::nullopt;
}

ParserSettings written(std::chrono::sys_seconds time, const date::time_zone* zone = nullptr) {
    ParserSettings settings;
    settings.written = time;
    settings.zone = zone;
    return settings;
}

}  // namespace

TEST_CASE("what stands in front of a message") {
    struct Row {
        std::string_view line;
        std::string_view program;
        std::string_view process;
        std::string_view message;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"Nov 22 01:23:44 host rsyncd[123]: a: b", "rsyncd", "123", "a: b"},
         Row{"<30>Nov  2 01:23:44 host rsyncd[123]: x", "rsyncd", "123", "x"},
         Row{"<30>Nov 02 01:23:44 rsyncd[123]: x", "rsyncd", "123", "x"},
         Row{"Nov 22 01:23:44 host nginx: 192.0.2.7 - x", "nginx", "", "192.0.2.7 - x"},
         Row{"Nov 22 01:23:44 host rsyncd:", "rsyncd", "", ""},
         Row{"Nov 22 01:23:44.123456 2001:db8::1 a/b[1]: x", "a/b", "1", "x"},
         Row{"Nov 22 01:23:44 host last message repeated 2 times", "", "",
             "last message repeated 2 times"},
         Row{"2026-09-17T22:37:17+08:00 host rsyncd[399968]: x", "rsyncd", "399968", "x"},
         Row{"2026-09-17T22:37:17.123456+0800 host rsyncd[1]: x", "rsyncd", "1", "x"},
         Row{"<30>2026-09-17T22:37:17Z rsyncd[1]: x", "rsyncd", "1", "x"},
         Row{"1795311807.123456 host rsyncd[1]: x", "rsyncd", "1", "x"},
         Row{"Sun 2026-11-22 01:23:44 UTC host rsyncd[1]: x", "rsyncd", "1", "x"},
         Row{"So 2026-11-22 01:23:44.123 CET host rsyncd[1]:  x", "rsyncd", "1", " x"},
         Row{"<165>1 2026-11-22T01:23:44.003Z host rsyncd 12 - - x [y]", "rsyncd", "12", "x [y]"},
         Row{"<165>1 2026-11-22T01:23:44.003Z - - - - - x", "", "", "x"},
         Row{"<30>1 2026-11-22T06:59:02.882136+00:00 vm rsyncd 19056 - -  x", "rsyncd", "19056",
             "x"},
         Row{"<165>1 2026-11-22T01:23:44.003Z host app - ID47 - \xef\xbb\xbfx", "app", "", "x"},
         Row{R"(<165>1 2026-11-22T01:23:44Z host app 1 ID [a b="\"]" c="x"][d] x)", "app", "1",
             "x"},
         Row{"<165>1 2026-11-22T01:23:44Z host app 1 ID [a]", "app", "1", ""}}));
    CAPTURE(row.line);
    const auto prefix = split_syslog_prefix(row.line);
    REQUIRE(prefix);
    CHECK(prefix->program == row.program);
    CHECK(prefix->process == row.process);
    CHECK(prefix->message == row.message);
}

TEST_CASE("what is no prefix of a log daemon") {
    const std::string_view line = GENERATE(values<std::string_view>(
        {"",
         "x",
         "Nov 22 01:23:44",
         "Nov 22 01:23:4",
         "Foo 22 01:23:44 host x: y",
         "2026-11-22 01:23:44 x",
         "2026/11/22 01:23:44 [1] x",
         "2026-11-22T01:23:44",
         "Sun Nov 22 01:23:44 2026 1 192.0.2.7 300 /x",
         "Sun 2026-11-22 01:23:44",
         "1795311807 x",
         "12345678.1 host x: y",
         "123456789012.1 host x: y",
         "<>Nov 22 01:23:44 host x: y",
         "<1234>Nov 22 01:23:44 host x: y",
         "<30 Nov 22 01:23:44 host x: y",
         "<30>1 ",
         "<30>1 Nov 22 01:23:44 host app 1 - - x",
         "<30>1 - host app 1 - - x",
         R"(<30>1 2026-11-22T01:23:44Z host app 1 - [a b="] x)",
         "<30>1 2026-11-22T01:23:44Z host app 1 - x",
         R"(192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5)"}));
    CAPTURE(line);
    CHECK_FALSE(split_syslog_prefix(line));
}

TEST_CASE("times with a zone, and times in the zone of the settings") {
    const auto expected = utc(2026, 9, 17, 14, 37, 17);
    CHECK(time_of("2026-09-17T22:37:17+08:00 h p: x") == expected);
    CHECK(time_of("2026-09-17T22:37:17.999999+0800 h p: x") == expected);
    CHECK(time_of("2026-09-17T22:37:17+08 h p: x") == expected);
    CHECK(time_of("2026-09-17T11:07:17-03:30 h p: x") == expected);
    CHECK(time_of("2026-09-17T14:37:17Z h p: x") == expected);
    CHECK(time_of("2026-09-17T14:37:17 h p: x") == expected);
    CHECK(time_of("1789655837.123456 h p: x") == expected);
    CHECK(time_of("Thu 2026-09-17 14:37:17 UTC h p: x") == expected);
    CHECK(time_of("Thu 2026-09-17 22:37:17 +08 h p: x") == expected);
    CHECK(time_of("<1>1 2026-09-17T14:37:17.003Z h p 1 - - x") == expected);
    const auto settings = written(utc(2026, 12, 1), date::locate_zone("Europe/Berlin"));
    CHECK(time_of("Thu 2026-09-17 16:37:17 CEST h p: x", settings) == expected);
    CHECK(time_of("2026-09-17T16:37:17 h p: x", settings) == expected);
    CHECK(time_of("Sep 17 16:37:17 h p: x", settings) == expected);
    CHECK(time_of("2026-09-17T14:37:17Z h p: x", settings) == expected);
}

TEST_CASE("a time without a year is in the latest one that is not after the log was written") {
    CHECK(time_of("Nov 22 01:23:44 h p: x", written(utc(2026, 11, 22, 2))) ==
          utc(2026, 11, 22, 1, 23, 44));
    // Clocks differ a little, and zones up to a day.
    CHECK(time_of("Nov 22 01:23:44 h p: x", written(utc(2026, 11, 21, 2))) ==
          utc(2026, 11, 22, 1, 23, 44));
    CHECK(time_of("Nov 22 01:23:44 h p: x", written(utc(2026, 11, 20, 2))) ==
          utc(2025, 11, 22, 1, 23, 44));
    CHECK(time_of("Dec 31 23:59:59 h p: x", written(utc(2027, 1, 1))) ==
          utc(2026, 12, 31, 23, 59, 59));
    CHECK(time_of("Jan  1 00:00:01 h p: x", written(utc(2026, 12, 31, 23, 59, 59))) ==
          utc(2027, 1, 1, 0, 0, 1));
    CHECK(time_of("Feb 29 12:00:00 h p: x", written(utc(2026, 11, 22))) ==
          utc(2024, 2, 29, 12, 0, 0));
    CHECK(time_of("Feb 29 12:00:00 h p: x", written(utc(2103, 11, 22))) ==
          utc(2096, 2, 29, 12, 0, 0));
}

TEST_CASE("one clock reads times of all kinds one after another") {
    SyslogClock clock(written(utc(2026, 12, 1)));
    const std::string_view lines[] = {
        "Nov 22 01:23:44 h p: x", "2026-11-22T01:23:44Z h p: x", "2026-11-22T02:23:44+01:00 h p: x",
        "Sun 2026-11-22 01:23:44 UTC h p: x", "1795310624.000001 h p: x"};
    for (int round = 0; round < 2; ++round) {
        for (const std::string_view line : lines) {
            CAPTURE(line);
            std::chrono::sys_seconds time;
            REQUIRE(clock.utc(*split_syslog_prefix(line), time));
            CHECK(time == utc(2026, 11, 22, 1, 23, 44));
        }
    }
}

TEST_CASE("times that do not exist") {
    const std::string_view line = GENERATE(values<std::string_view>(
        {"Nov 31 01:23:44 h p: x", "Nov x2 01:23:44 h p: x", "Nov 22 24:23:44 h p: x",
         "2026-02-29T01:23:44Z h p: x", "2026-11-22T01:23:44+25:00 h p: x",
         "2026-11-22T01:23:44+1:00 h p: x", "2026-11-22T01:23:44CET h p: x",
         "2026-11-22T01:23:44+01:0 h p: x", "Sun 2026-13-22 01:23:44 UTC h p: x",
         "<1>1 2026-11-22T01:60:44Z h p 1 - - x"}));
    CAPTURE(line);
    CHECK(split_syslog_prefix(line));
    CHECK_FALSE(time_of(line));
}
