#include "parsers/log_daemon.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::utc;

namespace {

constexpr auto counted = LineOutcome::counted;
constexpr auto message = LineOutcome::skipped_message;
constexpr auto malformed = LineOutcome::rejected_malformed;

/// LineReader for a format behind a log daemon's prefix.
class DaemonReader {
public:
    DaemonReader(std::string_view daemon, std::string_view inner)
        : m_format(in_log_daemon(daemon, make_format(inner))) {
        ParserSettings settings;
        settings.written = utc(2026, 12, 1);
        m_parser = m_format->make_parser(settings);
    }

    LineOutcome read(std::string_view line) {
        m_line = line;
        record = AccessRecord{};
        const ParsedLine parsed = m_parser->parse(m_line, record);
        return parsed.has_record() ? counted : parsed.reason();
    }

    AccessRecord record;

private:
    std::shared_ptr<const LogFormat> m_format;
    std::unique_ptr<LineParser> m_parser;
    std::string m_line;
};

const std::string combined =
    R"(192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 538 "-" "curl")";

std::string journal_json(std::string_view program, std::string_view text) {
    return std::string(R"({"__CURSOR":"s=1","__REALTIME_TIMESTAMP":"1795310624123456",)") +
           R"("PRIORITY":"6","_UID":null,"X":["a","b"],"SYSLOG_IDENTIFIER":")" +
           std::string(program) + R"(","MESSAGE":)" + std::string(text) +
           R"(,"_PID":"26096","_COMM":"rsync"})";
}

}  // namespace

TEST_CASE("every log daemon has a name of its own, a description and samples") {
    REQUIRE(log_daemons().size() == 3);
    for (const LogDaemon& daemon : log_daemons()) {
        CAPTURE(daemon.name);
        CHECK_FALSE(daemon.description.empty());
        CHECK_FALSE(daemon.sample_lines.empty());
        const auto format = in_log_daemon(daemon.name, make_format("rsyncd"));
        REQUIRE(format != nullptr);
        CHECK(format->name() == std::string(daemon.name) + ":rsyncd");
        CHECK(format->protocol() == Protocol::rsync);
        CHECK_FALSE(format->description().empty());
        ParserSettings settings;
        settings.written = utc(2026, 12, 1);
        const auto parser = format->make_parser(settings);
        int records = 0;
        for (const std::string_view sample : format->sample_lines()) {
            CAPTURE(sample);
            AccessRecord record;
            const ParsedLine parsed = parser->parse(sample, record);
            CHECK((parsed.has_record() || is_skipped(parsed.reason())));
            records += parsed.has_record() ? 1 : 0;
        }
        CHECK(records > 0);
        const Detection detection = detect_format(format->sample_lines());
        REQUIRE(detection.format != nullptr);
        CHECK(detection.format->name() == format->name());
        CHECK(detection.confidence == 100);
    }
    CHECK(in_log_daemon("sysloc", make_format("rsyncd")) == nullptr);
}

TEST_CASE("an rsync daemon's messages have time and process from syslog") {
    DaemonReader reader("syslog", "rsyncd");
    REQUIRE(reader.read("Nov 22 01:23:44 host rsyncd[7]: rsync on epel/9/ from UNKNOWN "
                        "(192.0.2.7)") == counted);
    CHECK(reader.record.is_session);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 23, 44));
    CHECK(reader.record.path == "/epel/9/");
    REQUIRE(reader.read("Nov 22 01:23:45 host rsyncd[7]: send UNKNOWN [192.0.2.7] epel () 9/x "
                        "300") == counted);
    CHECK_FALSE(reader.record.is_session);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 23, 45));
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.path == "/epel/9/x");
    CHECK(reader.record.bytes == 300);
    CHECK(reader.read("Nov 22 01:23:45 host rsyncd[7]: host 192.0.2.7 send 9/y 300 343") ==
          counted);
    CHECK(reader.record.path == "/epel/9/y");
    REQUIRE(reader.read("2026-11-22T01:23:46Z host rsyncd[7]: sent 572 bytes  received 81 bytes  "
                        "total size 312") == counted);
    CHECK(reader.record.is_session);
    CHECK(reader.record.requests == 0);
    CHECK(reader.record.bytes == 572);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 23, 44));
    // A log file that was sent to syslog line by line.
    REQUIRE(reader.read("Nov 22 01:30:00 host rsyncd: 2026/11/22 01:23:18 [25415] send UNKNOWN "
                        "[192.0.2.7] epel () 9/x 300") == counted);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 23, 18));
}

TEST_CASE("web servers' lines are whole behind the prefix") {
    DaemonReader reader("syslog", "combined");
    for (const std::string& head :
         {std::string("Nov 22 01:27:08 host nginx: "), std::string("<190>Nov 22 01:27:08 nginx: "),
          std::string("2026-11-22T01:27:08Z host httpd[12]: "),
          std::string("<134>1 2026-11-22T01:27:08Z host apache2 - - - "),
          // As logger -t names it.
          std::string("Nov 22 01:27:08 host mirror_access: ")}) {
        CAPTURE(head);
        REQUIRE(reader.read(head + combined) == counted);
        CHECK(reader.record.client == "192.0.2.7");
        CHECK(reader.record.path == "/x");
        CHECK(reader.record.time == utc(2026, 11, 22, 1, 27, 7));
    }
}

TEST_CASE("other programs' messages are skipped, and servers' own that cannot be read are not") {
    DaemonReader reader("syslog", "combined");
    for (const std::string_view line :
         {"Nov 22 01:23:44 host systemd[1]: Started nginx.service.",
          "Nov 22 01:23:44 host kernel: [12.5] eth0: link up",
          "Nov 22 01:23:44 host sshd[12]: Accepted publickey for joe from 192.0.2.7 port 1",
          "Nov 22 01:23:44 host rsyncd[12]: building file list",
          "Nov 22 01:23:44 host last message repeated 2 times",
          "Nov 22 01:23:44 host rsyncd[12]:", "Nov 22 01:23:44 host nginx:  "}) {
        CAPTURE(line);
        CHECK(reader.read(line) == message);
    }
    CHECK(reader.read("Nov 22 01:23:44 host nginx: x") == malformed);
    CHECK(reader.read(combined) == malformed);
    CHECK(reader.read("Nov 31 01:23:44 host nginx: " + combined) == LineOutcome::rejected_date);
    DaemonReader rsyncd("syslog", "rsyncd");
    CHECK(rsyncd.read("Nov 22 01:23:44 host postfix/smtp[12]: x send 5") == message);
    CHECK(rsyncd.read("Nov 22 01:23:44 host rsyncd[12]: x send 5") == malformed);
}

TEST_CASE("journald's entries in JSON") {
    DaemonReader reader("journal-json", "rsyncd");
    REQUIRE(reader.read(journal_json("rsyncd", R"~("rsync on epel/ from x (2001:db8::1)")~")) ==
            counted);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 23, 44));
    CHECK(reader.record.client == "2001:db8::1");
    REQUIRE(reader.read(journal_json("rsyncd", R"("send 9/a\"\u00e9\\#001 300")")) == counted);
    CHECK(reader.record.path == "/epel/9/a\"\xc3\xa9\001");
    // "send 9/\xff 3" as bytes, and two messages of one entry.
    const std::string bytes = "[115,101,110,100,32,57,47,255,32,51]";
    REQUIRE(reader.read(journal_json("rsyncd", bytes)) == counted);
    CHECK(reader.record.path == "/epel/9/\xff");
    REQUIRE(reader.read(journal_json("rsyncd", R"(["send 9/b 3","send 9/c 4"])")) == counted);
    CHECK(reader.record.path == "/epel/9/b");
    REQUIRE(reader.read(journal_json("rsyncd", "[" + bytes + "," + bytes + "]")) == counted);
    CHECK(reader.record.path == "/epel/9/\xff");

    CHECK(reader.read(journal_json("rsyncd", "null")) == message);
    CHECK(reader.read(journal_json("rsyncd", "[]")) == message);
    CHECK(reader.read(journal_json("rsyncd", "\"\"")) == message);
    CHECK(reader.read(journal_json("systemd", "\"Started rsync.service.\"")) == message);
    CHECK(reader.read(R"({"__REALTIME_TIMESTAMP":"1795310624123456"})") == message);
    CHECK(reader.read(R"({"__REALTIME_TIMESTAMP":"x","MESSAGE":"y"})") ==
          LineOutcome::rejected_date);
    for (const std::string& line :
         {std::string("x"), std::string("{}"), std::string(R"({"ts":1795311451.7862742})"),
          std::string(R"(["__REALTIME_TIMESTAMP"])"),
          std::string(R"({"__REALTIME_TIMESTAMP":"1795310624123456","MESSAGE":)"),
          journal_json("rsyncd", "[300]"), journal_json("rsyncd", "[[[1]]]"),
          journal_json("rsyncd", "5"), journal_json("rsyncd", "{}")}) {
        CAPTURE(line);
        CHECK(reader.read(line) == malformed);
    }
}

TEST_CASE("journald's entries field by field") {
    DaemonReader reader("journal-export", "rsyncd");
    const auto skip = [&](std::string_view line) {
        CAPTURE(line);
        CHECK(reader.read(line) == message);
    };
    const auto skip_all = [&](const std::vector<std::string_view>& lines) {
        for (const std::string_view line : lines) {
            skip(line);
        }
    };
    SECTION("the message comes last") {
        skip_all({"__CURSOR=s=1", "__REALTIME_TIMESTAMP=1795310624123456", "_TRANSPORT=syslog",
                  "SYSLOG_IDENTIFIER=rsyncd", "_PID=7"});
        REQUIRE(reader.read("MESSAGE=rsync on epel/ from x (192.0.2.7)") == counted);
        CHECK(reader.record.time == utc(2026, 11, 22, 1, 23, 44));
        CHECK(reader.record.path == "/epel/");
        skip("_COMM=rsync");
    }
    SECTION("the message comes first") {
        skip_all({"__CURSOR=s=1", "__REALTIME_TIMESTAMP=1795310624123456",
                  "MESSAGE=rsync on epel/ from x (192.0.2.7)", "SYSLOG_IDENTIFIER=rsyncd"});
        REQUIRE(reader.read("SYSLOG_PID=7") == counted);
        skip_all({"_PID=7", "__CURSOR=s=2", "__REALTIME_TIMESTAMP=1795310624123456",
                  "MESSAGE=send 9/x 300", "_PID=7"});
        REQUIRE(reader.read("SYSLOG_IDENTIFIER=rsyncd") == counted);
        CHECK(reader.record.path == "/epel/9/x");
    }
    SECTION("a field is missing") {
        skip_all({"__CURSOR=s=1", "__REALTIME_TIMESTAMP=1795310624123456",
                  "MESSAGE=send x [192.0.2.7] epel () 9/x 300", "SYSLOG_IDENTIFIER=rsyncd"});
        REQUIRE(reader.read("__CURSOR=s=2") == counted);
        CHECK(reader.record.path == "/epel/9/x");
        CHECK(reader.record.time == utc(2026, 11, 22, 1, 23, 44));
        skip_all({"__REALTIME_TIMESTAMP=1795310624123456", "__CURSOR=s=3"});
    }
    SECTION("values that are not printable stand below their keys") {
        using namespace std::string_literals;
        const std::string text = "send x [192.0.2.7] epel () a\001 300";
        skip_all({"__CURSOR=s=1", "__REALTIME_TIMESTAMP=1795310624123456",
                  "SYSLOG_IDENTIFIER=rsyncd", "_PID=7", "_CMDLINE"});
        skip("\x09\0\0\0\0\0\0\0one"s);
        skip("= two");
        skip("MESSAGE");
        REQUIRE(reader.read(std::string(1, static_cast<char>(text.size())) + "\0\0\0\0\0\0\0"s +
                            text) == counted);
        CHECK(reader.record.path == "/epel/a\001");
        skip("_COMM=rsync");
    }
    SECTION("what the daemon does not write") {
        using namespace std::string_literals;
        CHECK(reader.read("x=y") == malformed);
        CHECK(reader.read("=y") == malformed);
        CHECK(reader.read(combined) == malformed);
        CHECK(reader.read(std::string(100, 'A') + "=x") == malformed);
        skip("MESSAGE");
        CHECK(reader.read("short") == malformed);
        skip("MESSAGE");
        CHECK(reader.read("\x01\0\0\0\0\0\0\0longer"s) == malformed);
        skip_all({"SYSLOG_IDENTIFIER=rsyncd", "_PID=7"});
        CHECK(reader.read("MESSAGE=no time") == LineOutcome::rejected_date);
    }
}

TEST_CASE("formats behind the prefix are detected") {
    const std::string head = "Nov 22 01:27:08 host ";
    struct Row {
        std::string program;
        std::string text;
        std::string_view format;
    };
    const Row row = GENERATE_COPY(values<Row>(
        {Row{"nginx: ", combined, "syslog:combined"},
         Row{"mirror_access: ", combined, "syslog:combined"},
         Row{"rsyncd[7]: ", "building file list", "syslog:rsyncd"},
         Row{"rsyncd[7]: ", "send UNKNOWN [192.0.2.7] epel () 9/x 300", "syslog:rsyncd"}}));
    CAPTURE(row.text);
    std::vector<std::string> lines(20, head + row.program + row.text);
    const auto detected = [&] {
        return detect_format(std::vector<std::string_view>(lines.begin(), lines.end()));
    };
    REQUIRE(detected().format != nullptr);
    CHECK(detected().format->name() == row.format);

    // Among a whole system's lines.
    lines.insert(lines.end(), 400, head + "systemd[1]: Started something from a unit.");
    lines.insert(lines.end(), 60, head + "CRON[99]: (root) CMD (send 5)");
    REQUIRE(detected().format != nullptr);
    CHECK(detected().format->name() == row.format);
    CHECK(detected().confidence == 100);

    // Among lines that no log daemon wrote.
    lines.insert(lines.end(), 10, "x");
    CHECK(detected().confidence == 66);
    lines.insert(lines.end(), 20, "x");
    CHECK(detected().format == nullptr);
    REQUIRE(detected().nearest != nullptr);
    CHECK(detected().nearest->name() == row.format);
}

TEST_CASE("journals are detected") {
    std::vector<std::string> lines{journal_json("nginx", "\"x\""),
                                   journal_json("systemd", "\"Started nginx.service.\"")};
    for (int i = 0; i < 3; ++i) {
        lines.push_back(journal_json("rsyncd", R"~("rsync on epel/ from x (2001:db8::1)")~"));
        lines.push_back(journal_json("rsyncd", R"("send 9/x 300 343")"));
    }
    const Detection detection =
        detect_format(std::vector<std::string_view>(lines.begin(), lines.end()));
    REQUIRE(detection.format != nullptr);
    CHECK(detection.format->name() == "journal-json:rsyncd");
    CHECK(detection.confidence == 85);
}

TEST_CASE("an rsync log in a log format of its own is known by its sessions") {
    std::vector<std::string> lines;
    const std::string head = "2026/11/22 01:23:44 [7] ";
    lines.insert(lines.end(), 40, head + "192.0.2.7 send 9/x 300 343");
    const auto detected = [&] {
        return detect_format(std::vector<std::string_view>(lines.begin(), lines.end()));
    };
    CHECK(detected().format == nullptr);
    lines.insert(lines.begin(), head + "rsync on epel/ from x (192.0.2.7)");
    REQUIRE(detected().format != nullptr);
    CHECK(detected().format->name() == "rsyncd");
    CHECK(detected().confidence == 100);
}
