#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "core/thread_pool.hpp"
#include "ingest/count_merger.hpp"
#include "ingest/input_report.hpp"
#include "ingest/line_counter.hpp"
#include "ingest/log_start.hpp"
#include "input/block_reader.hpp"
#include "input/input_file.hpp"
#include "store/state_store.hpp"
#include "store/state_transaction.hpp"

namespace mapgen {

/// One input while it is read: opened behind what the ledger knows of it, its blocks counted by as
/// many threads as there are, its counts committed in one transaction.
///
/// Several inputs can be read at once, though a state is used by one of them at a time, which
/// `state_mutex` sees to. Between two uses another input may have been committed that is the same
/// log by another name; commit() finds out, and then nothing of this reading counts.
class InputReading {
public:
    struct Environment {
        StateStore& store;
        std::mutex& state_mutex;
        const CountSettings& settings;
        LocationCache& locations;
        std::span<RepositoryChooser> choosers;  ///< by thread
        ThreadPool& merge_threads;
        std::chrono::sys_seconds now{};
    };

    /// Whether other inputs of the run are still to be read.
    enum class Order : std::uint8_t { any, last };

    /// `threads` is how many threads may count(). With `alone` the state is not let go of between
    /// open() and commit(), so that the log cannot be read by another name meanwhile.
    InputReading(const Environment& environment, const std::filesystem::path& path,
                 const InputSettings& input, unsigned threads, bool alone, Order order);

    /// False where there is nothing to read, and report() says why. `thread` is the number of the
    /// one that reads.
    bool open(unsigned thread);
    /// Whether blocks may be counted in any order, by several threads.
    bool is_shareable() const { return m_log.format != nullptr && !m_log.format->is_ordered(); }

    /// Reads the next block and counts it; false at the end. Any thread may, with its own number;
    /// that of open() alone where the input is not shareable.
    bool count_next(unsigned thread);
    /// How much of the content has been read.
    std::uint64_t offset() const { return m_offset.load(std::memory_order_relaxed); }

    /// How many clients' counts are held in memory.
    std::size_t rows() const { return m_rows.load(std::memory_order_relaxed); }
    /// Puts what is counted so far into the transaction, which stays open until commit(), and
    /// frees its memory. Not while any thread counts. False where this reading does not count (see
    /// commit()).
    bool flush();

    enum class End : std::uint8_t {
        finished,
        /// Meanwhile another input was committed that this one may be a part of: it has to be read
        /// again.
        outdated,
        /// It has to be read again when all others are: whether its sessions count depends on
        /// whether another log of its server has lines of transfers.
        postponed,
    };
    /// Makes everything part of the state, if the end is `finished`; else nothing of it.
    End commit();
    const InputReport& report() const { return m_report; }

private:
    std::optional<LineBlock> next_block(unsigned thread);
    LineCounter& counter_of(unsigned thread);
    bool begin_transaction();
    void rehearse(std::uint64_t until, LineCounter& counter);
    bool has_transfers() const;
    bool server_logs_transfers() const;
    void add_sessions();
    void merge(DayCounters LineCounts::*days);
    bool fail(const std::string& problem);

    Environment m_environment;
    std::filesystem::path m_path;
    const InputSettings& m_input;
    InputReport m_report;

    std::optional<InputFile> m_file;
    std::vector<LedgerEntry> m_candidates;
    std::optional<LedgerEntry> m_known;
    std::optional<BlockReader> m_reader;
    LogStart m_log;
    std::mutex m_read_mutex;  // of the file, the reader and what they leave here
    std::uint64_t m_too_long = 0;
    std::vector<LineBlock> m_blocks;  // by thread: the one it counts, or counted last
    std::atomic<std::uint64_t> m_offset = 0;
    std::vector<std::unique_ptr<LineCounter>> m_counters;  // by thread; null until it counts
    std::atomic<std::size_t> m_rows = 0;
    Order m_order;
    bool m_sessions_only = false;

    std::unique_lock<std::mutex> m_state_lock;  // held while there is a transaction
    std::optional<StateTransaction> m_transaction;
    std::optional<CountMerger> m_merger;
};

}  // namespace mapgen
