#include <string>

#include "catch.hpp"
#include "line_reader.hpp"
#include "parsers/rsync_fields.hpp"

using namespace mapgen;
using mapgen::test::LineReader;
using mapgen::test::utc;

namespace {

/// A line of the log file: the message behind the time and process.
std::string log_line(std::string_view message) {
    return "2026/11/22 01:23:18 [25415] " + std::string(message);
}

}  // namespace

TEST_CASE("a default transfer line") {
    LineReader reader("rsyncd");
    REQUIRE(reader.read("2026/11/22 01:23:18 [25415] send UNKNOWN [2001:db8::1] epel () "
                        "9/RPM-GPG-KEY 300") == LineOutcome::counted);
    const AccessRecord& record = reader.record;
    CHECK(record.protocol == Protocol::rsync);
    CHECK(record.action == Action::sent);
    CHECK(record.status == 0);
    CHECK(record.bytes == 300);
    CHECK(record.time == utc(2026, 11, 22, 1, 23, 18));
    CHECK(record.client == "2001:db8::1");
    CHECK(record.path == "/epel/9/RPM-GPG-KEY");
}

TEST_CASE("operations") {
    struct Row {
        std::string_view operation;
        LineOutcome outcome;
        Action action;
    };
    constexpr auto directory = LineOutcome::skipped_directory;
    const Row row = GENERATE(values<Row>(
        {Row{"send", LineOutcome::counted, Action::sent},
         Row{"recv", LineOutcome::counted, Action::received},
         Row{"del.", LineOutcome::counted, Action::deleted},
         Row{"<f+++++++++", LineOutcome::counted, Action::sent},
         Row{"<f..t......", LineOutcome::counted, Action::sent},
         Row{"<f.st....", LineOutcome::counted, Action::sent},
         Row{">f+++++++++", LineOutcome::counted, Action::received},
         Row{"*deleting  ", LineOutcome::counted, Action::deleted},
         Row{"cd+++++++++", directory, Action::other}, Row{".d...p.....", directory, Action::other},
         Row{".f...p.....", directory, Action::other}, Row{"hf+++++++++", directory, Action::other},
         Row{"cL+++++++++", directory, Action::other}}));
    CAPTURE(row.operation);
    LineReader reader("rsyncd");
    REQUIRE(reader.read(log_line(std::string(row.operation) +
                                 " UNDETERMINED [192.0.2.7] epel () 9/x 300")) == row.outcome);
    if (row.outcome == LineOutcome::counted) {
        CHECK(reader.record.action == row.action);
        CHECK(reader.record.client == "192.0.2.7");
        CHECK(reader.record.path == "/epel/9/x");
    }
}

TEST_CASE("names are raw") {
    struct Row {
        std::string_view rest;
        std::string_view path;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"epel () name with  spaces \"q\" \xc3\xa9.txt 5",
             "/epel/name with  spaces \"q\" \xc3\xa9.txt"},
         Row{"epel () [1] (2) ) ] x 5", "/epel/[1] (2) ) ] x"}, Row{"epel () a\tb 5", "/epel/a\tb"},
         Row{"epel () trailing  5", "/epel/trailing "}, Row{"epel () 2026 300 5", "/epel/2026 300"},
         Row{"epel (joe) x 5", "/epel/x"}, Row{"my module (joe) x 5", "/my module/x"},
         Row{"epel ()  leading 5", "/epel/ leading"},
         Row{R"(epel () 9/ctl\#001name 5)", "/epel/9/ctl\001name"},
         Row{R"(epel () new\#012line 5)", "/epel/new\nline"},
         Row{R"(epel () \#134#012 5)", R"(/epel/\#012)"},
         Row{R"(epel () \#12 \#9 \x \ 5)", R"(/epel/\#12 \#9 \x \)"},
         Row{R"(epel () \#377\#400 5)", "/epel/\377\\#400"}}));
    CAPTURE(row.rest);
    LineReader reader("rsyncd");
    REQUIRE(reader.read(log_line("send UNKNOWN [192.0.2.7] " + std::string(row.rest))) ==
            LineOutcome::counted);
    CHECK(reader.record.path == row.path);
    CHECK(reader.record.bytes == 5);
}

TEST_CASE("lengths as the daemon may write them") {
    struct Row {
        std::string_view text;
        std::optional<std::uint64_t> length;
    };
    const Row row = GENERATE(values<Row>({Row{"0", 0U},
                                          Row{"300", 300U},
                                          Row{"18446744073709551615", 18446744073709551615U},
                                          Row{"1,234,567", 1234567U},
                                          Row{"1.234.567", 1234567U},
                                          Row{"1.234", 1234U},
                                          Row{"12,345", 12345U},
                                          Row{"123,456", 123456U},
                                          Row{"18,446,744,073,709,551,615", 18446744073709551615U},
                                          Row{"1.23K", 1230U},
                                          Row{"1.23M", 1230000U},
                                          Row{"1,23M", 1230000U},
                                          Row{"999.99G", 999990000000U},
                                          Row{"2.00T", 2000000000000U},
                                          Row{"1.50P", 1500000000000000U},
                                          Row{"1023.99K", 1023990U},
                                          Row{"", std::nullopt},
                                          Row{"x", std::nullopt},
                                          Row{"-1", std::nullopt},
                                          Row{"1,23", std::nullopt},
                                          Row{"1,2345", std::nullopt},
                                          Row{"1,234.567", std::nullopt},
                                          Row{"1234,567", std::nullopt},
                                          Row{",123", std::nullopt},
                                          Row{"1,", std::nullopt},
                                          Row{"1,234,", std::nullopt},
                                          Row{"1.2M", std::nullopt},
                                          Row{"1.234M", std::nullopt},
                                          Row{"M", std::nullopt},
                                          Row{".23M", std::nullopt},
                                          Row{"1.23X", std::nullopt},
                                          Row{"9999.99E", std::nullopt},
                                          Row{"18446744073709551616", std::nullopt},
                                          Row{"18,446,744,073,709,551,616", std::nullopt}}));
    CAPTURE(row.text);
    CHECK(read_rsync_length(row.text) == row.length);
}

TEST_CASE("directories carry no content") {
    LineReader reader("rsyncd");
    CHECK(reader.read(log_line("send UNKNOWN [192.0.2.7] epel () 9/ 4096")) ==
          LineOutcome::skipped_directory);
    CHECK(reader.read(log_line("recv UNKNOWN [192.0.2.7] epel () . 4096")) ==
          LineOutcome::skipped_directory);
    CHECK(reader.read(log_line("del. UNKNOWN [192.0.2.7] epel () 9/ 4096")) ==
          LineOutcome::counted);
}

TEST_CASE("everything else that the daemon says is a message") {
    const std::string_view message = GENERATE(values<std::string_view>(
        {"rsyncd version 3.5.0 starting, listening on port 873",
         "connect from client.example.org (192.0.2.7)",
         "connect from UNKNOWN (2001:db8::1)",
         "module-list request from client.example.org (192.0.2.7)",
         "rsync allowed access on module epel from client.example.org (192.0.2.7)",
         "rsync denied on module epel from client.example.org (192.0.2.7)",
         "rsync to incoming/ from joe@client.example.org (192.0.2.7)",
         "building file list",
         "receiving file list",
         "sent 205468 bytes  received 102 bytes  total size 205000",
         "sent 1,234 bytes  received 5 bytes  total size 6",
         "unknown module 'nomod' tried from client.example.org (192.0.2.7)",
         "name lookup failed for 192.0.2.7: Name or service not known",
         "auth failed on module secret from client.example.org (192.0.2.7) for bob: no match",
         "max connections (10) reached",
         "rsync: [sender] write error: Connection reset by peer (104)",
         "rsync: [sender] link_stat \"send 5\" (in epel) failed: No such file or directory (2)",
         "rsync error: received SIGINT, SIGTERM, or SIGHUP (code 20) at io.c(1892) [sender=3.5.0]",
         "secrets file must not be other-accessible (see strict modes option)",
         "x"}));
    CAPTURE(message);
    LineReader reader("rsyncd");
    CHECK(reader.read(log_line(message)) == LineOutcome::skipped_message);
}

TEST_CASE("rsyncd lines that cannot be read") {
    struct Row {
        std::string line;
        LineOutcome outcome;
    };
    constexpr auto date = LineOutcome::rejected_date;
    constexpr auto number = LineOutcome::rejected_number;
    constexpr auto malformed = LineOutcome::rejected_malformed;
    const Row row = GENERATE(values<Row>(
        {Row{"2026/02/29 01:23:18 [25415] send UNKNOWN [192.0.2.7] epel () x 300", date},
         Row{"2026/13/22 01:23:18 [25415] connect from UNKNOWN (192.0.2.7)", date},
         Row{"2026/11/22 24:23:18 [25415] building file list", date},
         Row{log_line("send UNKNOWN [192.0.2.7] epel () x y"), number},
         Row{log_line("send UNKNOWN [192.0.2.7] epel () x 1,23"), number},
         Row{log_line("send"), malformed}, Row{log_line("send "), malformed},
         Row{log_line("send UNKNOWN"), malformed},
         Row{log_line("send UNKNOWN [192.0.2.7"), malformed},
         Row{log_line("send UNKNOWN [192.0.2.7] epel"), malformed},
         Row{log_line("send UNKNOWN [192.0.2.7] epel ()"), malformed},
         Row{log_line("send UNKNOWN [192.0.2.7] epel () 300"), malformed},
         Row{log_line("send UNKNOWN [] epel () x 300"), malformed},
         Row{log_line("send UNKNOWN [192.0.2.7]  () x 300"), malformed},
         Row{log_line("send UNKNOWN [192.0.2.7] epel ()  300"), malformed},
         // A transfer in a log format of the administrator's own must not pass for a message where
         // no session says what it is of.
         Row{log_line("client.example.org 192.0.2.7 send 9/RPM-GPG-KEY 300 343"), malformed},
         Row{log_line("192.0.2.7 <f+++++++++ 9/RPM-GPG-KEY 1,234"), malformed},
         Row{"2026-09-17T22:37:17+08:00 host rsyncd[399968]: rsync on epel/ from UNDETERMINED "
             "(192.0.2.7)",
             malformed},
         Row{"2026/11/22 01:23:18 [error] 1#1: *1 open() failed", malformed},
         Row{"2026/11/22 01:23:18 [", malformed}, Row{"2026/11/22 01:23:18 [12]", malformed},
         Row{"2026/11/22", malformed}}));
    CAPTURE(row.line);
    LineReader reader("rsyncd");
    CHECK(reader.read(row.line) == row.outcome);
}
