#include "ingest/path_normaliser.hpp"

#include <string>

#include "catch.hpp"

using mapgen::normalise_path;
using mapgen::Protocol;

namespace {

std::string http(std::string_view raw) {
    std::string scratch;
    return std::string(normalise_path(raw, Protocol::http, scratch));
}

std::string ftp(std::string_view raw) {
    std::string scratch;
    return std::string(normalise_path(raw, Protocol::ftp, scratch));
}

}  // namespace

TEST_CASE("A clean path stays as it is", "[path]") {
    CHECK(http("/epel/9/RPM-GPG-KEY") == "/epel/9/RPM-GPG-KEY");
    CHECK(http("/") == "/");
    const std::string_view raw = "/pub/x";
    std::string scratch;
    CHECK(normalise_path(raw, Protocol::http, scratch).data() == raw.data());
}

TEST_CASE("An absolute-form URL loses scheme and host", "[path]") {
    CHECK(http("http://mirror.example.org//epel//9/x") == "/epel/9/x");
    CHECK(http("https://mirror.example.org:8443/a") == "/a");
    CHECK(http("http://mirror.example.org") == "/");
    CHECK(http("/redirect?to=http://other.example.org/epel") == "/redirect");
    CHECK(http("redirect?to=http://other.example.org/epel").empty());
    CHECK(http("http://mirror.example.org?/epel") == "/");
}

TEST_CASE("The query is cut before escapes are decoded", "[path]") {
    CHECK(http("/a?b=/../c") == "/a");
    CHECK(http("/a%3Fb/c") == "/a?b/c");
    CHECK(http("/?C=M;O=A") == "/");
}

TEST_CASE("Percent-escapes are decoded once", "[path]") {
    CHECK(http("/e%70el/%2e%2E/x%20y") == "/x y");
    CHECK(http("/%2565pel") == "/%65pel");
    CHECK(http("/100%/x") == "/100%/x");
    CHECK(http("/%zz/%4") == "/%zz/%4");
    CHECK(http("/a%2Fb") == "/a/b");
    CHECK(http("/a%00b") == std::string("/a\0b", 4));
}

TEST_CASE("Empty and dot segments are resolved, never above the root", "[path]") {
    CHECK(http("//epel///9//") == "/epel/9");
    CHECK(http("/./epel/./9/.") == "/epel/9");
    CHECK(http("/a/b/../c") == "/a/c");
    CHECK(http("/../../etc/passwd") == "/etc/passwd");
    CHECK(http("/a/..") == "/");
    CHECK(http("/a/../..") == "/");
    CHECK(http("/.hidden/..file/...") == "/.hidden/..file/...");
}

TEST_CASE("FTP and rsync paths are names, not URLs", "[path]") {
    CHECK(ftp("/pub/what?%20") == "/pub/what?%20");
    CHECK(ftp("/pub//x/../y/") == "/pub/y");
}

TEST_CASE("What is no path gives none", "[path]") {
    CHECK(http("*").empty());
    CHECK(http("").empty());
    CHECK(http("mirror.example.org:443").empty());
    CHECK(ftp("name-without-a-folder").empty());
}
