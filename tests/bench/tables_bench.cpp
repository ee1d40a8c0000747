// ClientTable beside tables that keep their rows in the slots: the time for a client that is new
// (`insert`) or known (`probe`, in random order), and the memory that a client takes.

#include <benchmark/benchmark.h>
#include <malloc.h>
#include <tsl/robin_map.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <random>
#include <span>
#include <vector>

#if MAPGEN_BENCH_ABSEIL
#include <absl/container/flat_hash_map.h>
#endif

#include "ingest/client_table.hpp"

namespace {

std::size_t allocated = 0;
std::size_t most_allocated = 0;

void* allocate(std::size_t size) {
    void* memory = std::malloc(size);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    allocated += malloc_usable_size(memory);
    most_allocated = std::max(most_allocated, allocated);
    return memory;
}

void release(void* memory) {
    allocated -= malloc_usable_size(memory);
    std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
    return allocate(size);
}
void operator delete(void* memory) noexcept {
    release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    release(memory);
}

namespace {

using mapgen::IpAddress;
using mapgen::RepoSet;

struct Key {
    IpAddress client;
    RepoSet repositories;
    bool operator==(const Key&) const = default;
};

/// As ClientTable mixes it: half of the tables here take the low bits for a slot.
struct KeyHash {
    std::size_t operator()(const Key& key) const {
        std::uint64_t hash =
            mapgen::IpAddressHash{}(key.client) + key.repositories.bits() * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 29;
        hash *= 0xbf58476d1ce4e5b9U;
        return hash ^ hash >> 32;
    }
};

struct Value {
    mapgen::RequestCount count;
    mapgen::CountedLocation location;
};

struct PlainRows {
    mapgen::ClientTable table;
    mapgen::LocationCache locations{nullptr};

    mapgen::RequestCount& count(const Key& key) {
        return table.row(key.client, key.repositories, locations).count;
    }
};

/// With what LineCounter does for 32 clients at a time.
struct FetchedRows : PlainRows {
    void prefetch_slot(const Key& key) const { table.prefetch_slot(key.client, key.repositories); }
    void prefetch_row(const Key& key) const {
        table.prefetch_row(key.client, key.repositories, locations);
    }
};

struct RobinMap {
    tsl::robin_map<Key, Value, KeyHash> table;

    mapgen::RequestCount& count(const Key& key) { return table[key].count; }
};

#if MAPGEN_BENCH_ABSEIL
struct AbseilMap {
    absl::flat_hash_map<Key, Value, KeyHash> table;

    mapgen::RequestCount& count(const Key& key) { return table[key].count; }
};

struct FetchedAbseilMap : AbseilMap {
    void prefetch_slot(const Key& key) const { table.prefetch(key); }
    void prefetch_row(const Key&) const {}
};
#endif

/// `size` different clients: the first 64 bits of addresses that are set aside for examples.
std::vector<Key> make_clients(std::size_t size) {
    std::vector<Key> clients(size);
    for (std::size_t i = 0; i < size; ++i) {
        IpAddress::Bytes bytes{0x20, 0x01, 0x0d, 0xb8};
        const auto number = static_cast<std::uint32_t>(i) * 2'654'435'761U;  // odd: all differ
        for (unsigned byte = 0; byte < 4; ++byte) {
            bytes[4 + byte] = static_cast<std::uint8_t>(number >> (24 - 8 * byte));
        }
        clients[i] = {IpAddress::from_v6(bytes), RepoSet::from_bits(1 + i % 3 * 2)};
    }
    return clients;
}

template <typename Table>
void add(Table& table, std::span<const Key> requests) {
    if constexpr (requires { table.prefetch_row(requests[0]); }) {
        while (!requests.empty()) {
            const auto some = requests.first(std::min<std::size_t>(32, requests.size()));
            for (const Key& key : some) {
                table.prefetch_slot(key);
            }
            for (const Key& key : some) {
                table.prefetch_row(key);
            }
            for (const Key& key : some) {
                table.count(key).add({1, 1000});
            }
            requests = requests.subspan(some.size());
        }
    } else {
        for (const Key& key : requests) {
            table.count(key).add({1, 1000});
        }
    }
}

/// `held` and `most` bytes are those of all clients.
void report(benchmark::State& state, std::size_t clients, std::size_t held, std::size_t most) {
    const auto count = static_cast<double>(clients);
    state.counters["per client"] = benchmark::Counter(
        count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    state.counters["bytes"] = static_cast<double>(held) / count;
    state.counters["at most"] = static_cast<double>(most) / count;
}

template <typename Table>
void insert(benchmark::State& state) {
    const auto size = static_cast<std::size_t>(state.range(0));
    const std::vector<Key> clients = make_clients(size);
    const std::size_t before = allocated;
    std::size_t held = 0;
    for (auto _ : state) {
        most_allocated = allocated;
        Table table;
        add(table, clients);
        held = allocated - before;
        benchmark::DoNotOptimize(table);
    }
    report(state, size, held, most_allocated - before);
}

template <typename Table>
void probe(benchmark::State& state) {
    const auto size = static_cast<std::size_t>(state.range(0));
    std::vector<Key> clients = make_clients(size);
    const std::size_t before = allocated;
    most_allocated = allocated;
    Table table;
    add(table, clients);
    const std::size_t held = allocated - before;
    const std::size_t most = most_allocated - before;
    std::shuffle(clients.begin(), clients.end(), std::mt19937(1));
    for (auto _ : state) {
        add(table, clients);
    }
    report(state, size, held, most);
}

void sizes(benchmark::internal::Benchmark* benchmark) {
    benchmark->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
}

BENCHMARK(insert<PlainRows>)->Name("insert/ClientTable")->Apply(sizes);
BENCHMARK(insert<FetchedRows>)->Name("insert/ClientTable prefetched")->Apply(sizes);
BENCHMARK(insert<RobinMap>)->Name("insert/robin_map")->Apply(sizes);
#if MAPGEN_BENCH_ABSEIL
BENCHMARK(insert<AbseilMap>)->Name("insert/flat_hash_map")->Apply(sizes);
BENCHMARK(insert<FetchedAbseilMap>)->Name("insert/flat_hash_map prefetched")->Apply(sizes);
#endif
BENCHMARK(probe<PlainRows>)->Name("probe/ClientTable")->Apply(sizes);
BENCHMARK(probe<FetchedRows>)->Name("probe/ClientTable prefetched")->Apply(sizes);
BENCHMARK(probe<RobinMap>)->Name("probe/robin_map")->Apply(sizes);
#if MAPGEN_BENCH_ABSEIL
BENCHMARK(probe<AbseilMap>)->Name("probe/flat_hash_map")->Apply(sizes);
BENCHMARK(probe<FetchedAbseilMap>)->Name("probe/flat_hash_map prefetched")->Apply(sizes);
#endif

}  // namespace

BENCHMARK_MAIN();
