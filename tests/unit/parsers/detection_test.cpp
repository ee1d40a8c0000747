#include <string>
#include <vector>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;

namespace {

constexpr std::string_view combined =
    R"(192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 538 "-" "curl")";
constexpr std::string_view common =
    R"(192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 538)";
constexpr std::string_view vhost_combined =
    R"(mirror.example:80 192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5 "-" "-")";
constexpr std::string_view garbage = "\x16\x03\x01 no server wrote this";

using Lines = std::vector<std::string_view>;

std::string_view detected(const Lines& lines) {
    const auto format = detect_format(lines).format;
    return format == nullptr ? "nothing" : format->name();
}

}  // namespace

TEST_CASE("nothing is detected where there is nothing") {
    for (const Lines& lines : {Lines{}, Lines{""}, Lines{"", "   ", "\t\r"}}) {
        const Detection detection = detect_format(lines);
        CHECK(detection.format == nullptr);
        CHECK(detection.nearest == nullptr);
        CHECK(detection.confidence == 0);
    }
}

TEST_CASE("relatives are told apart") {
    CHECK(detected({combined}) == "combined");
    CHECK(detected({common}) == "common");
    CHECK(detected({vhost_combined}) == "vhost-combined");
    CHECK(detected({combined, combined, common}) == "combined");
    CHECK(detected({common, common, common, common, combined}) == "common");
    CHECK(detected({combined, combined, vhost_combined}) == "combined");
    CHECK(detected({vhost_combined, vhost_combined, combined}) == "vhost-combined");
}

TEST_CASE("an IPv6 client is no virtual host with a port") {
    CHECK(
        detected(
            {R"(2001:db8::80 - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5 "-" "-")"}) ==
        "combined");
    CHECK(
        detected(
            {R"([2001:db8::1]:443 2001:db8::2 - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5)"}) ==
        "vhost-common");
}

TEST_CASE("half of the lines are enough, blank ones apart") {
    CHECK(detected({garbage, combined}) == "combined");
    CHECK(detected({"", garbage, "  ", combined, ""}) == "combined");
    const Lines lines{combined, garbage, garbage};
    const Detection detection = detect_format(lines);
    CHECK(detection.format == nullptr);
    REQUIRE(detection.nearest != nullptr);
    CHECK(detection.nearest->name() == "combined");
    CHECK(detection.confidence == 33);
}

TEST_CASE("scanners do not hide a web server's log") {
    Lines lines(20,
                R"(198.51.100.9 - - [22/Nov/2026:01:28:15 +0000] "\x16\x03\x01" 400 157 "-" "-")");
    CHECK(detected(lines) == "combined");
    lines.assign(20, R"(198.51.100.9 - - [22/Nov/2026:01:28:15 +0000] "" 400 0 "-" "-")");
    CHECK(detected(lines) == "combined");
}

TEST_CASE("FTP servers' lines in the common log format's shape are no web server's") {
    constexpr std::string_view pure_ftpd =
        R"(192.0.2.7 - ftp [22/Nov/2026:01:43:25 -0000] "GET /srv/mirror/x" 200 300)";
    constexpr std::string_view http_0_9 =
        R"(192.0.2.7 - - [22/Nov/2026:01:43:25 +0000] "GET /x" 200 300)";
    CHECK(detected({pure_ftpd}) == "pure-ftpd-clf");
    CHECK(detected({http_0_9}) == "common");
    CHECK(detected({common, http_0_9, http_0_9}) == "common");
    CHECK(detected({common, common, pure_ftpd}) == "common");

    constexpr std::string_view retrieved =
        R"(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "RETR RPM-GPG-KEY" 226 300)";
    constexpr std::string_view quit =
        R"(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "QUIT" 221 -)";
    constexpr std::string_view with_path =
        R"(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "RETR x" 226 300 /srv/x)";
    constexpr std::string_view without_path =
        R"(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "QUIT" 221 - -)";
    CHECK(detected({retrieved}) == "proftpd");
    CHECK(detected({quit, quit, retrieved}) == "proftpd");
    CHECK(detected({with_path}) == "proftpd-path");
    CHECK(detected({without_path, without_path, with_path}) == "proftpd-path");
}

TEST_CASE("lighttpd is told by its virtual host behind the client") {
    constexpr std::string_view lighttpd =
        R"(192.0.2.7 mirror.example.org - [22/Nov/2026:01:28:17 +0000] "GET /x HTTP/1.1" 200 5 "-" "-")";
    constexpr std::string_view garbage_request =
        R"(192.0.2.7 - - [22/Nov/2026:01:28:17 +0000] "  " 400 345 "-" "-")";
    CHECK(detected({lighttpd}) == "lighttpd");
    CHECK(detected({lighttpd, garbage_request, combined}) == "lighttpd");
    CHECK(detected({combined, combined, lighttpd}) == "combined");
    CHECK(detected({vhost_combined, vhost_combined, lighttpd}) == "vhost-combined");
}

TEST_CASE("a log of Pure-FTPd that has its header alone yet is one") {
    CHECK(detected({"#Software: Pure-FTPd 1.0.50", "#Version: 1.0", "#Date: 2026-11-22 01:43:30",
                    "#Fields: date time c-ip cs-method cs-uri-stem sc-status cs-username "
                    "sc-bytes"}) == "pure-ftpd-w3c");
}

TEST_CASE("an rsync log that begins with pages of sessions is one") {
    Lines lines;
    for (int i = 0; i < 100; ++i) {
        lines.insert(lines.end(),
                     {"2026/11/22 01:23:44 [26094] connect from client.example.org (192.0.2.7)",
                      "2026/11/22 01:23:44 [26096] rsync on epel/ from UNKNOWN (2001:db8::1)",
                      "2026/11/22 01:23:44 [26096] building file list",
                      "2026/11/22 01:23:44 [26096] something that a new version says",
                      "2026/11/22 01:23:44 [26096] sent 5 bytes  received 2 bytes  total size 5"});
    }
    CHECK(detected(lines) == "rsyncd");
    CHECK(detect_format(lines).confidence == 100);
}

TEST_CASE("what is not known yet is not taken for something else") {
    const std::string_view line = GENERATE(values<std::string_view>(
        {"2026-09-17T22:37:17+08:00 host rsyncd[399968]: rsync on epel/ from UNDETERMINED "
         "(192.0.2.7)",
         "Nov 22 01:23:44 host rsyncd[123]: connect from UNKNOWN (192.0.2.7)",
         R"(Nov 22 01:23:44 host nginx: 192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /x HTTP/1.1" 200 5 "-" "-")",
         R"({"level":"info","ts":1795311451.7862742,"request":{"remote_ip":"192.0.2.7"}})",
         "2026/11/22 01:23:18 [error] 123#123: *1 open() \"/x\" failed",
         "[Sun Nov 22 01:27:07.123456 2026] [core:error] [pid 1] [client 192.0.2.7:1] \"x\""}));
    CAPTURE(line);
    for (const LogFormat* format : all_formats()) {
        CAPTURE(format->name());
        CHECK(format->recognise(line) == 0);
    }
}
