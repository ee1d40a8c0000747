#include "parsers/rsync_template.hpp"

#include <fstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "core/error.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::utc;

namespace {

constexpr auto counted = LineOutcome::counted;

std::string log_line(std::string_view message) {
    return "2026/11/22 01:23:18 [25415] " + std::string(message);
}

/// LineReader for a log format.
class TemplateReader {
public:
    explicit TemplateReader(std::string_view log_format)
        : m_format(make_rsync_template(log_format)), m_parser(m_format->make_parser({})) {}

    LineOutcome read(std::string_view line) {
        m_line = line;
        record = AccessRecord{};
        const ParsedLine parsed = m_parser->parse(m_line, record);
        if (parsed.has_record()) {
            CHECK(m_format->recognise(m_line) > 0);
        }
        return parsed.has_record() ? counted : parsed.reason();
    }
    std::vector<std::string_view> sample_lines() const { return m_format->sample_lines(); }
    void begin_session() {
        REQUIRE(read(log_line("rsync on epel/9/ from client.example.org (192.0.2.7)")) == counted);
    }

    AccessRecord record;

private:
    std::shared_ptr<const LogFormat> m_format;
    std::unique_ptr<LineParser> m_parser;
    std::string m_line;
};

std::string refusal(std::string_view log_format) {
    try {
        make_rsync_template(log_format);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("rsync's log formats are told from those of web servers") {
    for (const std::string_view text :
         {"%o %h [%a] %m (%u) %f %l", "%h %a %o %f %l %b", "%i %n%L", "%-50n %'l", "%''b %10f"}) {
        CAPTURE(text);
        CHECK(is_rsync_template(text));
    }
    for (const std::string_view text :
         {"%h %l %u %t \"%r\" %>s %b", "%h %l %u %t \"%r\" %s %b", "%a %{X-Forwarded-For}i %f",
          "$remote_addr [$time_local] \"$request\" $status", "combined", "", "%", "%h %a 100%"}) {
        CAPTURE(text);
        CHECK_FALSE(is_rsync_template(text));
    }
}

TEST_CASE("lines in a log format of the administrator's") {
    struct Row {
        std::string_view log_format;
        std::string_view message;
        std::string_view path;
        std::uint64_t bytes;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"%o %h [%a] %m (%u) %f %l", "send UNKNOWN [192.0.2.7] epel () 9/a  b 300",
             "/epel/9/a  b", 300},
         Row{"%t [%p] %o %h [%a] %m (%u) %f %l", "send UNKNOWN [192.0.2.7] epel (joe) 9/x 300",
             "/epel/9/x", 300},
         Row{"%h %a %o %f %l %b", "client.example.org 192.0.2.7 send 9/x 5 300 343", "/epel/9/x 5",
             343},
         Row{"%b %l %f", "343 300 9/x 5", "/epel/9/x 5", 343},
         Row{"%o %a %m/%f %l", "send 192.0.2.7 epel/9/x y 300", "/epel/9/x y", 300},
         Row{"%o %a %P/%f %l", "send 192.0.2.7 /srv/my mirror/epel/9/x 300",
             "/srv/my mirror/epel/9/x", 300},
         Row{"%o %a %P %f %l", "send 192.0.2.7 /srv/epel 9/x 300", "/srv/epel/9/x", 300},
         Row{"%o %n", "send 9/x 300", "/epel/9/x 300", 0},
         Row{"%f", "9/x", "/epel/9/x", 0},
         Row{"%i %f%L %l", "<f+++++++++ 9/x -> y 300", "/epel/9/x -> y", 300},
         Row{"%i %a %f %20L %l", "<f..t...... 192.0.2.7 9/x                          300",
             "/epel/9/x", 300},
         Row{"%o \"%f\" %'l", "send \"9/a \"q\" b\" 1,234,567", "/epel/9/a \"q\" b", 1234567},
         Row{"%o %f %''b", "send 9/x 1.23M", "/epel/9/x", 1230000},
         Row{"%o %-12f|%8l", "send 9/x         |     300", "/epel/9/x", 300},
         Row{"%o %12f|%-8l.", "send          9/x|300     .", "/epel/9/x", 300},
         Row{"%o %12f %8l", "send 9/a-long-name-it-is      300", "/epel/9/a-long-name-it-is", 300},
         Row{"%o %f %12345l", "send 9/x 300", "/epel/9/x", 300},
         Row{"%-8o|%f", "send    |9/x", "/epel/9/x", 0},
         Row{"%07p %o %f %l", "0025415 send 9/x 300", "/epel/9/x", 300},
         Row{"%o %B %U %G %M %f %l %C %c",
             "send rwxr-xr-x 0 DEFAULT 2026/11/22-01:23:18 9/x 300 "
             "d41d8cd98f00b204e9800998ecf8427e 7",
             "/epel/9/x", 300},
         Row{"%o %f %l %C", "send 9/x 300                                 ", "/epel/9/x", 300},
         Row{"%C %o %f", "                                 send 9/x", "/epel/9/x", 0},
         Row{"%f %t", "9/x 2026/11/22 01:23:18", "/epel/9/x", 0},
         Row{"%f %i", "9/x <f+++++++++", "/epel/9/x", 0},
         Row{"%f %o", "9/x send", "/epel/9/x", 0},
         Row{"%f (%u) %m %h %a", "9/(x) (joe) epel client.example.org 192.0.2.7", "/epel/9/(x)", 0},
         Row{"100%% %o %f", "100% send 9/x", "/epel/9/x", 0},
         Row{"%%f %o % %f %", "%f send % 9/x %", "/epel/9/x", 0},
         Row{"%i %-30n%L %12l %p",
             R"(<f+++++++++ 9/ctl\#001b                                   1 19718)",
             "/epel/9/ctl\001b", 1},
         Row{"%o%f %p", "send9/x 25415", "/epel/9/x", 0}}));
    CAPTURE(row.log_format, row.message);
    TemplateReader reader(row.log_format);
    reader.begin_session();
    REQUIRE(reader.read(log_line(row.message)) == counted);
    CHECK(reader.record.path == row.path);
    CHECK(reader.record.bytes == row.bytes);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.action == Action::sent);
    CHECK_FALSE(reader.record.is_session);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 23, 18));

    for (const std::string_view sample : reader.sample_lines()) {
        CAPTURE(sample);
        REQUIRE(reader.read(sample) == counted);
        CHECK(reader.record.client == "192.0.2.7");
    }
    CHECK(reader.record.path.ends_with("RPM-GPG-KEY"));
}

TEST_CASE("the daemon's prefix may be twice, or in the log format alone") {
    TemplateReader twice("%t [%p] %o %a %m %f %l");
    CHECK(twice.read(log_line(log_line("send 192.0.2.7 epel 9/x 300"))) == counted);
    CHECK(twice.record.path == "/epel/9/x");
    TemplateReader alone("%a %t %o %m %f %l");
    REQUIRE(alone.read("192.0.2.7 2026/11/22 01:23:18 send epel 9/x 300") == counted);
    CHECK(alone.record.time == utc(2026, 11, 22, 1, 23, 18));
    CHECK(alone.read("192.0.2.7 2026/02/29 01:23:18 send epel 9/x 300") ==
          LineOutcome::rejected_date);
    CHECK(alone.read("192.0.2.7 send epel 9/x 300") == LineOutcome::rejected_malformed);
}

TEST_CASE("without %o and %i all that is no message was sent") {
    TemplateReader reader("%a %m %f %l");
    CHECK(reader.read(log_line("192.0.2.7 epel 9/x 300")) == counted);
    CHECK(reader.read(log_line("building file list")) == LineOutcome::skipped_message);
    CHECK(reader.read(log_line("connect from UNKNOWN (192.0.2.7)")) ==
          LineOutcome::skipped_message);
    CHECK(reader.read(log_line("deleting 9/x")) == LineOutcome::skipped_deletion);
    CHECK(reader.read(log_line("x epel 9/x 300")) == LineOutcome::rejected_malformed);
    CHECK(reader.read(log_line("192.0.2.7 epel 9/ 300")) == LineOutcome::skipped_directory);
}

TEST_CASE("the client's name stands in where its address is not known") {
    TemplateReader reader("%o %h %m %f %l");
    REQUIRE(reader.read(log_line("send client.example.org epel 9/x 300")) == counted);
    CHECK(reader.record.client == "client.example.org");
    REQUIRE(reader.read(log_line("send 192.0.2.9 epel 9/x 300")) == counted);
    CHECK(reader.record.client == "192.0.2.9");
    reader.begin_session();
    REQUIRE(reader.read(log_line("send client.example.org epel 9/x 300")) == counted);
    CHECK(reader.record.client == "192.0.2.7");
}

TEST_CASE("other modules' lines are read as without a log format") {
    TemplateReader reader("%a %o %m %f %b");
    reader.begin_session();
    REQUIRE(reader.read(log_line("send UNKNOWN [192.0.2.7] epel () 9/x 300")) == counted);
    CHECK(reader.record.bytes == 300);
    REQUIRE(reader.read(log_line("client.example.org 192.0.2.7 send 9/RPM-GPG-KEY 300 343")) ==
            counted);
    CHECK(reader.record.bytes == 343);
    CHECK(reader.read(log_line("something that a new version says")) ==
          LineOutcome::skipped_message);
}

TEST_CASE("a layout without an address does not swallow other modules' default lines") {
    TemplateReader reader("%o %P/%f %b");
    REQUIRE(reader.read(log_line("send UNKNOWN [192.0.2.7] epel () 9/x 300")) == counted);
    CHECK(reader.record.path == "/epel/9/x");
    CHECK(reader.record.client == "192.0.2.7");
}

TEST_CASE("links, directories and deletions of a log format with both operations") {
    TemplateReader reader("%o %i %a %m %f %l");
    CHECK(reader.read(log_line("send cL+++++++++ 192.0.2.7 epel 9/x 300")) ==
          LineOutcome::skipped_directory);
    CHECK(reader.read(log_line("send .d          192.0.2.7 epel 9 300")) ==
          LineOutcome::skipped_directory);
    REQUIRE(reader.read(log_line("del. *deleting   192.0.2.7 epel 9 300")) == counted);
    CHECK(reader.record.action == Action::deleted);
    REQUIRE(reader.read(log_line("recv >f+++++++++ 192.0.2.7 epel 9 300")) == counted);
    CHECK(reader.record.action == Action::received);
}

TEST_CASE("log formats that cannot be read back say why") {
    CHECK(refusal("%o %a %l").find("add %f") != std::string::npos);
    CHECK(refusal("%o %f %x").find("%x") != std::string::npos);
    CHECK(refusal("%o %n %f").find("leave out %n") != std::string::npos);
    CHECK(refusal("%o %a%f").find("between %a and %f") != std::string::npos);
    CHECK(refusal("%f%l").find("between %f and %l") != std::string::npos);
    CHECK(refusal("").find("add %f") != std::string::npos);
}

TEST_CASE("a real daemon's modules, each read by its own log format") {
    struct Row {
        std::string_view log_format;
        std::string module;  ///< as its paths begin
        std::uint64_t bytes;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"%h %a %-6o|%B|%U %G %M %'l %b %f %C", "/m1/", 1234887},
         Row{"%i %-30n%L %12l %p", "/m2/", 1234571},
         Row{"%t [%p] %o %P/%f %''b", "/srv/mirror/epel/", 1230129},
         Row{"%m/%f %l %c (%u)", "/m4/", 1234571}, Row{"%o %a %30f %20L %t %%", "/m5/", 0},
         Row{"%o %h [%a] %m (%u) %f %l", "/m6/", 1234571}}));
    CAPTURE(row.log_format);
    TemplateReader reader(row.log_format);
    std::ifstream file(MAPGEN_SOURCE_DIR "/tests/fixtures/logs/rsyncd-log-formats.log");
    REQUIRE(file);
    std::vector<std::string> names;
    std::uint64_t bytes = 0;
    for (std::string line; std::getline(file, line);) {
        if (reader.read(line) == counted && !reader.record.is_session &&
            reader.record.path.starts_with(row.module)) {
            CHECK(reader.record.client == "127.0.0.1");
            names.emplace_back(reader.record.path.substr(row.module.size()));
            bytes += reader.record.bytes;
        }
    }
    CHECK(names == std::vector<std::string>{"9/ctl\001a\tb", "9/hard", "9/na  me (1) 5.txt",
                                            "9/sub/send 5"});
    CHECK(bytes == row.bytes);
}
