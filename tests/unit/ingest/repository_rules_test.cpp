#include "ingest/repository_rules.hpp"

#include <fstream>
#include <sstream>
#include <string>

#include "catch.hpp"
#include "core/access_record.hpp"
#include "core/error.hpp"
#include "ingest/default_repositories.hpp"
#include "ingest/path_normaliser.hpp"

using namespace mapgen;

namespace {

bool takes(const std::vector<std::string>& match, const std::vector<std::string>& except,
           std::string_view path) {
    const RepositoryRule rule{"r", "R", match, except};
    const std::size_t id = 5;
    return RepositoryRules({&rule, 1}, {&id, 1}).choose(path).contains(5);
}

bool takes(const char* pattern, std::string_view path) {
    return takes({pattern}, {}, path);
}

}  // namespace

TEST_CASE("Fedora and EPEL are found wherever mirrors keep them", "[repository]") {
    const auto defaults = default_repositories();
    const std::vector<std::size_t> ids{0, 1, 2};
    REQUIRE(defaults[1].name == "fedora");
    REQUIRE(defaults[2].name == "epel");
    const RepositoryRules rules(defaults, ids);

    std::ifstream table(MAPGEN_SOURCE_DIR "/tests/fixtures/repository-paths.tsv");
    std::string line;
    int rows = 0;
    while (std::getline(table, line)) {
        if (line.starts_with('#')) {
            continue;
        }
        std::istringstream columns(line);
        std::string expected;
        std::string raw;
        std::getline(columns, expected, '\t');
        std::getline(columns, raw, '\t');
        INFO(line);
        std::string scratch;
        const RepoSet chosen = rules.choose(normalise_path(raw, Protocol::http, scratch));
        CHECK(chosen.contains(0));
        CHECK(chosen.contains(1) == (expected == "fedora"));
        CHECK(chosen.contains(2) == (expected == "epel"));
        ++rows;
    }
    CHECK(rows > 50);
}

TEST_CASE("A pattern is whole segments in any case, and takes all below", "[repository]") {
    CHECK(takes("/kde", "/kde"));
    CHECK(takes("/kde", "/KDE/stable/x"));
    CHECK(takes("/Pub/KDE", "/pub/kde/x"));
    CHECK_FALSE(takes("/kde", "/kde-old/x"));
    CHECK_FALSE(takes("/kde", "/pub/kde"));
    CHECK_FALSE(takes("/pub/kde", "/pub"));
    CHECK(takes("/", "/anything/at/all"));
    CHECK(takes("/", ""));
    CHECK_FALSE(takes("/kde", ""));
}

TEST_CASE("Stars stand for segments", "[repository]") {
    CHECK(takes("/mirrors/*/kde", "/mirrors/a/kde/x"));
    CHECK_FALSE(takes("/mirrors/*/kde", "/mirrors/kde"));
    CHECK_FALSE(takes("/mirrors/*/kde", "/mirrors/a/b/kde"));
    CHECK(takes("/**/kde", "/kde"));
    CHECK(takes("/**/kde", "/a/b/c/kde/x"));
    CHECK(takes("/a/**/b/**/c", "/a/x/b/b/y/c"));
    CHECK_FALSE(takes("/a/**/b/**/c", "/a/x/c/y/b"));
    CHECK(takes("/fedora-[0-9]*", "/Fedora-43-x86_64/x"));
    CHECK_FALSE(takes("/fedora-[0-9]*", "/fedora-alt/x"));
    CHECK(takes("/**/kde/$", "/a/kde"));
    CHECK_FALSE(takes("/**/kde/$", "/a/kde/b"));
}

TEST_CASE("Exceptions leave paths out", "[repository]") {
    CHECK(takes({"/pub"}, {"/pub/private"}, "/pub/x"));
    CHECK_FALSE(takes({"/pub"}, {"/pub/private"}, "/pub/private/x"));
    CHECK_FALSE(takes({"/"}, {"/**/tmp"}, "/a/tmp/b"));
}

TEST_CASE("A pattern that cannot be meant is refused with its text", "[repository]") {
    CHECK_THROWS_WITH(takes("kde", "/kde"), contains("\"kde\"") && contains("/**/kde"));
    CHECK_THROWS_AS(takes("/$/kde", "/kde"), Error);
}

TEST_CASE("A path of a thousand segments is compared by its first ones", "[repository]") {
    std::string deep = "/epel";
    for (int i = 0; i < 1000; ++i) {
        deep += "/x";
    }
    CHECK(takes("/epel", deep));
    CHECK_FALSE(takes("/**/y", deep));
}
