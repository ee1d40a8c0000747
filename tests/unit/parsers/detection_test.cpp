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
         R"(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "RETR RPM-GPG-KEY" 226 300)",
         R"(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "QUIT" 221 -)",
         R"(Sun Jul  5 12:00:01 2026 [pid 1359] [ftp] OK DOWNLOAD: Client "192.0.2.7", "/x", 300 bytes, 841.86Kbyte/sec)",
         "1784109601 6a575a21.799e ftp 192.0.2.7 D 300 0 /srv/mirror/epel/9/RPM-GPG-KEY",
         "2026-07-15 10:00:01 192.0.2.7 []sent /srv/mirror/epel/9/RPM-GPG-KEY 226 ftp 300",
         R"({"level":"info","ts":1795311451.7862742,"request":{"remote_ip":"192.0.2.7"}})",
         "2026/11/22 01:23:18 [error] 123#123: *1 open() \"/x\" failed",
         "[Sun Nov 22 01:27:07.123456 2026] [core:error] [pid 1] [client 192.0.2.7:1] \"x\""}));
    CAPTURE(line);
    for (const LogFormat* format : all_formats()) {
        CAPTURE(format->name());
        CHECK(format->recognise(line) == 0);
    }
}
