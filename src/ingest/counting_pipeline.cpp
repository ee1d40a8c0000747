#include "ingest/counting_pipeline.hpp"

#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

#include "core/bounded_queue.hpp"

namespace mapgen {
namespace {

/// Threads that take blocks from a queue; however the scope ends, they are told and waited for.
class Workers {
public:
    explicit Workers(std::size_t capacity) : m_queue(capacity) {}
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers() { finish(); }

    /// False where the system has no more threads to give.
    bool add(LineCounter& counter) {
        try {
            m_threads.emplace_back([this, &counter] { work(counter); });
            return true;
        } catch (const std::system_error&) {
            return false;
        }
    }
    bool push(LineBlock block) { return m_queue.push(std::move(block)); }
    bool any() const { return !m_threads.empty(); }

    /// Waits until all blocks are counted; throws what a counter threw.
    void join() {
        finish();
        if (m_error) {
            std::rethrow_exception(m_error);
        }
    }

private:
    void finish() {
        m_queue.close();
        for (std::thread& thread : m_threads) {
            thread.join();
        }
        m_threads.clear();
    }

    void work(LineCounter& counter) {
        try {
            while (const auto block = m_queue.pop()) {
                counter.count(block->text());
            }
        } catch (...) {
            const std::lock_guard lock(m_error_mutex);
            m_error = std::current_exception();
            m_queue.close();
        }
    }

    BoundedQueue<LineBlock> m_queue;
    std::mutex m_error_mutex;
    std::exception_ptr m_error;
    std::vector<std::thread> m_threads;
};

}  // namespace

void CountingPipeline::run(std::optional<LineBlock> first,
                           const std::function<void(std::uint64_t)>& progress) {
    if (m_counters.size() > 1) {
        run_threads(std::move(first), progress);
        return;
    }
    deliver(
        std::move(first),
        [&](const LineBlock& block) {
            m_counters.front()->count(block.text());
            return true;
        },
        progress);
}

void CountingPipeline::run_threads(std::optional<LineBlock> first,
                                   const std::function<void(std::uint64_t)>& progress) {
    Workers workers(m_counters.size() * 2);
    for (const auto& counter : m_counters) {
        if (!workers.add(*counter)) {
            break;  // those that there are do the work
        }
    }
    if (!workers.any()) {
        m_counters.resize(1);
        run(std::move(first), progress);
        return;
    }
    deliver(
        std::move(first), [&](LineBlock block) { return workers.push(std::move(block)); },
        progress);
    workers.join();
}

void CountingPipeline::deliver(std::optional<LineBlock> first, const Take& take,
                               const std::function<void(std::uint64_t)>& progress) {
    auto block = first ? std::move(first) : m_reader.next();
    for (; block; block = m_reader.next()) {
        m_too_long += block->too_long_lines;
        if (block->size > 0 && !take(std::move(*block))) {
            return;
        }
        if (progress) {
            progress(m_reader.offset());
        }
    }
}

}  // namespace mapgen
