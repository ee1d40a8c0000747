#include <string>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::LineReader;
using mapgen::test::utc;

namespace {

struct Unreadable {
    std::string_view line;
    LineOutcome outcome;
};

constexpr auto no_date = LineOutcome::rejected_date;
constexpr auto number = LineOutcome::rejected_number;
constexpr auto malformed = LineOutcome::rejected_malformed;
constexpr auto message = LineOutcome::skipped_message;

}  // namespace

TEST_CASE("a transfer in Pure-FTPd's CLF") {
    LineReader reader("pure-ftpd-clf");
    REQUIRE(reader.read(R"(2001:db8::7 - ftp [15/Jul/2026:12:00:01 +0200] )"
                        R"("GET /srv/a%20%22q%22%20%C3%A9%2541.txt" 200 5000)") ==
            LineOutcome::counted);
    const AccessRecord& record = reader.record;
    CHECK(record.protocol == Protocol::ftp);
    CHECK(record.action == Action::sent);
    CHECK(record.status == 0);
    CHECK(record.bytes == 5000);
    CHECK(record.time == utc(2026, 7, 15, 10, 0, 1));
    CHECK(record.client == "2001:db8::7");
    CHECK(record.path == "/srv/a \"q\" \xc3\xa9%41.txt");
    REQUIRE(reader.read(R"(192.0.2.7 - joe [22/Nov/2026:01:43:25 -0000] "PUT /srv/x" 200 0)") ==
            LineOutcome::counted);
    CHECK(reader.record.action == Action::received);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 43, 25));
    CHECK(reader.record.path == "/srv/x");
}

TEST_CASE("what only looks like a percent-escape stays") {
    struct Row {
        std::string_view logged;
        std::string_view path;
    };
    const Row row = GENERATE(values<Row>({{"/a%", "/a%"},
                                          {"/a%4", "/a%4"},
                                          {"/a%4g%41", "/a%4gA"},
                                          {"/%%41", "/%A"},
                                          {"/%41%", "/A%"},
                                          {"/a%c3%A9", "/a\xc3\xa9"}}));
    CAPTURE(row.logged);
    LineReader reader("pure-ftpd-clf");
    REQUIRE(reader.read("192.0.2.7 - ftp [15/Jul/2026:12:00:01 +0200] \"GET " +
                        std::string(row.logged) + "\" 200 5") == LineOutcome::counted);
    CHECK(reader.record.path == row.path);
}

TEST_CASE("lines that are not of Pure-FTPd's CLF") {
    const Unreadable row = GENERATE(values<Unreadable>(
        {{R"(192.0.2.7 - ftp [32/Jul/2026:12:00:01 +0200] "GET /x" 200 5)", no_date},
         {R"(192.0.2.7 - ftp [15/Jul/2026:12:00:01] "GET /x" 200 5)", no_date},
         {R"(192.0.2.7 - ftp [15/Jul/2026:12:00:01 +0200] "GET /x" 200 x)", number},
         {R"(192.0.2.7 - ftp [15/Jul/2026:12:00:01 +0200] "GET /x" 200)", malformed},
         {R"(192.0.2.7 - ftp [15/Jul/2026:12:00:01 +0200] "GET " 200 5)", malformed},
         {R"(192.0.2.7 - ftp [15/Jul/2026:12:00:01 +0200] "RETR x" 226 5)", malformed},
         {R"(192.0.2.7 - ftp [15/Jul/2026:12:00:01 +0200] "GET /x HTTP/1.1" 200 5)", malformed},
         {R"(192.0.2.7 - - [15/Jul/2026:12:00:01 +0200] "" 400 0)", malformed}}));
    CAPTURE(row.line);
    LineReader reader("pure-ftpd-clf");
    CHECK(reader.read(row.line) == row.outcome);
    CHECK(make_format("pure-ftpd-clf")->recognise(row.line) == 0);
}

TEST_CASE("a transfer in Pure-FTPd's stats log") {
    LineReader reader("pure-ftpd-stats");
    REQUIRE(reader.read("1784109601 6a575a21.79a2 ftp 192.0.2.7 D 5000 12 /srv/name with  "
                        "\"q\" U 3 4 %41.txt") == LineOutcome::counted);
    const AccessRecord& record = reader.record;
    CHECK(record.protocol == Protocol::ftp);
    CHECK(record.action == Action::sent);
    CHECK(record.bytes == 5000);
    CHECK(record.time == utc(2026, 7, 15, 10, 0, 1));
    CHECK(record.client == "192.0.2.7");
    CHECK(record.path == "/srv/name with  \"q\" U 3 4 %41.txt");
    REQUIRE(reader.read("1784109601 6a575a21.79a2 joe 192.0.2.7 U 5000 12 /x") ==
            LineOutcome::counted);
    CHECK(reader.record.action == Action::received);
}

TEST_CASE("lines that are not of Pure-FTPd's stats log") {
    const Unreadable row = GENERATE(values<Unreadable>(
        {{"99999999999999 6a575a21.79a2 ftp 192.0.2.7 D 5000 12 /x", no_date},
         {"1784109601 6a575a21.79a2 ftp 192.0.2.7 D 5k 12 /x", number},
         {"1784109601 6a575a21.79a2 ftp 192.0.2.7 D 99999999999999999999 12 /x", number},
         {"1784109601 6a575a21.79a2 ftp 192.0.2.7 D 5000 x /x", malformed},
         {"1784109601 6a575a21.79a2 ftp 192.0.2.7 X 5000 12 /x", malformed},
         {"1784109601 6a575a21.79a2 ftp 192.0.2.7 D 5000 12 ", malformed},
         {"1784109601 6a575a21.79a2 ftp 192.0.2.7 D 5000 12", malformed},
         {"1784109601 6a575a21 ftp 192.0.2.7 D 5000 12 /x", malformed},
         {"1784109601 6a575a21. ftp 192.0.2.7 D 5000 12 /x", malformed},
         {"1784109601 6a575a2g.79a2 ftp 192.0.2.7 D 5000 12 /x", malformed},
         {"1784109601  ftp 192.0.2.7 D 5000 12 /x", malformed},
         {"-784109601 6a575a21.79a2 ftp 192.0.2.7 D 5000 12 /x", malformed}}));
    CAPTURE(row.line);
    LineReader reader("pure-ftpd-stats");
    CHECK(reader.read(row.line) == row.outcome);
    CHECK(make_format("pure-ftpd-stats")->recognise(row.line) == 0);
}

TEST_CASE("a transfer in Pure-FTPd's W3C log, which may have lost its header") {
    LineReader reader("pure-ftpd-w3c");
    REQUIRE(reader.read("2026-07-15 10:00:01 192.0.2.7 []sent /srv/a%20%22q%22.txt 226 ftp 5000") ==
            LineOutcome::counted);
    const AccessRecord& record = reader.record;
    CHECK(record.protocol == Protocol::ftp);
    CHECK(record.action == Action::sent);
    CHECK(record.status == 0);
    CHECK(record.bytes == 5000);
    CHECK(record.time == utc(2026, 7, 15, 10, 0, 1));
    CHECK(record.client == "192.0.2.7");
    CHECK(record.path == "/srv/a \"q\".txt");
    REQUIRE(reader.read("2026-07-15 10:00:01 192.0.2.7 []created /x 226  5000") ==
            LineOutcome::counted);
    CHECK(reader.record.action == Action::received);
}

TEST_CASE("a W3C log's header decides its columns") {
    LineReader reader("pure-ftpd-w3c");
    CHECK(reader.read("#Software: some other server") == message);
    CHECK(reader.read("#Fields: time x-other  date sc-bytes c-ip cs-uri-stem cs-method") ==
          message);
    REQUIRE(reader.read("10:00:01.5 226 2026-07-15 300 192.0.2.7 /x [17]sent and more") ==
            LineOutcome::counted);
    CHECK(reader.record.time == utc(2026, 7, 15, 10, 0, 1));
    CHECK(reader.record.bytes == 300);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.path == "/x");
    CHECK(reader.record.action == Action::sent);
    CHECK(reader.read("10:00:01 226 2026-07-15 300 192.0.2.7 /x") == malformed);
    // A header further down holds from there on.
    CHECK(reader.read("#Fields: date time c-ip cs-method cs-uri-stem") == message);
    REQUIRE(reader.read("2026-07-15 10:00:02 192.0.2.8 RETR /y") == LineOutcome::counted);
    CHECK(reader.record.client == "192.0.2.8");
    CHECK(reader.record.bytes == 0);
    // Without the columns that a record needs there are none.
    CHECK(reader.read("#Fields: date time cs-method cs-uri-stem") == message);
    CHECK(reader.read("2026-07-15 10:00:02 RETR /y") == malformed);
    CHECK(reader.read("#Fields:") == message);
    CHECK(reader.read("2026-07-15 10:00:02 192.0.2.8 RETR /y") == malformed);
}

TEST_CASE("more columns than any server has") {
    std::string fields = "#Fields: date time c-ip cs-method cs-uri-stem";
    std::string values = "2026-07-15 10:00:02 192.0.2.8 []sent /y";
    for (int i = 0; i < 1000; ++i) {
        fields += " x-more";
        values += " 1";
    }
    LineReader reader("pure-ftpd-w3c");
    CHECK(reader.read(fields) == message);
    CHECK(reader.read(values) == LineOutcome::counted);
}

TEST_CASE("what methods and replies of a W3C log come to") {
    struct Row {
        std::string_view method;
        std::string_view status;
        LineOutcome outcome;
        Action action;
    };
    constexpr auto counted = LineOutcome::counted;
    const Row row = GENERATE(values<Row>({{"[]sent", "226", counted, Action::sent},
                                          {"[3]sent", "250", counted, Action::sent},
                                          {"[3]sent", "426", counted, Action::sent_partly},
                                          {"[3]sent", "550", LineOutcome::skipped_status, {}},
                                          {"[3]appended", "226", counted, Action::received},
                                          {"DELE", "250", counted, Action::deleted},
                                          {"DELE", "550", message, {}},
                                          {"[3]USER", "331", message, {}},
                                          {"[x]sent", "226", message, {}},
                                          {"[3", "226", message, {}},
                                          {"GET", "200", message, {}}}));
    CAPTURE(row.method, row.status);
    LineReader reader("pure-ftpd-w3c");
    REQUIRE(reader.read("2026-07-15 10:00:01 192.0.2.7 " + std::string(row.method) + " /x " +
                        std::string(row.status) + " ftp 300") == row.outcome);
    if (row.outcome == counted) {
        CHECK(reader.record.action == row.action);
    }
}

TEST_CASE("W3C lines that cannot be read") {
    const Unreadable row = GENERATE(
        values<Unreadable>({{"2026-02-29 10:00:01 192.0.2.7 []sent /x 226 ftp 5000", no_date},
                            {"2026-07-15 10:00 192.0.2.7 []sent /x 226 ftp 5000", no_date},
                            {"2026/07/15 10:00:01 192.0.2.7 []sent /x 226 ftp 5000", no_date},
                            {"2026-7-15 10:00:01 192.0.2.7 []sent /x 226 ftp 5000", no_date},
                            {"2026-07-15 10:00:01 192.0.2.7 []sent /x 226 ftp 5k", number},
                            {"2026-07-15 10:00:01 192.0.2.7 []sent /x 2260 ftp 5000", number},
                            {"2026-07-15 10:00:01 192.0.2.7 []sent /x ok ftp 5000", number},
                            {"2026-07-15 10:00:01 192.0.2.7 []sent /x 226 ftp", malformed},
                            {"2026-07-15 10:00:01  []sent /x 226 ftp 5000", malformed},
                            {"2026-07-15 10:00:01 192.0.2.7 []sent  226 ftp 5000", malformed}}));
    CAPTURE(row.line);
    LineReader reader("pure-ftpd-w3c");
    CHECK(reader.read(row.line) == row.outcome);
    CHECK(make_format("pure-ftpd-w3c")->recognise(row.line) == 0);
}

TEST_CASE("a W3C log's lines need the header before them") {
    CHECK(make_format("pure-ftpd-w3c")->is_ordered());
    CHECK_FALSE(make_format("pure-ftpd-clf")->is_ordered());
}
