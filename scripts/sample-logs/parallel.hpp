#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace sample_logs {

/// Lets threads that work on numbered pieces do something in the order of the numbers.
class Turnstile {
public:
    /// Waits until the pieces before `number` have passed, then does `action`. False, and nothing
    /// was done, if another thread gave up.
    bool pass(std::size_t number, const std::function<void()>& action) {
        std::unique_lock lock(m_mutex);
        m_moved.wait(lock, [&] { return m_closed || m_next == number; });
        if (m_closed) {
            return false;
        }
        action();
        ++m_next;
        m_moved.notify_all();
        return true;
    }
    void close() {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_moved.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_moved;
    std::size_t m_next = 0;
    bool m_closed = false;
};

/// Calls make(0) … make(count − 1) on several threads, each of which takes the next number, and
/// whatever they return (a function) through a turnstile in order. Rethrows the first exception.
template <typename Make>
void in_parallel(std::size_t count, unsigned threads, Make make) {
    Turnstile turnstile;
    std::mutex mutex;
    std::size_t next = 0;
    std::exception_ptr error;
    const auto work = [&] {
        while (true) {
            std::size_t number = 0;
            {
                const std::lock_guard lock(mutex);
                if (next == count || error) {
                    return;
                }
                number = next++;
            }
            try {
                const std::function<void()> deliver = make(number);
                if (!turnstile.pass(number, deliver)) {
                    return;
                }
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!error) {
                    error = std::current_exception();
                }
                turnstile.close();
                return;
            }
        }
    };
    {
        std::vector<std::jthread> workers;
        for (unsigned i = 0; i < std::max(threads, 1U); ++i) {
            workers.emplace_back(work);
        }
    }
    if (error) {
        std::rethrow_exception(error);
    }
}

}  // namespace sample_logs
