#include "store/client_keys.hpp"

#include <stdexcept>

#include "catch.hpp"

using namespace mapgen;

TEST_CASE("A client is new once in each repository", "[client_keys]") {
    ClientKeys keys;
    const auto a = *IpAddress::parse("192.0.2.1");
    const auto b = *IpAddress::parse("2001:db8::");
    CHECK(keys.add(a, RepoSet::from_bits(0b001)).bits() == 0b001);
    CHECK(keys.add(a, RepoSet::from_bits(0b011)).bits() == 0b010);
    CHECK(keys.add(a, RepoSet::from_bits(0b011)).empty());
    CHECK(keys.add(b, RepoSet::from_bits(0b001)).bits() == 0b001);

    ClientKeys again(keys.key(), keys.pack());
    CHECK(again.size() == 2);
    CHECK(again.add(a, RepoSet::from_bits(0b111)).bits() == 0b100);
    CHECK(again.add(b, RepoSet::from_bits(0b001)).empty());
    CHECK(ClientKeys(keys.key(), keys.pack()).pack() == keys.pack());
}

TEST_CASE("Each day has a key of its own, and no address is in what is kept", "[client_keys]") {
    ClientKeys one;
    ClientKeys two;
    CHECK(one.key() != two.key());
    const auto address = *IpAddress::parse("2001:db8:1234:5678::");
    one.add(address, RepoSet::from_bits(1));
    two.add(address, RepoSet::from_bits(1));
    CHECK(one.pack() != two.pack());
    const std::string bytes(address.bytes().begin(), address.bytes().begin() + 8);
    CHECK(one.pack().find(bytes) == std::string::npos);
}

TEST_CASE("Damaged keys are an error", "[client_keys]") {
    ClientKeys keys;
    for (unsigned i = 0; i < 50; ++i) {
        keys.add(IpAddress::from_v4(0xc0000200U + i), RepoSet::from_bits(1));
    }
    const std::string packed = keys.pack();
    CHECK_THROWS_AS(ClientKeys(keys.key(), packed.substr(0, packed.size() - 1)),
                    std::runtime_error);
    CHECK_THROWS_AS(ClientKeys(keys.key(), ""), std::runtime_error);
}
