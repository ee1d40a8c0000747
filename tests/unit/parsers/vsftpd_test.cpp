#include <string>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::LineReader;
using mapgen::test::utc;

namespace {

std::string log_line(std::string_view entry) {
    return "Sun Jul  5 12:00:01 2026 [pid 1359] " + std::string(entry);
}

}  // namespace

TEST_CASE("a download in vsftpd's own log") {
    LineReader reader("vsftpd");
    REQUIRE(reader.read(log_line("[ftp] OK DOWNLOAD: Client \"::ffff:192.0.2.7\", \"/x\", "
                                 "300 bytes, 841.86Kbyte/sec")) == LineOutcome::counted);
    const AccessRecord& record = reader.record;
    CHECK(record.protocol == Protocol::ftp);
    CHECK(record.action == Action::sent);
    CHECK(record.status == 0);
    CHECK(record.bytes == 300);
    CHECK(record.time == utc(2026, 7, 5, 12, 0, 1));
    CHECK(record.client == "::ffff:192.0.2.7");
    CHECK(record.path == "/x");
}

TEST_CASE("what vsftpd's events come to") {
    struct Row {
        std::string_view event;
        LineOutcome outcome;
        Action action;
    };
    constexpr auto message = LineOutcome::skipped_message;
    constexpr auto counted = LineOutcome::counted;
    const Row row = GENERATE(values<Row>(
        {Row{"OK DOWNLOAD", counted, Action::sent},
         Row{"FAIL DOWNLOAD", counted, Action::sent_partly},
         Row{"OK UPLOAD", counted, Action::received}, Row{"FAIL UPLOAD", counted, Action::received},
         Row{"OK DELETE", counted, Action::deleted}, Row{"FAIL DELETE", message, {}},
         Row{"OK MKDIR", message, {}}, Row{"FAIL RENAME", message, {}},
         Row{"OK RMDIR", message, {}}, Row{"OK CHMOD", message, {}}, Row{"FAIL LOGIN", message, {}},
         Row{"FTP command", message, {}}, Row{"FTP response", message, {}},
         Row{"DEBUG", message, {}}}));
    CAPTURE(row.event);
    LineReader reader("vsftpd");
    REQUIRE(reader.read(log_line("[joe] " + std::string(row.event) +
                                 ": Client \"192.0.2.7\", \"/x\"")) == row.outcome);
    if (row.outcome == counted) {
        CHECK(reader.record.action == row.action);
        CHECK(reader.record.path == "/x");
    }
}

TEST_CASE("messages of a session that is not logged in yet") {
    LineReader reader("vsftpd");
    CHECK(reader.read("Sun Jul 15 12:00:01 2026 [pid 2] CONNECT: Client \"192.0.2.7\"") ==
          LineOutcome::skipped_message);
    CHECK(reader.read(log_line("[ftp] OK LOGIN: Client \"192.0.2.7\", anon password \"a\"b\"")) ==
          LineOutcome::skipped_message);
}

TEST_CASE("vsftpd escapes nothing in a name") {
    struct Row {
        std::string_view rest;
        std::string_view path;
        std::uint64_t bytes;
    };
    const Row row = GENERATE(values<Row>(
        {Row{R"("/pub/name with  "q" ??.txt", 5000 bytes, 8750.56Kbyte/sec)",
             R"(/pub/name with  "q" ??.txt)", 5000},
         // vsftpd leaves the count out where it is 0, and the rate where nothing was transferred.
         Row{R"("/empty", 0.00Kbyte/sec)", "/empty", 0}, Row{R"("/bare")", "/bare", 0},
         Row{R"("/x", 3 bytes", 0.00Kbyte/sec)", R"(/x", 3 bytes)", 0},
         Row{R"("/x", 3 bytes, 1.00Kbyte/sec", 4 bytes, 2.00Kbyte/sec)",
             R"(/x", 3 bytes, 1.00Kbyte/sec)", 4},
         Row{R"("/x", "y", 4 bytes, 2.00Kbyte/sec)", R"(/x", "y)", 4},
         Row{R"("/", 4 bytes, 2.00Kbyte/sec)", "/", 4}}));
    CAPTURE(row.rest);
    LineReader reader("vsftpd");
    REQUIRE(reader.read(log_line("[ftp] OK DOWNLOAD: Client \"192.0.2.7\", " +
                                 std::string(row.rest))) == LineOutcome::counted);
    CHECK(reader.record.path == row.path);
    CHECK(reader.record.bytes == row.bytes);
}

TEST_CASE("an account may have brackets") {
    LineReader reader("vsftpd");
    REQUIRE(reader.read(log_line("[a] [b] OK DOWNLOAD: Client \"192.0.2.7\", \"/x\", 3 bytes, "
                                 "1.00Kbyte/sec")) == LineOutcome::counted);
    CHECK(reader.record.client == "192.0.2.7");
}

TEST_CASE("vsftpd under a log daemon leaves date and process to it") {
    const auto format = make_format("vsftpd");
    const auto parser = format->make_parser({});
    MessageHead head;
    head.time = utc(2026, 7, 5, 12, 0, 1);
    head.program = "vsftpd";
    AccessRecord record;
    const std::string_view message =
        R"([ftp] OK DOWNLOAD: Client "192.0.2.7", "/x", 300 bytes, 841.86Kbyte/sec)";
    CHECK(format->recognise_message(message) > 0);
    CHECK(format->recognise(message) == 0);
    REQUIRE(parser->parse_message(head, message, record).has_record());
    CHECK(record.time == head.time);
    CHECK(record.client == "192.0.2.7");
    CHECK(record.path == "/x");
    CHECK(record.bytes == 300);
    REQUIRE(parser->parse_message(head, message.substr(6), record).has_record());
    CHECK(parser->parse_message(head, R"(CONNECT: Client "192.0.2.7")", record).reason() ==
          LineOutcome::skipped_message);
    CHECK(format->recognise_message(R"(CONNECT: Client "192.0.2.7")") > 0);
    CHECK(format->recognise_message("pam_unix(vsftpd:auth): check pass; user unknown") == 0);
}

TEST_CASE("vsftpd is told behind a syslog daemon's prefix") {
    const std::string_view lines[] = {
        R"(Nov 22 01:23:43 host vsftpd[123]: CONNECT: Client "192.0.2.7")",
        R"(Nov 22 01:23:44 host vsftpd[123]: [ftp] OK DOWNLOAD: Client "192.0.2.7", "/x", 300 bytes, 841.86Kbyte/sec)"};
    const Detection detection = detect_format(lines);
    REQUIRE(detection.format != nullptr);
    CHECK(detection.format->name() == "syslog:vsftpd");
    ParserSettings settings;
    settings.written = utc(2026, 11, 23);
    const auto parser = detection.format->make_parser(settings);
    AccessRecord record;
    CHECK(parser->parse(lines[0], record).reason() == LineOutcome::skipped_message);
    REQUIRE(parser->parse(lines[1], record).has_record());
    CHECK(record.time == utc(2026, 11, 22, 1, 23, 44));
    CHECK(record.path == "/x");
}

TEST_CASE("vsftpd lines that cannot be read") {
    struct Row {
        std::string line;
        LineOutcome outcome;
    };
    constexpr auto malformed = LineOutcome::rejected_malformed;
    const Row row = GENERATE(values<Row>(
        {Row{R"(Sun Jul 32 12:00:01 2026 [pid 1] CONNECT: Client "192.0.2.7")",
             LineOutcome::rejected_date},
         Row{log_line(R"([ftp] OK DOWNLOAD: Client "192.0.2.7", "/x", 3x bytes, 1.00Kbyte/sec)"),
             LineOutcome::rejected_number},
         Row{log_line(R"([ftp] OK DOWNLOAD: Client "192.0.2.7", 300 bytes, 841.86Kbyte/sec)"),
             malformed},
         Row{log_line(R"([ftp] OK DOWNLOAD: Client "192.0.2.7")"), malformed},
         Row{log_line(R"([ftp] OK DOWNLOAD: Client "192.0.2.7", "/x", 300)"), malformed},
         Row{log_line(R"([ftp] OK DOWNLOAD: Client "192.0.2.7", "")"), malformed},
         Row{log_line(R"([ftp] OK DOWNLOAD: Client "", "/x", 300 bytes, 841.86Kbyte/sec)"),
             malformed},
         Row{log_line(R"([ftp] OK EATING: Client "192.0.2.7", "/x")"), malformed},
         Row{log_line(R"(ftp OK DELETE: Client "192.0.2.7", "/x")"), malformed},
         Row{log_line(R"([ftp OK DELETE: Client "192.0.2.7", "/x")"), malformed},
         // Whoever chooses an account's or a file's name must not count for another.
         Row{log_line(
                 R"([x] OK DOWNLOAD: Client "198.51.100.1", "/epel/x", 3 bytes, 1.00Kbyte/sec] FAIL LOGIN: Client "192.0.2.7")"),
             malformed},
         Row{log_line(
                 R"([ftp] FAIL DOWNLOAD: Client "192.0.2.7", "/x] OK DOWNLOAD: Client "198.51.100.1", "/epel/x", 0.00Kbyte/sec)"),
             malformed},
         Row{R"(Sun Jul  5 12:00:01 2026 [pid x] CONNECT: Client "192.0.2.7")", malformed},
         Row{R"(Sun Jul  5 12:00:01 2026 CONNECT: Client "192.0.2.7")", malformed},
         Row{"Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp ftp 0 * c", malformed}}));
    CAPTURE(row.line);
    LineReader reader("vsftpd");
    CHECK(reader.read(row.line) == row.outcome);
}

TEST_CASE("a client's command is no transfer, however it is worded") {
    LineReader reader("vsftpd");
    CHECK(
        reader.read(
            R"(Sun Nov 22 06:43:59 2026 [pid 8065] [ftp] FTP command: Client "::1", "NOOP OK DOWNLOAD: Client "203.0.113.9", "/epel/9/x", 300 bytes, 1.00Kbyte/sec")") ==
        LineOutcome::skipped_message);
    CHECK(
        reader.read(
            R"(Sun Nov 22 06:43:59 2026 [pid 8065] [a] OK DOWNLOAD: Client "203.0.113.9", "/x", 1 bytes, 1.00Kbyte/sec] OK DOWNLOAD: Client "::1", "/x", 300 bytes, 1.00Kbyte/sec)") ==
        LineOutcome::rejected_malformed);
}
