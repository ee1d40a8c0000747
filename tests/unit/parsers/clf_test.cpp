#include <string>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::LineReader;
using mapgen::test::utc;

namespace {

/// A combined line with this front ("192.0.2.7 - -") and this request field.
std::string combined_line(std::string_view front, std::string_view request) {
    return std::string(front) + " [22/Nov/2026:01:27:07 +0000] \"" + std::string(request) +
           "\" 200 538 \"-\" \"curl/7.88.1\"";
}

}  // namespace

TEST_CASE("a combined line") {
    LineReader reader("combined");
    REQUIRE(reader.read("192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"GET /epel/9/RPM-GPG-KEY "
                        "HTTP/1.1\" 206 538 \"https://mirror.example.org/\" \"libdnf (Fedora Linux "
                        "40; workstation; Linux.x86_64)\"") == LineOutcome::counted);
    const AccessRecord& record = reader.record;
    CHECK(record.protocol == Protocol::http);
    CHECK(record.action == Action::get);
    CHECK(record.status == 206);
    CHECK(record.bytes == 538);
    CHECK(record.time == utc(2026, 11, 22, 1, 27, 7));
    CHECK(record.client == "192.0.2.7");
    CHECK(record.path == "/epel/9/RPM-GPG-KEY");
    CHECK(record.user_agent == "libdnf (Fedora Linux 40; workstation; Linux.x86_64)");
    CHECK(record.virtual_host.empty());
}

TEST_CASE("a common line, with and without further fields") {
    LineReader reader("common");
    const std::string_view more = GENERATE(
        values<std::string_view>({"", " 1234", " 0.004 -", " \"-\" \"curl\"", " \"-", " "}));
    const std::string line =
        "192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"HEAD /x HTTP/1.1\" 200 -" + std::string(more);
    CAPTURE(line);
    REQUIRE(reader.read(line) == LineOutcome::counted);
    CHECK(reader.record.action == Action::head);
    CHECK(reader.record.bytes == 0);
    CHECK(reader.record.user_agent.empty());
}

TEST_CASE("combined with trailing fields, or with the common fields alone") {
    LineReader reader("combined");
    const std::string line = combined_line("192.0.2.7 - -", "GET /x HTTP/1.1");
    CHECK(reader.read(line + " 1234 0.004 \"203.0.113.9\"") == LineOutcome::counted);
    CHECK(reader.record.user_agent == "curl/7.88.1");
    CHECK(reader.read("192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"GET /x HTTP/1.1\" 200 538") ==
          LineOutcome::counted);
    CHECK(reader.record.user_agent.empty());
    CHECK(reader.read("192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"GET /x HTTP/1.1\" 200 538 9") ==
          LineOutcome::counted);
    // Cut inside the referer, behind it, inside the user agent.
    const auto cut =
        GENERATE(values<std::string>({" \"", " \"-", " \"-\"", " \"-\" ", " \"-\" \"cu"}));
    CHECK(reader.read("192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"GET /x HTTP/1.1\" 200 538" +
                      cut) == LineOutcome::counted);
    CHECK(reader.record.bytes == 538);
    CHECK(reader.record.user_agent == (cut.ends_with("cu") ? "cu" : ""));
}

TEST_CASE("the front of a line tells client and virtual host") {
    struct Row {
        std::string_view front;
        std::string_view client;
        std::string_view virtual_host;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"192.0.2.7 - -", "192.0.2.7", ""}, Row{"2001:db8::80 - -", "2001:db8::80", ""},
         Row{"::1 - -", "::1", ""}, Row{"::ffff:192.0.2.7 - -", "::ffff:192.0.2.7", ""},
         Row{"[2001:db8::2] - -", "2001:db8::2", ""},
         Row{"client.example.org - -", "client.example.org", ""},
         Row{"192.0.2.7 - alice", "192.0.2.7", ""}, Row{"192.0.2.7 bob alice", "192.0.2.7", ""},
         Row{"192.0.2.7 - John Smith", "192.0.2.7", ""},
         Row{"192.0.2.7 - [John] Smith [x]", "192.0.2.7", ""},
         Row{"2001:db8::80 - John Smith", "2001:db8::80", ""},
         Row{"client.example.org - John Smith", "client.example.org", ""},
         Row{"192.0.2.7 - \"\"", "192.0.2.7", ""}, Row{"unix: - -", "unix:", ""},
         // lighttpd
         Row{"192.0.2.7 mirror.example.org -", "192.0.2.7", "mirror.example.org"},
         Row{"192.0.2.7 mirror.example.org:8080 -", "192.0.2.7", "mirror.example.org"},
         Row{"192.0.2.7 [2001:db8::1]:80 -", "192.0.2.7", "2001:db8::1"},
         Row{"192.0.2.7 198.51.100.1 -", "192.0.2.7", "198.51.100.1"},
         Row{"192.0.2.7 mirror.example.org John Smith", "192.0.2.7", "mirror.example.org"},
         // A virtual host in front
         Row{"mirror.example:80 192.0.2.7 - -", "192.0.2.7", "mirror.example"},
         Row{"mirror.example:80 2001:db8::80 - -", "2001:db8::80", "mirror.example"},
         Row{"mirror.example:80 client.example.org - -", "client.example.org", "mirror.example"},
         Row{"mirror.example:80 192.0.2.7 - John Smith", "192.0.2.7", "mirror.example"},
         Row{"mirror.example 192.0.2.7 - -", "192.0.2.7", "mirror.example"},
         Row{"localhost:80 192.0.2.7 - -", "192.0.2.7", "localhost"},
         Row{"198.51.100.1:80 192.0.2.7 - -", "192.0.2.7", "198.51.100.1"},
         Row{"198.51.100.1 192.0.2.7 - -", "192.0.2.7", "198.51.100.1"},
         Row{"[2001:db8::1]:443 2001:db8::2 - -", "2001:db8::2", "2001:db8::1"},
         Row{"[2001:db8::1]:443 192.0.2.7 - -", "192.0.2.7", "2001:db8::1"}}));
    CAPTURE(row.front);
    // Each parser of the family reads what the line has.
    const auto format =
        GENERATE(values<std::string>({"combined", "common", "vhost-combined", "vhost-common"}));
    LineReader reader(format);
    REQUIRE(reader.read(combined_line(row.front, "GET /x HTTP/1.1")) == LineOutcome::counted);
    CHECK(reader.record.client == row.client);
    CHECK(reader.record.virtual_host == row.virtual_host);
}

TEST_CASE("a front of something else is malformed") {
    const std::string_view front = GENERATE(values<std::string_view>(
        {"", "192.0.2.7", "192.0.2.7 -", " - -", "Nov 22 01:23:44 host nginx: 192.0.2.7 - -",
         "2026-11-22T01:23:44+00:00 host nginx[12]: 192.0.2.7 - -",
         "<13>1 2026-11-22T01:23:44Z host nginx - - - 192.0.2.7 - -", "web_1 | 192.0.2.7 - -",
         "203.0.113.9, 192.0.2.7 - -", "mirror.example:80  192.0.2.7 - -"}));
    CAPTURE(front);
    LineReader reader("combined");
    CHECK(reader.read(combined_line(front, "GET /x HTTP/1.1")) == LineOutcome::rejected_malformed);
}

TEST_CASE("requests of every kind become records") {
    struct Row {
        std::string_view field;
        Action action;
        std::string_view path;
    };
    const Row row = GENERATE(values<Row>(
        {Row{R"(GET /a\"b\\c%20d?x=\"y\" HTTP/1.1)", Action::get, R"(/a"b\c%20d?x="y")"},
         Row{R"(GET /a\x22b\x5Cc%20d?x=\x22y\x22 HTTP/1.1)", Action::get, R"(/a"b\c%20d?x="y")"},
         Row{R"(GET /a\tb\n HTTP/1.1)", Action::get, "/a\tb\n"},
         Row{R"(GET /ends-in\\)", Action::get, "/ends-in\\"},
         Row{"GET /epel/9/RPM-GPG-KEY", Action::get, "/epel/9/RPM-GPG-KEY"},
         Row{"GET /epel/9/a b.rpm", Action::get, "/epel/9/a b.rpm"},
         Row{"GET http://mirror.example//epel//9/ HTTP/1.1", Action::get,
             "http://mirror.example//epel//9/"},
         // Quotes that the server failed to escape
         Row{R"(GET /a"b HTTP/1.1)", Action::get, R"(/a"b)"},
         Row{R"(GET /a" b HTTP/1.1)", Action::get, R"(/a" b)"},
         Row{R"(GET /?q="x" HTTP/1.1)", Action::get, R"(/?q="x")"},
         Row{R"(GET /a[1] "x" HTTP/1.1)", Action::get, R"(/a[1] "x")"},
         Row{"POST /x HTTP/1.1", Action::other_method, "/x"},
         Row{"PRI * HTTP/2.0", Action::unreadable, ""}, Row{"", Action::unreadable, ""},
         Row{"  ", Action::unreadable, ""}, Row{"-", Action::unreadable, ""},
         Row{"quit", Action::unreadable, ""},
         Row{R"(\x16\x03\x01\x02\x00\x01\xFC\x03\x03\xDE\xAD\x22)", Action::unreadable, ""},
         Row{std::string_view("\x16\x03\x01\0\xff\xfe", 6), Action::unreadable, ""}}));
    CAPTURE(row.field);
    LineReader reader("combined");
    REQUIRE(reader.read(combined_line("192.0.2.7 - -", row.field)) == LineOutcome::counted);
    CHECK(reader.record.action == row.action);
    CHECK(reader.record.path == row.path);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.status == 200);
    CHECK(reader.record.bytes == 538);
    CHECK(reader.record.user_agent == "curl/7.88.1");
}

TEST_CASE("X-Forwarded-For behind the user agent") {
    struct Row {
        std::string_view tail;
        std::string_view forwarded_for;
    };
    const Row row = GENERATE(
        values<Row>({Row{R"( "203.0.113.5")", "203.0.113.5"}, Row{R"( "-")", "-"},
                     Row{R"( "203.0.113.5, 2001:db8::1")", "203.0.113.5, 2001:db8::1"},
                     Row{R"( "203.0.113.5" 0.004 "x")", "203.0.113.5"},
                     // A client may send anything; what the proxy added decides.
                     Row{R"( "unknown, a\x22b, 203.0.113.5")", R"(unknown, a\x22b, 203.0.113.5)"},
                     Row{R"( "[2001:db8::1]:443")", "[2001:db8::1]:443"},
                     Row{R"( "203.0.113.5:4711")", "203.0.113.5:4711"},
                     // Other fields that stand there: a ratio, a host, a time.
                     Row{R"( "3.20")", ""}, Row{R"( "mirror.example.org")", ""},
                     Row{R"( 0.004)", ""}, Row{R"( "203.0.113.5, unknown")", ""},
                     Row{R"( "203.0.113.5)", ""}, Row{R"( "")", ""}, Row{"", ""}}));
    CAPTURE(row.tail);
    LineReader reader("combined");
    REQUIRE(reader.read(R"(192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5 )"
                        R"("-" "curl")" +
                        std::string(row.tail)) == LineOutcome::counted);
    CHECK(reader.record.user_agent == "curl");
    CHECK(reader.record.forwarded_for == row.forwarded_for);
}

TEST_CASE("status and bytes") {
    struct Row {
        std::string_view text;
        LineOutcome outcome;
        unsigned status;
        std::uint64_t bytes;
    };
    constexpr auto number = LineOutcome::rejected_number;
    constexpr auto malformed = LineOutcome::rejected_malformed;
    const Row row = GENERATE(values<Row>(
        {Row{"200 300", LineOutcome::counted, 200, 300}, Row{"304 -", LineOutcome::counted, 304, 0},
         Row{"000 0", LineOutcome::counted, 0, 0}, Row{"- -", LineOutcome::counted, 0, 0},
         Row{"0 0", LineOutcome::counted, 0, 0},
         Row{"200 18446744073709551615", LineOutcome::counted, 200, 18446744073709551615U},
         Row{"200 18446744073709551616", number, 0, 0}, Row{"200 -5", number, 0, 0},
         Row{"200 +5", number, 0, 0}, Row{"200 1.5", number, 0, 0}, Row{"200 abc", number, 0, 0},
         Row{"200 5x", number, 0, 0}, Row{"abc 5", number, 0, 0}, Row{"20 5", number, 0, 0},
         Row{"2000 5", number, 0, 0}, Row{"2x0 5", number, 0, 0}, Row{"-1 5", number, 0, 0},
         // No status or bytes at all, or cut off there
         Row{"", malformed, 0, 0}, Row{"20", malformed, 0, 0}, Row{"200", malformed, 0, 0},
         Row{"200 ", malformed, 0, 0}}));
    CAPTURE(row.text);
    const std::string line =
        "192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"GET /x HTTP/1.1\" " + std::string(row.text);
    for (const auto* format : {"common", "combined"}) {
        LineReader reader(format);
        REQUIRE(reader.read(line) == row.outcome);
        if (row.outcome == LineOutcome::counted) {
            CHECK(reader.record.status == row.status);
            CHECK(reader.record.bytes == row.bytes);
        }
    }
    if (row.outcome == number) {
        LineReader reader("combined");
        CHECK(reader.read(line + " \"-\" \"curl\" 200 300") == number);
    }
}

TEST_CASE("a date that does not exist") {
    const std::string_view time = GENERATE(values<std::string_view>(
        {"32/Nov/2026:01:27:07 +0000", "29/Feb/2026:01:27:07 +0000", "22/Nov/2026:24:27:07 +0000",
         "22/Foo/2026:01:27:07 +0000", "22/Nov/2026:01:27:07", "22/Nov/2026:01:27:07 ", "",
         "yesterday", "2026-11-22T01:27:07+00:00"}));
    CAPTURE(time);
    LineReader reader("common");
    CHECK(reader.read("192.0.2.7 - - [" + std::string(time) + "] \"GET /x HTTP/1.1\" 200 5") ==
          LineOutcome::rejected_date);
    // The date is what is wrong first.
    CHECK(reader.read("192.0.2.7 - - [" + std::string(time) + "] \"GET /x HTTP/1.1\" 200 x") ==
          LineOutcome::rejected_date);
}

TEST_CASE("offsets may differ from line to line") {
    LineReader reader("common");
    const auto time_of = [&](std::string_view time) {
        REQUIRE(reader.read("192.0.2.7 - - [" + std::string(time) + "] \"GET /x\" 200 5") ==
                LineOutcome::counted);
        return reader.record.time;
    };
    CHECK(time_of("25/Oct/2026:02:59:59 +0200") == utc(2026, 10, 25, 0, 59, 59));
    CHECK(time_of("25/Oct/2026:02:00:00 +0100") == utc(2026, 10, 25, 1, 0, 0));
    CHECK(time_of("25/Oct/2026:02:59:59 +0200") == utc(2026, 10, 25, 0, 59, 59));
    CHECK(time_of("25/Oct/2026:02:59:60 +0200") == utc(2026, 10, 25, 1, 0, 0));
    CHECK(time_of("25/Oct/2026:02:59:60 -0000") == utc(2026, 10, 25, 3, 0, 0));
}

TEST_CASE("lines without the shape") {
    const std::string_view line = GENERATE(values<std::string_view>(
        {"x", "\"", "] \"", "[] \"\" 200 5",
         "192.0.2.7 - - 22/Nov/2026:01:27:07 +0000 \"GET /x HTTP/1.1\" 200 5",
         "192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] GET /x HTTP/1.1 200 5",
         "192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"GET /x HTTP/1.1 200 5",
         "192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"GET /x HTTP/1.1\\\" 200 5",
         "192.0.2.7 - -[22/Nov/2026:01:27:07 +0000] \"GET /x HTTP/1.1\" 200 5",
         "[22/Nov/2026:01:27:07 +0000] \"GET /x HTTP/1.1\" 200 5"}));
    CAPTURE(line);
    for (const auto* format : {"common", "combined", "vhost-common", "vhost-combined"}) {
        LineReader reader(format);
        CHECK(reader.read(line) == LineOutcome::rejected_malformed);
    }
}

TEST_CASE("a path with escapes does not linger in the next record") {
    LineReader reader("combined");
    REQUIRE(reader.read(combined_line("192.0.2.7 - -", R"(GET /a\"b HTTP/1.1)")) ==
            LineOutcome::counted);
    CHECK(reader.record.path == "/a\"b");
    REQUIRE(reader.read(combined_line("192.0.2.7 - -", "GET /c HTTP/1.1")) == LineOutcome::counted);
    CHECK(reader.record.path == "/c");
}
