#include <algorithm>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "core/error.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::LineReader;
using mapgen::test::utc;

namespace {

constexpr std::string_view apache_common = R"(%h %l %u %t "%r" %>s %b)";
constexpr std::string_view apache_combined =
    R"(%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i")";
constexpr std::string_view apache_vhost =
    R"(%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\")";
constexpr std::string_view lighttpd = R"(%h %V %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i")";
constexpr std::string_view nginx_combined =
    R"('$remote_addr - $remote_user [$time_local] '
       '"$request" $status $body_bytes_sent '
       '"$http_referer" "$http_user_agent"')";

std::vector<std::string> lines_of(const std::string& name) {
    std::ifstream file(MAPGEN_SOURCE_DIR "/tests/fixtures/logs/" + name);
    REQUIRE(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

void check_same(LineReader& built_in, LineReader& compiled, const std::string& line) {
    CAPTURE(line);
    const LineOutcome outcome = built_in.read(line);
    REQUIRE(compiled.read(line) == outcome);
    const AccessRecord& expected = built_in.record;
    const AccessRecord& record = compiled.record;
    if (outcome != LineOutcome::counted) {
        return;
    }
    CHECK(record.protocol == expected.protocol);
    CHECK(record.action == expected.action);
    CHECK(record.status == expected.status);
    CHECK(record.bytes == expected.bytes);
    CHECK(record.time == expected.time);
    CHECK(record.client == expected.client);
    CHECK(record.path == expected.path);
    CHECK(record.user_agent == expected.user_agent);
    CHECK(record.virtual_host == expected.virtual_host);
}

}  // namespace

TEST_CASE("real servers' lines come out as the formats that are built in read them") {
    struct Row {
        std::string file;
        std::string built_in;
        std::string_view log_format;
    };
    const Row row =
        GENERATE(values<Row>({Row{"apache-common.log", "common", apache_common},
                              Row{"apache-vhost_combined.log", "vhost-combined", apache_vhost},
                              Row{"nginx-combined.log", "combined", nginx_combined},
                              Row{"nginx-combined.log", "combined", apache_combined},
                              Row{"lighttpd.log", "lighttpd", lighttpd}}));
    CAPTURE(row.file, row.log_format);
    LineReader built_in(row.built_in);
    LineReader compiled(row.log_format);
    for (const std::string& line : lines_of(row.file)) {
        check_same(built_in, compiled, line);
    }
}

TEST_CASE("so do the lines that are hard to read, and those that are wrong") {
    const std::string front = "192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] ";
    const std::string tail = R"( "-" "curl/7.88.1")";
    std::vector<std::string> lines = {
        R"(client.example.org - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5 "-" "-")",
        R"([2001:db8::2] - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5 "-" "-")",
        R"(192.0.2.7 - John Smith [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5 "-" "-")",
        R"(192.0.2.7 - [John] Smith [x] [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5)",
        R"(192.0.2.7 - "" [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5 "-" "-")",
        R"(192.0.2.7 - - [29/Feb/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5 "-" "-")",
        R"(192.0.2.7 - - [22/Nov/2026:01:27:07] "GET /x HTTP/1.1" 200 5 "-" "-")",
        R"(192.0.2.7 - - 22/Nov/2026:01:27:07 +0000 "GET /x HTTP/1.1" 200 5 "-" "-")",
        R"(192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] GET /x HTTP/1.1 200 5 "-" "-")",
        "x",
        "\""};
    for (const std::string_view request :
         {R"("GET /a\"b\\c%20d?x=\"y\" HTTP/1.1")", R"("GET /a\x22b\x5Cc HTTP/1.1")",
          R"("GET /ends-in\\")", R"("GET /x")", R"("GET /epel/9/a b.rpm")",
          R"("GET /a"b HTTP/1.1")", R"("GET /a" b HTTP/1.1")", R"("GET /?q="x" HTTP/1.1")",
          R"("GET /a[1] "x" HTTP/1.1")", R"("POST /x HTTP/1.1")", R"("PRI * HTTP/2.0")", R"("")",
          R"("  ")", R"("-")", R"("\x16\x03\x01\x02\xDE\xAD\x22")", "\"\x16\x03\x01\xff\xfe\""}) {
        lines.push_back(front + std::string(request) + " 200 5" + tail);
    }
    for (const std::string_view answer :
         {"200 300", "304 -", "000 0", "- -", "0 0", "200 18446744073709551615",
          "200 18446744073709551616", "200 -5", "200 1.5", "200 5x", "abc 5", "20 5", "2000 5", "",
          "20", "200", "200 "}) {
        lines.push_back(front + R"("GET /x HTTP/1.1" )" + std::string(answer));
        lines.push_back(front + R"("GET /x HTTP/1.1" )" + std::string(answer) + tail);
    }
    for (const std::string_view end :
         {" \"", " \"-", " \"-\"", " \"-\" ", " \"-\" \"cu", " 9", " \"-\" \"curl\" 1234 0.004"}) {
        lines.push_back(front + R"("GET /x HTTP/1.1" 200 5)" + std::string(end));
    }
    LineReader built_in("combined");
    LineReader compiled(apache_combined);
    for (const std::string& line : lines) {
        check_same(built_in, compiled, line);
    }
}

TEST_CASE("Apache's directives, with their modifiers") {
    struct Row {
        std::string_view log_format;
        std::string_view line;
    };
    const Row row = GENERATE(values<Row>(
        {Row{R"(%a %t "%r" %>s %B)",
             R"(192.0.2.7 [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5)"},
         Row{R"(%h %{c}a %a %t "%r" %s %>s %I %O %S)",
             R"(proxy.example.org 198.51.100.1 192.0.2.7 [22/Nov/2026:01:27:07 +0000] "GET /x" 302 200 9 5 14)"},
         Row{R"(%{c}a %D %T %!200,304,302{Referer}i %t "%m %U%q %H" %X %>s %b)",
             R"(192.0.2.7 123 0 - [22/Nov/2026:01:27:07 +0000] "GET /x?a b HTTP/1.1" + 200 5)"},
         Row{R"(%h %t %m %U %<s %400,501{User-agent}i %b)",
             "192.0.2.7 [22/Nov/2026:01:27:07 +0000] GET /x 200 - 5"},
         Row{R"(LogFormat "%h\t%t\t\"%r\"\t%>s\t%b" tabs)",
             "192.0.2.7\t[22/Nov/2026:01:27:07 +0000]\t\"GET /x HTTP/1.1\"\t200\t5"},
         Row{R"("%h %t \"%r\" 100%% \\ %>s %b")",
             R"(192.0.2.7 [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 100% \ 200 5)"},
         Row{R"("%h" "%t" "%r" "%>s" "%b")",
             R"("192.0.2.7" "[22/Nov/2026:01:27:07 +0000]" "GET /x HTTP/1.1" "200" "5")"},
         Row{R"(%h:%{remote}p %{Host}i%U %t %m %>s %b %^FB %{x}^ti)",
             "192.0.2.7:40000 mirror.example/x [22/Nov/2026:01:27:07 +0000] GET 200 5 1 -"},
         Row{"apache: %>s %b %h %t %r",
             "200 5 192.0.2.7 [22/Nov/2026:01:27:07 +0000] GET /x HTTP/1.1"}}));
    CAPTURE(row.log_format, row.line);
    LineReader reader(row.log_format);
    REQUIRE(reader.read(row.line) == LineOutcome::counted);
    CHECK(reader.record.protocol == Protocol::http);
    CHECK(reader.record.action == Action::get);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.path.starts_with("/x"));
    CHECK(reader.record.status == 200);
    CHECK(reader.record.bytes == 5);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 27, 7));
}

TEST_CASE("the times that Apache writes") {
    struct Row {
        std::string_view directive;
        std::string_view text;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"%t", "[22/Nov/2026:02:27:07 +0100]"}, Row{"%{sec}t", "1795310827"},
         Row{"%{msec}t", "1795310827123"}, Row{"%{usec}t", "1795310827123456"},
         Row{"%{begin:usec}t", "1795310827123456"}, Row{"%{%s}t", "1795310827"},
         Row{"%{sec}t.%{msec_frac}t", "1795310827.123"},
         Row{"%{%Y-%m-%dT%H:%M:%S%z}t", "2026-11-21T20:27:07-0500"},
         Row{"%{%Y-%m-%dT%T}t.%{usec_frac}t%{%z}t", "2026-11-22T02:27:07.123456+0100"},
         Row{"%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t", "22/Nov/2026 02:27:07.999 +0100"},
         Row{"%{%F}t %{%T}t %{%Z}t", "2026-11-22 01:27:07 UTC"},
         Row{"%{%a, %d %B %y %I:%M:%S %p %z}t", "Sun, 22 November 26 01:27:07 AM +0000"},
         Row{"%{%Y %j %k:%M:%S GMT %z}t", "2026 326  1:27:07 GMT +0000"},
         Row{"%{end:%Y}t %{begin:%c %z}t", "2025 Sun Nov 22 01:27:07 2026 +0000"},
         Row{"%{end:sec}t %t", "1795310900 [22/Nov/2026:01:27:07 +0000]"}}));
    CAPTURE(row.directive, row.text);
    LineReader reader("%h " + std::string(row.directive) + R"( "%r" %>s %b)");
    const std::string line = "192.0.2.7 " + std::string(row.text) + R"( "GET /x HTTP/1.1" 200 5)";
    REQUIRE(reader.read(line) == LineOutcome::counted);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 27, 7));
    // What is no time is told from what is no line.
    const std::string bad = "192.0.2.7 " + std::string(row.text.size(), '?');
    const LineOutcome outcome = reader.read(bad + R"( "GET /x HTTP/1.1" 200 5)");
    CHECK((outcome == LineOutcome::rejected_date || outcome == LineOutcome::rejected_malformed));
}

TEST_CASE("nginx's variables") {
    struct Row {
        std::string_view log_format;
        std::string_view line;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"$remote_addr [$time_iso8601] \"$request\" $status $bytes_sent",
             R"(192.0.2.7 [2026-11-22T02:27:07+01:00] "GET /x HTTP/1.1" 200 5)"},
         Row{"${remote_addr}:${remote_port} $msec $request_method $scheme://$host$request_uri "
             "$server_protocol $status $body_bytes_sent $bytes_sent",
             "192.0.2.7:40000 1795310827.123 GET https://mirror.example/x?a b HTTP/1.1 200 5 305"},
         Row{"log_format main escape=default '$realip_remote_addr|$time_local|' \"$request|\" "
             "'$status|$body_bytes_sent|$upstream_response_time';",
             "192.0.2.7|22/Nov/2026:01:27:07 +0000|GET /x HTTP/1.1|200|5|0.001, 0.002"},
         Row{"$upstream_addr $remote_addr [$time_local] $request_method $uri$is_args$args $status "
             "$body_bytes_sent",
             "198.51.100.1:80, 198.51.100.2:80 192.0.2.7 [22/Nov/2026:01:27:07 +0000] GET /x?y=1 "
             "200 5"},
         Row{R"("$remote_addr - [$time_local] \"$request\" $status $body_bytes_sent";)",
             R"(192.0.2.7 - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5)"},
         Row{"escape=json '$status $body_bytes_sent \"$request\" $remote_addr [$time_local]'",
             R"(200 5 "GET /x\"\u00e9 HTTP/1.1" 192.0.2.7 [22/Nov/2026:01:27:07 +0000])"},
         Row{"escape=none '\"$request\" $status $body_bytes_sent $remote_addr $time_local'",
             "\"GET /x\\\"y\" HTTP/1.1\" 200 5 192.0.2.7 22/Nov/2026:01:27:07 +0000"},
         Row{"nginx:$remote_addr $time_local $request $status $body_bytes_sent",
             "192.0.2.7 22/Nov/2026:01:27:07 +0000 GET /x HTTP/1.1 200 5"}}));
    CAPTURE(row.log_format, row.line);
    LineReader reader(row.log_format);
    REQUIRE(reader.read(row.line) == LineOutcome::counted);
    CHECK(reader.record.action == Action::get);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.path.starts_with("/x"));
    CHECK(reader.record.status == 200);
    CHECK(reader.record.bytes == 5);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 27, 7));
}

TEST_CASE("escapes are undone as the server wrote them") {
    LineReader json("escape=json '\"$request\" $status $remote_addr [$time_local]'");
    REQUIRE(json.read(R"("GET /x\"\u00e9\ud83d\ude00\\ HTTP/1.1" 200 192.0.2.7 )"
                      "[22/Nov/2026:01:27:07 +0000]") == LineOutcome::counted);
    CHECK(json.record.path == "/x\"\xc3\xa9\xf0\x9f\x98\x80\\");
    CHECK(json.record.bytes == 0);
    LineReader none("escape=none '\"$request\" $status $remote_addr [$time_local]'");
    REQUIRE(none.read(R"("GET /x\x22 HTTP/1.1" 200 192.0.2.7 [22/Nov/2026:01:27:07 +0000])") ==
            LineOutcome::counted);
    CHECK(none.record.path == R"(/x\x22)");
}

TEST_CASE("clients behind proxies") {
    constexpr std::string_view end = R"( - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5)";
    const auto line = [&](std::string_view front, std::string_view more = {}) {
        return std::string(front) + std::string(end) + std::string(more);
    };
    LineReader instead(R"(%{X-Forwarded-For}i %l %u %t "%r" %>s %b)");
    REQUIRE(instead.read(line("203.0.113.9, 192.0.2.7")) == LineOutcome::counted);
    CHECK(instead.record.client == "192.0.2.7");
    CHECK(instead.record.forwarded_for == "203.0.113.9, 192.0.2.7");
    REQUIRE(instead.read(line("-")) == LineOutcome::counted);
    CHECK(instead.record.client == "-");

    LineReader behind(R"(%h %l %u %t "%r" %>s %b "%{User-Agent}i" "%{X-Forwarded-For}i")");
    REQUIRE(behind.read(line("198.51.100.1", R"( "curl" "203.0.113.9, 192.0.2.7")")) ==
            LineOutcome::counted);
    CHECK(behind.record.client == "198.51.100.1");
    CHECK(behind.record.forwarded_for == "203.0.113.9, 192.0.2.7");
    CHECK(behind.record.user_agent == "curl");

    LineReader added(R"($proxy_add_x_forwarded_for - - [$time_local] "$request" $status 5)");
    REQUIRE(added.read(line("203.0.113.9, 2001:db8::80")) == LineOutcome::counted);
    CHECK(added.record.client == "2001:db8::80");
}

TEST_CASE("virtual hosts lose their ports, addresses do not") {
    LineReader reader(R"(%v:%p %h:%{remote}p %t "%r" %>s %b)");
    constexpr std::string_view end = R"( [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5)";
    REQUIRE(reader.read("mirror.example:80 2001:db8::80:40000" + std::string(end)) ==
            LineOutcome::counted);
    CHECK(reader.record.virtual_host == "mirror.example");
    CHECK(reader.record.client == "2001:db8::80");
    LineReader plain(R"($http_host $remote_addr [$time_local] "$request" $status $bytes_sent)");
    REQUIRE(plain.read("mirror.example:8080 2001:db8::80" + std::string(end)) ==
            LineOutcome::counted);
    CHECK(plain.record.virtual_host == "mirror.example");
    CHECK(plain.record.client == "2001:db8::80");
}

TEST_CASE("ProFTPD's commands") {
    struct Row {
        std::string_view log_format;
        std::string_view line;
        LineOutcome outcome;
        Action action;
        std::string_view path;
    };
    constexpr std::string_view with_request = R"(%h %l %u %t "%r" %s %b %f)";
    constexpr std::string_view no_file = R"(%h %l %u %t "%r" %s %b)";
    const std::string_view mirror = R"(LogFormat mirror "%a %{iso8601} %m \"%F\" %s %b")";
    constexpr auto counted = LineOutcome::counted;
    const Row row = GENERATE_COPY(values<Row>(
        {Row{with_request,
             R"(192.0.2.7 UNKNOWN ftp [22/Nov/2026:01:27:07 +0000] "RETR a "b" c" 226 5 /srv/epel/a "b" c)",
             counted, Action::sent, R"(/srv/epel/a "b" c)"},
         Row{with_request, R"(192.0.2.7 UNKNOWN ftp [22/Nov/2026:01:27:07 +0000] "RETR x" 250 5 -)",
             counted, Action::sent, "x"},
         Row{with_request,
             R"(192.0.2.7 UNKNOWN ftp [22/Nov/2026:01:27:07 +0000] "RETR x" 426 5 /srv/x)", counted,
             Action::sent_partly, "/srv/x"},
         Row{no_file, R"(192.0.2.7 UNKNOWN ftp [22/Nov/2026:01:27:07 +0000] "RETR a b.rpm" 226 5)",
             counted, Action::sent, "a b.rpm"},
         Row{no_file, R"(192.0.2.7 UNKNOWN ftp [22/Nov/2026:01:27:07 +0000] "STOR x" 226 -)",
             counted, Action::received, "x"},
         Row{no_file, R"(192.0.2.7 UNKNOWN ftp [22/Nov/2026:01:27:07 +0000] "DELE x" 250 -)",
             counted, Action::deleted, "x"},
         Row{no_file, R"(192.0.2.7 UNKNOWN ftp [22/Nov/2026:01:27:07 +0000] "QUIT" 221 -)",
             LineOutcome::skipped_message, Action::other, ""},
         Row{no_file, R"(192.0.2.7 UNKNOWN ftp [22/Nov/2026:01:27:07 +0000] "RETR x" 550 -)",
             LineOutcome::skipped_status, Action::other, ""},
         Row{mirror, R"(192.0.2.7 2026-11-22 01:27:07,123 RETR "/epel/a \x22b" 226 5)", counted,
             Action::sent, R"(/epel/a \x22b)"},
         Row{"proftpd:%h %t %m %f %s %b",
             "192.0.2.7 [22/Nov/2026:01:27:07 +0000] RETR /srv/epel/a b c 226 5", counted,
             Action::sent, "/srv/epel/a b c"},
         Row{"%h %t %m %J %s %b", "192.0.2.7 [22/Nov/2026:01:27:07 +0000] RETR a b 226 5", counted,
             Action::sent, "a b"}}));
    CAPTURE(row.log_format, row.line);
    LineReader reader(row.log_format);
    REQUIRE(reader.read(row.line) == row.outcome);
    if (row.outcome == counted) {
        CHECK(reader.record.protocol == Protocol::ftp);
        CHECK(reader.record.action == row.action);
        CHECK(reader.record.path == row.path);
        CHECK(reader.record.status == 0);
        CHECK(reader.record.client == "192.0.2.7");
        CHECK(reader.record.time == utc(2026, 11, 22, 1, 27, 7));
    }
}

TEST_CASE("a format that cannot do is refused with what would") {
    struct Row {
        std::string_view log_format;
        std::vector<std::string_view> said;
    };
    const Row row = GENERATE(
        values<Row>({Row{R"(%h "%r" %>s %b)", {"time", "%t"}},
                     Row{R"(%l %t "%r" %>s %b)", {"client", "%h", "%a"}},
                     Row{R"(%h %t %>s %b)", {"request", "%r"}},
                     Row{R"(%h %t %m %>s %b)", {"request", "%U"}},
                     Row{R"(%h %t "%r" %b)", {"status", "%>s"}},
                     Row{R"(%h %t "%r" %>s %G)", {"%G", "character 16"}},
                     Row{R"(%h %t "%r" %>s %)", {"character 16", "%%"}},
                     Row{R"(%h %t "%r" %>s %{Referer)", {"character 17", "}"}},
                     Row{R"(%h %{%Q}t "%r" %>s)", {"%{%Q}t", "character 4", "%Q"}},
                     Row{R"(%h %{%H:%M}t "%r" %>s)", {"year"}},
                     Row{R"(%h %{%Y}t "%r" %>s)", {"day"}},
                     Row{R"(%h%u %t "%r" %>s)", {"%h", "%u", "character 3", "side by side"}},
                     Row{"$remote_addr $request $status", {"time", "$time_local"}},
                     Row{"$time_local $request $status", {"client", "$remote_addr"}},
                     Row{"$remote_addr $time_local $uri $status", {"request", "$request"}},
                     Row{"$remote_addr $time_local $request", {"status", "$status"}},
                     Row{"$remote_addr $ $time_local", {"$", "character 14"}},
                     Row{"$remote_addr ${time_local", {"$", "character 14"}},
                     Row{"escape=xml '$remote_addr'", {"xml", "character 1", "json"}},
                     Row{"'$remote_addr' x", {"character 16"}},
                     Row{"'$remote_addr", {"'", "character 1"}},
                     Row{"proftpd:%h %t %s %b", {"ProFTPD", "%f"}},
                     Row{"proftpd:%q", {"%q", "ProFTPD"}}}));
    CAPTURE(row.log_format);
    try {
        make_format(row.log_format);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        const std::string message = error.what();
        CAPTURE(message);
        for (const std::string_view part : row.said) {
            CHECK(message.find(part) != std::string::npos);
        }
    }
}

TEST_CASE("a time without a zone is the configured zone's, by way of its layout") {
    ParserSettings settings;
    settings.zone = nullptr;
    LineReader reader(R"(%h %{%Y-%m-%d %H:%M:%S}t "%r" %>s %b)", settings);
    REQUIRE(reader.read(R"(192.0.2.7 2026-11-22 01:27:07 "GET /x HTTP/1.1" 200 5)") ==
            LineOutcome::counted);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 27, 7));
    CHECK(reader.read(R"(192.0.2.7 2026-13-22 01:27:07 "GET /x HTTP/1.1" 200 5)") ==
          LineOutcome::rejected_date);
}

namespace {

/// Parsers of compiled formats, given lines that end exactly where their memory ends, so that the
/// sanitizers notice a byte read too many.
class CompiledParsers {
public:
    CompiledParsers() {
        for (const std::string_view configured :
             {apache_combined, apache_vhost, nginx_combined, lighttpd,
              std::string_view(R"(%h:%{remote}p %{%d/%b/%Y %I:%M:%S %p}t.%{msec_frac}t %{%z}t %m )"
                               R"(%{Host}i%U%q %H %>s %b %{X-Forwarded-For}i %{User-Agent}i)"),
              std::string_view(R"("%{X-Forwarded-For}i" "%t" "%r" "%>s" "%O")"),
              std::string_view(R"(escape=json '$time_iso8601 $remote_addr "$request" $status')"),
              std::string_view(R"(escape=none '$msec "$request" $status $remote_addr')"),
              std::string_view(R"(proftpd:%h %l %u %t "%r" %s %b %f)"),
              std::string_view("%a %{iso8601} %m %F %s %b"),
              std::string_view(R"({"t":"$time_iso8601","h":"$remote_addr","r":"$request",)"
                               R"("s":$status,"b":$bytes_sent})"),
              std::string_view(R"({"t":"%{%d.%m.%Y %T}t","h":"%h","r":"%r","s":"%s"})")}) {
            formats.push_back(make_format(configured));
            m_parsers.push_back(formats.back()->make_parser({}));
        }
    }

    /// Whether every outcome is one that a parser may give.
    bool read(std::string_view text) {
        const std::unique_ptr<char[]> memory(new char[text.size()]);
        std::copy(text.begin(), text.end(), memory.get());
        const std::string_view line(memory.get(), text.size());
        bool sound = true;
        for (const auto& parser : m_parsers) {
            AccessRecord record;
            const ParsedLine parsed = parser->parse(line, record);
            if (parsed.has_record()) {
                const bool has_path = !record.path.empty() || record.action == Action::unreadable;
                sound = sound && !record.client.empty() && has_path && record.status < 1000;
            } else {
                sound = sound && (is_skipped(parsed.reason()) || is_rejected(parsed.reason())) &&
                        parsed.reason() != LineOutcome::rejected_too_long;
            }
        }
        return sound;
    }

    std::vector<std::shared_ptr<const LogFormat>> formats;

private:
    std::vector<std::unique_ptr<LineParser>> m_parsers;
};

}  // namespace

TEST_CASE("lines of compiled formats, cut and damaged") {
    CompiledParsers parsers;
    std::vector<std::string> lines = lines_of("apache-vhost_combined.log");
    for (const std::string& line : lines_of("nginx-escape-json.log")) {
        lines.push_back(line);
    }
    for (const auto& format : parsers.formats) {
        for (const std::string_view sample : format->sample_lines()) {
            lines.emplace_back(sample);
        }
    }
    std::mt19937 random(20261122);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    constexpr std::string_view telling = " \"\\[]{}()/:-,.%0123456789GMTZ\t\0\x80\xff";
    for (const std::string& original : lines) {
        CAPTURE(original);
        for (std::size_t length = 0; length <= original.size(); ++length) {
            if (!parsers.read(std::string_view(original).substr(0, length)) ||
                !parsers.read(std::string_view(original).substr(length))) {
                FAIL_CHECK("cut at " << length);
            }
        }
        for (int round = 0; round < 200; ++round) {
            std::string line = original;
            for (std::size_t edits = 1 + below(6); edits > 0 && !line.empty(); --edits) {
                const std::size_t at = below(line.size());
                switch (below(4)) {
                    case 0:
                        line[at] = telling[below(telling.size())];
                        break;
                    case 1:
                        line.erase(at, 1 + below(8));
                        break;
                    case 2:
                        line.insert(at, 1, telling[below(telling.size())]);
                        break;
                    default:
                        line.insert(below(line.size() + 1), line.substr(at, 1 + below(8)));
                }
            }
            if (!parsers.read(line)) {
                FAIL_CHECK("damaged: " << line);
            }
        }
    }
}

TEST_CASE("compiled formats read lines of 64 KiB in time that grows no faster than they do") {
    CompiledParsers parsers;
    constexpr std::size_t longest = 64 * 1024;
    std::vector<std::string> heads = {"", R"(192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /)",
                                      R"({"t":")", "192.0.2.7 - "};
    for (const std::string& head : heads) {
        for (const std::string_view filling : {"\"",
                                               "\" ",
                                               "\\",
                                               "\\\"",
                                               " ",
                                               " [",
                                               " [22/Nov/2026:01:27:07 +0000",
                                               "\" 200",
                                               "\" 2000 ",
                                               "\" 200 1",
                                               ", ",
                                               ":1",
                                               "/",
                                               "{",
                                               "[",
                                               "\":{\"",
                                               "\",\"",
                                               "\\u0000",
                                               "1",
                                               "\xff",
                                               " HTTP/"}) {
            std::string line = head;
            while (line.size() + filling.size() <= longest) {
                line += filling;
            }
            CHECK(parsers.read(line));
            line.resize(longest - 2);
            line += "\"}";
            CHECK(parsers.read(line));
        }
    }
}
