#include "ingest/forwarded_client.hpp"

#include <vector>

#include "catch.hpp"

using namespace mapgen;

TEST_CASE("Only trusted proxies are asked who the client is", "[forwarded]") {
    const std::vector<IpNetwork> trusted{*IpNetwork::parse("192.0.2.0/24"),
                                         *IpNetwork::parse("2001:db8:1::/48")};
    const auto client = [&](std::string_view peer, std::string_view forwarded) {
        return forwarded_client(peer, forwarded, trusted);
    };
    CHECK(client("203.0.113.9", "198.51.100.1") == "203.0.113.9");
    CHECK(client("192.0.2.1", "198.51.100.1") == "198.51.100.1");
    CHECK(client("::ffff:192.0.2.1", "198.51.100.1") == "198.51.100.1");
    CHECK(client("2001:db8:1::1", "2001:db8:2::1") == "2001:db8:2::1");
    // The right-most hop that is not trusted: what stands left of it, the client wrote.
    CHECK(client("192.0.2.1", "8.8.8.8, 198.51.100.1, 192.0.2.7") == "198.51.100.1");
    CHECK(client("192.0.2.1", "8.8.8.8,198.51.100.1") == "198.51.100.1");
    CHECK(client("192.0.2.1", "192.0.2.3, 192.0.2.4") == "192.0.2.3");
    // As proxies write them.
    CHECK(client("192.0.2.1", "198.51.100.1:4711") == "198.51.100.1");
    CHECK(client("192.0.2.1", "[2001:db8:2::1]:4711") == "2001:db8:2::1");
    CHECK(client("192.0.2.1", "\"[2001:db8:2::1]\"") == "2001:db8:2::1");
    CHECK(client("192.0.2.1", " 198.51.100.1 ,") == "198.51.100.1");
    // None there.
    CHECK(client("192.0.2.1", "-") == "192.0.2.1");
    CHECK(client("192.0.2.1", "") == "192.0.2.1");
    CHECK(client("192.0.2.1", " , ,,") == "192.0.2.1");
    // A proxy that hides its client: nobody knows who it was.
    CHECK(client("192.0.2.1", "198.51.100.1, unknown") == "unknown");
    CHECK(forwarded_client("192.0.2.1", "198.51.100.1", {}) == "192.0.2.1");
}
