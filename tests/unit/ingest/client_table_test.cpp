#include "ingest/client_table.hpp"

#include <map>
#include <random>
#include <utility>

#include "catch.hpp"

using namespace mapgen;

TEST_CASE("A table has one row for each client and set of repositories", "[client-table]") {
    LocationCache nowhere(nullptr);
    ClientTable table;
    std::map<std::pair<IpAddress, std::uint64_t>, RequestCount> expected;
    std::mt19937 random(1);
    for (int i = 0; i < 200'000; ++i) {
        const auto client = IpAddress::from_v4(static_cast<std::uint32_t>(random() % 20'000));
        const std::uint64_t repositories = random() % 3 + 1;
        const RequestCount count{1, random() % 1000};
        table.row(client, RepoSet::from_bits(repositories), nowhere).count.add(count);
        expected[{client, repositories}].add(count);
    }
    CHECK(table.size() == expected.size());
    std::size_t rows = 0;
    bool equal = true;
    table.for_each([&](const ClientRow& row) {
        ++rows;
        const RequestCount& count = expected[{row.client, row.repositories.bits()}];
        equal = equal && row.count.requests == count.requests && row.count.bytes == count.bytes;
    });
    CHECK(equal);
    CHECK(rows == expected.size());

    table.clear();
    CHECK(table.size() == 0);
    const auto client = IpAddress::from_v4(0xc0000201U);
    CHECK(table.row(client, RepoSet::from_bits(1), nowhere).count.requests == 0);
    CHECK(table.size() == 1);
}

TEST_CASE("A row stays where it is while the table grows", "[client-table]") {
    LocationCache nowhere(nullptr);
    ClientTable table;
    ClientRow& first = table.row(IpAddress::from_v4(1), RepoSet::from_bits(1), nowhere);
    for (std::uint32_t i = 2; i < 100'000; ++i) {
        table.row(IpAddress::from_v4(i), RepoSet::from_bits(1), nowhere);
    }
    CHECK(&first == &table.row(IpAddress::from_v4(1), RepoSet::from_bits(1), nowhere));
}
