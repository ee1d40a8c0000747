#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "line_reader.hpp"

using namespace mapgen;

namespace {

std::string refusal(std::string_view configured, const FormatFields& fields = {}) {
    try {
        make_format(configured, fields);
        return {};
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
}

bool has(const std::string& text, std::string_view part) {
    CAPTURE(text, part);
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Apache's nicknames find the formats that are built in") {
    CHECK(make_format("common")->name() == "common");
    CHECK(make_format("combined")->name() == "combined");
    CHECK(make_format("vhost_combined")->name() == "vhost-combined");
}

TEST_CASE("a format string is named by itself") {
    const std::string_view text = R"(%h %l %u %t "%r" %>s %b)";
    CHECK(make_format(text)->name() == text);
    CHECK(make_format(text)->protocol() == Protocol::http);
    CHECK(make_format("proftpd:%h %t %m %f %s %b")->protocol() == Protocol::ftp);
}

TEST_CASE("strings are told apart by whose they are") {
    CHECK(make_format("%h %t \"%r\" %>s %b")->description() == "Apache LogFormat");
    CHECK(make_format("$remote_addr $time_local \"$request\" $status")->description() ==
          "nginx log_format");
    CHECK(make_format("%a %t %m %f %s %b")->description() == "ProFTPD LogFormat");
    CHECK(make_format("%o %h [%a] %m (%u) %f %l")->protocol() == Protocol::rsync);
    CHECK(make_format("rsync:%o %a %m %f %b")->protocol() == Protocol::rsync);
    CHECK(make_format(R"(apache:{ "t":"%t", "h":"%h", "r":"%r", "s":%>s })")->protocol() ==
          Protocol::http);
}

TEST_CASE("any format may stand behind a log daemon's prefix") {
    CHECK(make_format("syslog:rsyncd")->name() == "syslog:rsyncd");
    CHECK(make_format("journal-json:vhost_combined")->name() == "journal-json:vhost-combined");
    CHECK(has(refusal("syslog:combind"), "did you mean combined?"));
    mapgen::test::LineReader reader(R"(syslog:%h %t "%r" %>s)");
    REQUIRE(reader.read("Nov 22 01:27:07 mirror httpd[12]: 192.0.2.7 "
                        R"([22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200)") ==
            LineOutcome::counted);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.path == "/x");
}

TEST_CASE("a wrong name is told with the near ones and with what else may stand there") {
    const std::string message = refusal("vhost-combind");
    CHECK(has(message, "'vhost-combind'"));
    CHECK(has(message, "did you mean vhost-combined?"));
    CHECK(has(message, "json"));
    CHECK(has(message, "LogFormat"));
    CHECK(has(message, "log_format"));
    CHECK(has(message, "rsyncd.conf"));
}

TEST_CASE("fields are for JSON") {
    CHECK(has(refusal("combined", {{"client", "ip"}}), "no JSON"));
    CHECK(has(refusal("caddy", {{"client", "ip"}}), "no JSON"));
    CHECK(has(refusal("%h %t \"%r\" %>s", {{"client", "ip"}}), "no JSON"));
    CHECK(has(refusal("rsync:%o %a %m %f %b", {{"client", "ip"}}), "no JSON"));
    CHECK(refusal("json", {{"client", "ip"}}).empty());
    CHECK(has(refusal("json", {{"cliant", "ip"}}), "did you mean client?"));
    CHECK(has(refusal("json", {{"client", ""}}), "empty"));
}

TEST_CASE("every compiled format recognises its own sample, and a line of it is read") {
    for (const std::string_view configured :
         {R"(%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D)",
          R"(%v:%p %{c}a %{%Y-%m-%d}t %{%H:%M:%S %z}t %m %U%q %H %>s %O)",
          R"($remote_addr [$time_iso8601] "$request" $status $body_bytes_sent $request_time)",
          R"($msec $http_x_forwarded_for $host$request_uri $request_method $status)",
          R"(proftpd:%a %{epoch} %m "%f" %s %b)",
          R"('{"t":"$time_iso8601","h":"$remote_addr","r":"$request","s":$status}')"}) {
        CAPTURE(configured);
        const auto format = make_format(configured);
        const auto samples = format->sample_lines();
        REQUIRE_FALSE(samples.empty());
        for (const std::string_view sample : samples) {
            CAPTURE(sample);
            CHECK(format->recognise(sample) > 0);
            AccessRecord record;
            CHECK(format->make_parser({})->parse(sample, record).has_record());
            CHECK(record.time.time_since_epoch().count() > 0);
        }
        CHECK(format->recognise("no line of this") == 0);
    }
}
