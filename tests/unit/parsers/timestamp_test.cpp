#include "parsers/timestamp.hpp"

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::utc;

TEST_CASE("the common log format's time carries its own offset") {
    CHECK(read_clf_time("22/Nov/2026:01:27:07 +0000") == utc(2026, 11, 22, 1, 27, 7));
    CHECK(read_clf_time("22/Nov/2026:01:27:07 -0000") == utc(2026, 11, 22, 1, 27, 7));
    CHECK(read_clf_time("22/Nov/2026:01:27:07 +0200") == utc(2026, 11, 21, 23, 27, 7));
    CHECK(read_clf_time("31/Dec/2026:23:30:00 -0830") == utc(2027, 1, 1, 8, 0, 0));
    CHECK(read_clf_time("22/Nov/2026:01:27:07 +0545") == utc(2026, 11, 21, 19, 42, 7));
    CHECK(read_clf_time("29/Feb/2028:00:00:00 +0000") == utc(2028, 2, 29));
    CHECK(read_clf_time("31/Dec/2016:23:59:60 +0000") == utc(2017, 1, 1));
}

TEST_CASE("dates and times that do not exist are not read") {
    const std::string_view text = GENERATE(values<std::string_view>(
        {"32/Nov/2026:01:27:07 +0000",  "31/Nov/2026:01:27:07 +0000", "00/Nov/2026:01:27:07 +0000",
         "29/Feb/2026:01:27:07 +0000",  "29/Feb/2100:01:27:07 +0000", "22/Foo/2026:01:27:07 +0000",
         "22/nov/2026:01:27:07 +0000",  "22/Nov/2026:24:00:00 +0000", "22/Nov/2026:01:60:07 +0000",
         "22/Nov/2026:01:27:61 +0000",  "22/Nov/2026:01:27:07 +2400", "22/Nov/2026:01:27:07 +0060",
         "22/Nov/2026:01:27:07 00000",  "22/Nov/2026:01:27:07",       "22/Nov/2026:01:27:07 +000",
         "22/Nov/2026:01:27:07 +00000", "22/Nov/2026:01:27:0x +0000", "-2/Nov/2026:01:27:07 +0000",
         "22-Nov-2026 01:27:07 +0000",  "2026-11-22T01:27:07+00:00",  ""}));
    CAPTURE(text);
    CHECK_FALSE(read_clf_time(text));
}

TEST_CASE("all months are known, and no other three letters") {
    constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (unsigned month = 1; month <= 12; ++month) {
        CHECK(month_number(names.data() + std::size_t{3} * (month - 1)) == month);
    }
    CHECK(month_number("anF") == 0);
    CHECK(month_number("JAN") == 0);
}

TEST_CASE("the cache asks once for equal texts and never remembers a failure") {
    TimestampCache<3> cache;
    int asked = 0;
    const auto read = [&](std::string_view text) -> std::optional<std::chrono::sys_seconds> {
        ++asked;
        if (text == "bad") {
            return std::nullopt;
        }
        return std::chrono::sys_seconds{std::chrono::seconds{text[2] - '0'}};
    };
    const auto at = [](int seconds) {
        return std::chrono::sys_seconds{std::chrono::seconds{seconds}};
    };
    const auto get = [&](TimestampCache<3>& from, const char* text) {
        std::chrono::sys_seconds time = at(-1);
        const bool is_time = from.get(text, time, read);
        CHECK(is_time == (time != at(-1)));
        return time;
    };
    CHECK(get(cache, "at1") == at(1));
    CHECK(get(cache, "at1") == at(1));
    CHECK(asked == 1);
    CHECK(get(cache, "at2") == at(2));
    CHECK(asked == 2);
    CHECK(get(cache, "bad") == at(-1));
    CHECK(get(cache, "bad") == at(-1));
    CHECK(asked == 4);
    CHECK(get(cache, "at2") == at(2));
    CHECK(asked == 4);

    TimestampCache<3> fresh;
    CHECK(get(fresh, "bad") == at(-1));
    asked = 0;
    const char zeros[3] = {};
    get(fresh, zeros);
    CHECK(asked == 1);
}
