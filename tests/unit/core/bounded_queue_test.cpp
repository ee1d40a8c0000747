#include "core/bounded_queue.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "core/thread_pool.hpp"

using namespace mapgen;

TEST_CASE("A queue hands everything over, once, in order", "[bounded_queue]") {
    BoundedQueue<int> queue(3);
    std::thread producer([&] {
        for (int i = 0; i < 1000; ++i) {
            queue.push(i);
        }
        queue.close();
    });
    std::vector<int> received;
    while (const auto item = queue.pop()) {
        received.push_back(*item);
    }
    producer.join();
    REQUIRE(received.size() == 1000);
    for (int i = 0; i < 1000; ++i) {
        CHECK(received[static_cast<std::size_t>(i)] == i);
    }
}

TEST_CASE("Closing a full queue frees who waits to push", "[bounded_queue]") {
    BoundedQueue<int> queue(1);
    REQUIRE(queue.push(1));
    std::atomic<bool> accepted = true;
    std::thread producer([&] { accepted = queue.push(2); });
    queue.close();
    producer.join();
    CHECK_FALSE(accepted);
    CHECK(queue.pop() == 1);
    CHECK_FALSE(queue.pop());
}

TEST_CASE("A pool's results and exceptions travel in the futures", "[thread_pool]") {
    ThreadPool pool(3);
    std::vector<std::future<int>> results;
    for (int i = 0; i < 100; ++i) {
        results.push_back(pool.submit([i] {
            if (i == 50) {
                throw std::runtime_error("fifty");
            }
            return i * i;
        }));
    }
    for (int i = 0; i < 100; ++i) {
        auto& result = results[static_cast<std::size_t>(i)];
        if (i == 50) {
            CHECK_THROWS_WITH(result.get(), "fifty");
        } else {
            CHECK(result.get() == i * i);
        }
    }
}
