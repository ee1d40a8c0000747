#include <cstddef>
#include <exception>
#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "geo_fixture.hpp"

using namespace mapgen;
using namespace mapgen::test;

namespace {

constexpr std::string_view metadata_marker = "\xab\xcd\xefMaxMind.com";

/// Opens the damaged table and asks it everything that its sound version knows. What it answers
/// does not matter; that it answers, or refuses with an Error, does.
std::uint64_t ask(const std::filesystem::path& file) {
    try {
        const GeoLocator locator(std::span(&file, 1));
        for (std::uint32_t network : {0xc0000200U, 0xc6336400U, 0xcb007100U}) {
            for (std::uint32_t host = 0; host < 256; host += 8) {
                const Location location = locator.locate(IpAddress::from_v4(network + host));
                if (location.kind == LocationKind::place) {
                    REQUIRE(is_valid(location.coordinates));
                }
            }
        }
        for (const char* address : {"2001:db8:1::1", "2001:db8:6::1", "2001:db8::", "2600::1"}) {
            (void)locate(locator, address);
        }
        return locator.damaged_lookups();
    } catch (const Error& error) {
        REQUIRE(error.kind() == ErrorKind::usage);
        return 0;
    }
}

}  // namespace

TEST_CASE("damaged tables answer or are refused, and never crash") {
    const TemporaryFolder folder;
    const auto* const name = GENERATE("nested.mmdb", "flat-float-v4.mmdb");
    const std::string whole = content_of(geoip_fixture(name));
    const std::size_t metadata = whole.rfind(metadata_marker);
    REQUIRE(metadata != std::string::npos);

    std::uint64_t damaged = 0;
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        for (const char flip : {'\x01', '\x80', '\xff'}) {
            std::string content = whole;
            content[at] = static_cast<char>(content[at] ^ flip);
            damaged += ask(folder.file("flipped.mmdb", content));
        }
    }
    CHECK(damaged > 0);
}

TEST_CASE("tables with a part cut out answer or are refused, and never crash") {
    const TemporaryFolder folder;
    const std::string whole = content_of(geoip_fixture("nested.mmdb"));
    const std::size_t metadata = whole.rfind(metadata_marker);
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        (void)ask(folder.file("cut.mmdb", whole.substr(0, length)));
        if (length < metadata) {
            // The end is there, and says that more should be before it.
            (void)ask(folder.file("short.mmdb", whole.substr(0, length) + whole.substr(metadata)));
        }
    }
}

TEST_CASE("a damaged record is counted and the next table is asked") {
    const TemporaryFolder folder;
    const std::string whole = content_of(geoip_fixture("nested.mmdb"));
    int found = 0;
    for (std::size_t at = whole.rfind(metadata_marker); at-- > 0 && found < 3;) {
        std::string content = whole;
        content[at] = static_cast<char>(~content[at]);
        const std::filesystem::path files[] = {folder.file("damaged.mmdb", content),
                                               geoip_fixture("flat-double.mmdb")};
        const GeoLocator locator(files);
        (void)locate(locator, "192.0.2.1");
        if (locator.damaged_lookups() == 0) {
            continue;
        }
        ++found;
        INFO("byte " << at);
        CHECK(locator.damaged_lookups() == 1);
        const Location location = locate(locator, "192.0.2.1");
        CHECK(locator.damaged_lookups() == 2);
        CHECK(location.kind == LocationKind::place);
        CHECK(location.coordinates == Coordinates{48.74, 9.31});
        CHECK(location.country.text() == "DE");
    }
    CHECK(found == 3);
}
