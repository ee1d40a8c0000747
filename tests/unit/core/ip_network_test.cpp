#include "core/ip_network.hpp"

#include <string>

#include "catch.hpp"

using namespace mapgen;

namespace {

bool contains(const std::string& network, const std::string& address) {
    const auto parsed = IpNetwork::parse(network);
    REQUIRE(parsed);
    return parsed->contains(IpAddress::parse(address).value());
}

}  // namespace

TEST_CASE("A network holds the addresses that share its prefix", "[ip-network]") {
    CHECK(contains("192.0.2.0/24", "192.0.2.255"));
    CHECK_FALSE(contains("192.0.2.0/24", "192.0.3.0"));
    CHECK(contains("192.0.2.7", "192.0.2.7"));
    CHECK_FALSE(contains("192.0.2.7", "192.0.2.6"));
    CHECK(contains("192.0.2.0/24", "::ffff:192.0.2.9"));
    CHECK(contains("::ffff:192.0.2.0/120", "192.0.2.9"));
    CHECK(contains("192.0.2.128/25", "192.0.2.129"));
    CHECK_FALSE(contains("192.0.2.128/25", "192.0.2.127"));
    CHECK(contains("2001:db8::/32", "2001:db8:ffff::1"));
    CHECK_FALSE(contains("2001:db8::/32", "2001:db9::1"));
    CHECK(contains("0.0.0.0/0", "203.0.113.1"));
    CHECK_FALSE(contains("0.0.0.0/0", "2001:db8::1"));
    CHECK(contains("::/0", "203.0.113.1"));
}

TEST_CASE("What is no network is refused", "[ip-network]") {
    for (const char* text :
         {"", "/", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/8x", "192.0.2.1/24",
          "2001:db8::1/64", "2001:db8::/129", "example.org", "192.0.2.0/24/8", "192.0.2"}) {
        INFO(text);
        CHECK_FALSE(IpNetwork::parse(text));
    }
}
