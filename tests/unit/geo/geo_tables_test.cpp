#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "catch.hpp"
#include "core/error.hpp"
#include "geo_fixture.hpp"

using namespace mapgen;
using namespace mapgen::test;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Opening `file` must fail, saying `what`, naming the file and the way to get a table.
void check_refused(const fs::path& file, const std::string& what) {
    const fs::path files[] = {geoip_fixture("nested.mmdb"), file};
    try {
        const GeoLocator locator(files);
        FAIL("accepted " << file);
    } catch (const Error& error) {
        const std::string message = error.what();
        INFO(message);
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(contains(message, file.string()));
        CHECK(contains(message, what));
        CHECK(contains(message, "scripts/fetch-geoip"));
        CHECK(contains(message, "[geoip] tables"));
        CHECK_FALSE(contains(message, "\n"));
    }
}

}  // namespace

TEST_CASE("tables are described by their metadata") {
    const auto locator = locator_of({"nested.mmdb", "flat-float-v4.mmdb", "country.mmdb"});
    const auto tables = locator.tables();
    REQUIRE(tables.size() == 3);
    CHECK(tables[0].path == geoip_fixture("nested.mmdb"));
    CHECK(tables[0].type == "DBIP-City-Lite");
    CHECK(tables[0].built.time_since_epoch() == std::chrono::seconds{1'780'272'000});
    CHECK(tables[0].has_v6);
    CHECK(tables[0].has_places);
    CHECK(tables[0].credit == "DB-IP");
    CHECK_FALSE(tables[1].has_v6);
    CHECK_FALSE(tables[2].has_places);
}

TEST_CASE("without a table there is no locator") {
    CHECK_THROWS_AS(GeoLocator({}), Error);
    try {
        GeoLocator({});
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(contains(error.what(), "scripts/fetch-geoip"));
    }
}

TEST_CASE("a file that is no table is refused with the reason") {
    const TemporaryFolder folder;
    check_refused(folder.path() / "missing.mmdb", "No such file or directory");
    check_refused(folder.path() / "missing/deep.mmdb", "No such file or directory");
    check_refused(folder.path(), "not a regular file");
    check_refused(folder.file("empty.mmdb", ""), "is empty");
    check_refused(folder.file("page.mmdb", "<html>Not found</html>"), "is no MaxMind DB");
    check_refused(folder.file("table.mmdb.gz", "\x1f\x8b\x08 something"), "unpack it first");
    const std::string whole = content_of(geoip_fixture("nested.mmdb"));
    check_refused(folder.file("cut.mmdb", whole.substr(0, whole.size() / 2)), "cut short");
}

TEST_CASE("a table that may not be read is refused with the reason") {
    if (::geteuid() == 0) {
        return;  // permissions do not bind root
    }
    const TemporaryFolder folder;
    const auto file = folder.file("secret.mmdb", content_of(geoip_fixture("nested.mmdb")));
    fs::permissions(file, fs::perms::none);
    check_refused(file, "Permission denied");
}

TEST_CASE("a table that knows neither coordinates nor countries is refused") {
    check_refused(geoip_fixture("asn.mmdb"),
                  "holds neither coordinates nor countries (its type is \"DBIP-ASN-Lite\")");
}

TEST_CASE("a table of countries alone is accepted and answers with countries") {
    const auto locator = locator_of({"country.mmdb"});
    CHECK(locate(locator, "192.0.2.1").kind == LocationKind::country_only);
    CHECK(locate(locator, "2001:db8:1::1").country.text() == "DE");
}
