#include "core/ip_address.hpp"

#include <arpa/inet.h>

#include <optional>
#include <random>
#include <string>

#include "catch.hpp"

using mapgen::IpAddress;

namespace {

IpAddress address(const char* text) {
    const auto parsed = IpAddress::parse(text);
    INFO(text);
    REQUIRE(parsed);
    return *parsed;
}

}  // namespace

TEST_CASE("Addresses are read and written", "[ip_address]") {
    CHECK(address("192.0.2.7").text() == "192.0.2.7");
    CHECK(address("192.0.2.7").v4() == 0xc0000207);
    CHECK(address("0.0.0.0").is_v4());
    CHECK(address("255.255.255.255").text() == "255.255.255.255");
    CHECK(address("2001:DB8::80").text() == "2001:db8::80");
    CHECK_FALSE(address("2001:db8::80").is_v4());
    CHECK(address("fe80::1%eth0").text() == "fe80::1");
}

TEST_CASE("An IPv4-mapped address is the IPv4 address", "[ip_address]") {
    CHECK(address("::ffff:192.0.2.7") == address("192.0.2.7"));
    CHECK(address("::ffff:c000:207").is_v4());
}

TEST_CASE("What is no address is refused", "[ip_address]") {
    for (const char* text :
         {"", "192.0.2", "192.0.2.7.1", "192.0.2.256", "192.0.2.07", "192.0.2.7 ", " 192.0.2.7",
          "192.0.2.7:80", "[2001:db8::1]", "2001:db8::1::2", "client.example.org", "UNKNOWN", "-",
          "1234", "::ffff:192.0.2.256", "2001:db8:0:0:0:0:0:0:1", ".1.2.3", "1..2.3"}) {
        INFO(text);
        CHECK_FALSE(IpAddress::parse(text));
    }
}

TEST_CASE("Private addresses are known as such", "[ip_address]") {
    for (const char* text :
         {"10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "127.0.0.1", "169.254.1.1",
          "100.64.0.1", "0.0.0.0", "::1", "::", "fe80::1", "fd00::1", "::ffff:10.0.0.1"}) {
        INFO(text);
        CHECK(address(text).is_private());
    }
    for (const char* text : {"11.0.0.1", "172.32.0.1", "172.15.0.1", "192.169.0.1", "100.128.0.1",
                             "192.0.2.1", "2001:db8::1", "::2", "fec0::1"}) {
        INFO(text);
        CHECK_FALSE(address(text).is_private());
    }
}

TEST_CASE("An IPv6 client is its network, an IPv4 client itself", "[ip_address]") {
    CHECK(address("2001:db8:1:2:3:4:5:6").client(64) == address("2001:db8:1:2::"));
    CHECK(address("2001:db8:1:2:3:4:5:6").client(56) == address("2001:db8:1::"));
    CHECK(address("2001:db8:ff:ffff::1").client(60) == address("2001:db8:ff:fff0::"));
    CHECK(address("2001:db8::1").client(128) == address("2001:db8::1"));
    CHECK(address("2001:db8::1").client(1) == address("::"));
    CHECK(address("192.0.2.7").client(8) == address("192.0.2.7"));
}

TEST_CASE("IPv4 addresses are those that inet_pton reads", "[ip-address]") {
    std::mt19937 random(4);
    const auto agree = [](const std::string& text) {
        in_addr expected{};
        const bool valid = ::inet_pton(AF_INET, text.c_str(), &expected) == 1;
        const auto parsed = IpAddress::parse(text);
        INFO(text);
        REQUIRE(parsed.has_value() == valid);
        REQUIRE((!valid || parsed->v4() == ntohl(expected.s_addr)));
    };
    std::uniform_int_distribution<int> any_byte(0, 255);
    std::uniform_int_distribution<std::size_t> any_place(0, 14);
    const std::string others = "0123456789..../:a ";
    std::uniform_int_distribution<std::size_t> any_letter(0, others.size() - 1);
    for (int round = 0; round < 100'000; ++round) {
        std::string text;
        for (int part = 0; part < 4; ++part) {
            const int value = any_byte(random);
            text += (part > 0 ? "." : "") + std::to_string(value >> (value % 8));
        }
        agree(text);
        // The same with a byte or two that are something else.
        for (int changes = 0; changes < 2; ++changes) {
            text[any_place(random) % text.size()] = others[any_letter(random)];
            agree(text);
        }
        agree(text + others[any_letter(random)]);
    }
}

TEST_CASE("IPv6 addresses are those that inet_pton reads", "[ip-address]") {
    std::mt19937 random(3);
    const std::string letters = ":::::0123456789abcdefABCDEF.g% ";
    const auto agree = [](const std::string& text) {
        IpAddress::Bytes bytes{};
        const bool valid = ::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
        const auto parsed = text.find(':') == std::string::npos || text.find('%') != text.npos
                                ? std::optional<IpAddress>()
                                : IpAddress::parse(text);
        return text.find('%') != text.npos || text.find(':') == text.npos ||
               (valid == parsed.has_value() && (!valid || parsed->bytes() == bytes));
    };
    for (const char* text : {"::",
                             "::1",
                             "1::",
                             "1::8",
                             "1:2:3:4:5:6:7:8",
                             "1:2:3:4:5:6:7::",
                             "::2:3:4:5:6:7:8",
                             "1:2:3:4::5:6:7:8",
                             "1:2:3:4:5:6:7",
                             "1:2:3:4:5:6:7:8:9",
                             ":",
                             ":::",
                             "1:",
                             ":1",
                             "1::2::3",
                             "12345::",
                             "::192.0.2.1",
                             "::ffff:192.0.2.1",
                             "1:2:3:4:5:6:192.0.2.1",
                             "1:2:3:4:5:6:7:192.0.2.1",
                             "192.0.2.1::",
                             "::192.0.2",
                             "::192.0.2.1:1",
                             "::g",
                             "FFFF::abcd",
                             "0:0:0:0:0:0:0:0",
                             "::01:002:0003",
                             "::00001",
                             "1:2:3:4:5:6:7:",
                             "::1.2.3.4.5",
                             "1::2:"}) {
        INFO(text);
        CHECK(agree(text));
    }
    for (int i = 0; i < 300'000; ++i) {
        std::string text;
        for (auto length = random() % 24; length > 0; --length) {
            text += letters[random() % letters.size()];
        }
        if (!agree(text)) {
            FAIL(text);
        }
    }
}
