#include <string>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::LineReader;
using mapgen::test::utc;

namespace {

std::string log_line(std::string_view request_and_answer) {
    return "192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] " + std::string(request_and_answer);
}

}  // namespace

TEST_CASE("a download in ProFTPD's ExtendedLog") {
    LineReader reader("proftpd");
    REQUIRE(reader.read(log_line(R"("RETR name with  "q" é.txt" 226 5000)")) ==
            LineOutcome::counted);
    const AccessRecord& record = reader.record;
    CHECK(record.protocol == Protocol::ftp);
    CHECK(record.action == Action::sent);
    CHECK(record.status == 0);
    CHECK(record.bytes == 5000);
    CHECK(record.time == utc(2026, 7, 5, 10, 0, 2));
    CHECK(record.client == "192.0.2.7");
    CHECK(record.path == "name with  \"q\" é.txt");
    CHECK(record.virtual_host.empty());
}

TEST_CASE("the path that %f adds is the one that counts") {
    const std::string_view format = GENERATE(values<std::string_view>({"proftpd", "proftpd-path"}));
    LineReader reader(format);
    REQUIRE(reader.read(log_line(R"("RETR x y" 226 5000 /srv/mirror/pub/x y)")) ==
            LineOutcome::counted);
    CHECK(reader.record.path == "/srv/mirror/pub/x y");
    REQUIRE(reader.read(log_line(R"("RETR /pub/x" 226 5000 -)")) == LineOutcome::counted);
    CHECK(reader.record.path == "/pub/x");
}

TEST_CASE("an admin is told what ProFTPD's default leaves out") {
    const std::string advice(make_format("proftpd")->advice());
    CHECK(advice.find(R"(LogFormat mirror "%h %l %u %t \"%r\" %s %b %f")") != std::string::npos);
    CHECK(advice.find("xferlog") != std::string::npos);
    CHECK(advice.find('\n') == std::string::npos);
    CHECK(make_format("proftpd-path")->advice().empty());
}

TEST_CASE("what FTP commands and replies come to") {
    struct Row {
        std::string_view line;
        LineOutcome outcome;
        Action action;
    };
    constexpr auto counted = LineOutcome::counted;
    constexpr auto message = LineOutcome::skipped_message;
    constexpr auto status = LineOutcome::skipped_status;
    const Row row = GENERATE(values<Row>({{R"("RETR x" 226 5)", counted, Action::sent},
                                          {R"("RETR x" 250 5)", counted, Action::sent},
                                          {R"("RETR x" 226 -)", counted, Action::sent},
                                          {R"("RETR x" 426 5)", counted, Action::sent_partly},
                                          {R"("RETR x" 451 5)", counted, Action::sent_partly},
                                          {R"("RETR x" 550 -)", status, {}},
                                          {R"("RETR x" - -)", status, {}},
                                          {R"("STOR x" 226 5)", counted, Action::received},
                                          {R"("STOR x" 426 5)", counted, Action::received},
                                          {R"("APPE x" 226 5)", counted, Action::received},
                                          {R"("DELE x" 250 -)", counted, Action::deleted},
                                          {R"("DELE x" 550 -)", message, {}},
                                          {R"("LIST" 226 500)", message, {}},
                                          {R"("MLSD /pub" 226 500)", message, {}},
                                          {R"~("PASS (hidden)" 230 -)~", message, {}},
                                          {R"("USER ftp" 331 -)", message, {}},
                                          {R"("QUIT" 221 -)", message, {}}}));
    CAPTURE(row.line);
    LineReader reader("proftpd");
    REQUIRE(reader.read(log_line(row.line)) == row.outcome);
    if (row.outcome == counted) {
        CHECK(reader.record.action == row.action);
        CHECK(reader.record.path == "x");
    }
}

TEST_CASE("clients by name and accounts with spaces") {
    LineReader reader("proftpd");
    REQUIRE(reader.read(R"(client.example.org UNKNOWN my own [05/Jul/2026:12:00:02 +0200] )"
                        R"("RETR x" 226 5)") == LineOutcome::counted);
    CHECK(reader.record.client == "client.example.org");
    REQUIRE(reader.read(R"(::ffff:192.0.2.7 UNKNOWN my own [05/Jul/2026:12:00:02 +0200] )"
                        R"("RETR x" 226 5)") == LineOutcome::counted);
    CHECK(reader.record.client == "::ffff:192.0.2.7");
}

TEST_CASE("ExtendedLog lines that cannot be read") {
    struct Row {
        std::string_view line;
        LineOutcome outcome;
    };
    constexpr auto malformed = LineOutcome::rejected_malformed;
    const Row row = GENERATE(values<Row>(
        {{R"(192.0.2.7 UNKNOWN ftp [32/Jul/2026:12:00:02 +0200] "RETR x" 226 5)",
          LineOutcome::rejected_date},
         {R"(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "RETR x" 226 x)",
          LineOutcome::rejected_number},
         {R"(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "RETR x" 226)", malformed},
         {R"(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "RETR" 226 5)", malformed},
         {R"(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "GET /x HTTP/1.1" 200 5)",
          malformed}}));
    CAPTURE(row.line);
    LineReader reader("proftpd");
    CHECK(reader.read(row.line) == row.outcome);
    CHECK(make_format("proftpd")->recognise(row.line) == 0);
}
