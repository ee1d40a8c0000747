#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "core/thread_pool.hpp"
#include "ingest/client_table.hpp"
#include "ingest/input_reader.hpp"
#include "ingest/input_reading.hpp"

namespace mapgen {

/// The threads that read inputs. Each takes an input and reads it block by block; when none is left
/// to take, it reads blocks of those that the others are at. So thirty small logs are read side by
/// side, and of a single large one the blocks are, each by the thread that then counts it: what has
/// just been copied or inflated is still in that processor's cache. Never do more threads run than
/// were asked for, merging days apart.
class ReadingCrew {
public:
    ReadingCrew(const InputReader::Environment& environment, std::span<const InputItem> items,
                const InputReader::Take& take);

    unsigned size() const { return m_size; }
    /// What the thread of that number (from 0) does until all items are read. Throws nothing.
    void work(unsigned thread);
    /// After all threads have ended: throws what ended one of them.
    void finish();

private:
    /// An input that is being read.
    struct Open {
        InputReading& reading;
        bool is_shared;        // whether other threads may read blocks of it now
        unsigned helpers = 0;  // those that do
    };

    void read_item(std::size_t index, unsigned thread, InputReading::Order order);
    bool read_blocks(InputReading& reading, const InputItem& item, unsigned thread);
    bool is_memory_full() const;
    void wait_for_helpers(const Open& open, std::unique_lock<std::mutex>& lock);
    void rethrow_error() const;
    void help(unsigned thread);
    void hand_over(std::size_t index, const InputReport& report);
    void give_up(std::exception_ptr error);

    InputReader::Environment m_environment;
    std::span<const InputItem> m_items;
    const InputReader::Take& m_take;
    unsigned m_size;
    LocationCache m_locations;
    std::vector<RepositoryChooser> m_choosers;  // by thread
    ThreadPool m_merge_threads;
    std::mutex m_state_mutex;

    std::mutex m_mutex;  // of all that follows
    std::condition_variable m_changed;
    std::size_t m_next_item = 0;
    std::size_t m_items_left;
    std::vector<Open*> m_open;
    std::vector<std::size_t> m_postponed;  // items to be read when all others are
    std::exception_ptr m_error;

    std::mutex m_report_mutex;  // of the reports and of the progress
    std::vector<std::optional<InputReport>> m_reports;
    std::size_t m_next_report = 0;
};

}  // namespace mapgen
