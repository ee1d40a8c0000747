#include "ingest/reading_crew.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace mapgen {
namespace {

// Clients' counts held in memory by all threads together, at some 80 bytes each; then they go into
// the transaction, and the memory is free again.
constexpr std::size_t most_rows = 1'000'000;

}  // namespace

ReadingCrew::ReadingCrew(const InputReader::Environment& environment,
                         std::span<const InputItem> items, const InputReader::Take& take)
    : m_environment(environment),
      m_items(items),
      m_take(take),
      m_size(std::max(1U, environment.jobs)),
      m_locations(&environment.locator),
      m_merge_threads(m_size),
      m_items_left(items.size()),
      m_reports(items.size()) {
    m_choosers.reserve(m_size);
    for (unsigned thread = 0; thread < m_size; ++thread) {
        m_choosers.emplace_back(*environment.settings.repositories);
    }
}

void ReadingCrew::work(unsigned thread) {
    try {
        for (;;) {
            std::size_t index = 0;
            {
                const std::lock_guard lock(m_mutex);
                if (m_error || m_next_item == m_items.size()) {
                    break;
                }
                index = m_next_item++;
            }
            read_item(index, thread, InputReading::Order::any);
            const std::lock_guard lock(m_mutex);
            --m_items_left;
            m_changed.notify_all();
        }
        help(thread);
    } catch (...) {
        give_up(std::current_exception());
    }
}

void ReadingCrew::finish() {
    rethrow_error();
    std::sort(m_postponed.begin(), m_postponed.end());
    for (const std::size_t index : m_postponed) {
        read_item(index, 0, InputReading::Order::last);
    }
}

void ReadingCrew::rethrow_error() const {
    if (m_error) {
        std::rethrow_exception(m_error);
    }
}

void ReadingCrew::read_item(std::size_t index, unsigned thread, InputReading::Order order) {
    const InputItem& item = m_items[index];
    // Alone at the second attempt: then nobody can get in between.
    for (const bool alone : {false, true}) {
        InputReading reading({m_environment.store, m_state_mutex, m_environment.settings,
                              m_locations, m_choosers, m_merge_threads, m_environment.now},
                             item.path, item.settings, size(), alone, order);
        if (!reading.open(thread)) {
            hand_over(index, reading.report());
            return;
        }
        const auto end =
            read_blocks(reading, item, thread) ? reading.commit() : InputReading::End::outdated;
        if (end == InputReading::End::finished) {
            hand_over(index, reading.report());
            return;
        }
        if (end == InputReading::End::postponed) {
            const std::lock_guard lock(m_mutex);
            m_postponed.push_back(index);
            return;
        }
        if (!stamp_of(item.path)) {
            break;  // a pipe would be empty
        }
    }
    InputReport report;
    report.problem = item.path.string() +
                     ": begins like a log that was read at the same time, and cannot be read "
                     "twice (it is a pipe, or has gone); give it to mapgen once more";
    hand_over(index, report);
}

bool ReadingCrew::read_blocks(InputReading& reading, const InputItem& item, unsigned thread) {
    Open open{reading, reading.is_shareable(), 0};
    {
        const std::lock_guard lock(m_mutex);
        m_open.push_back(&open);
        m_changed.notify_all();
    }
    // However reading ends, nobody may be left with a block of it.
    struct Closing {
        ReadingCrew& crew;
        Open& open;
        ~Closing() {
            std::unique_lock lock(crew.m_mutex);
            crew.m_open.erase(std::find(crew.m_open.begin(), crew.m_open.end(), &open));
            crew.wait_for_helpers(open, lock);
        }
    } const closing{*this, open};

    while (reading.count_next(thread)) {
        if (m_environment.progress) {
            const std::lock_guard lock(m_report_mutex);
            m_environment.progress(item, reading.offset());
        }
        std::unique_lock lock(m_mutex);
        rethrow_error();
        if (is_memory_full() && reading.rows() > 0) {
            const bool was_shared = open.is_shared;
            open.is_shared = false;
            wait_for_helpers(open, lock);
            rethrow_error();
            lock.unlock();
            if (!reading.flush()) {
                return false;
            }
            lock.lock();
            open.is_shared = was_shared;
            m_changed.notify_all();
        }
    }
    std::unique_lock lock(m_mutex);
    open.is_shared = false;
    wait_for_helpers(open, lock);
    // A block that another thread failed to count is missing: this reading must not be committed.
    rethrow_error();
    return true;
}

bool ReadingCrew::is_memory_full() const {
    std::size_t rows = 0;
    for (const Open* open : m_open) {
        rows += open->reading.rows();
    }
    return rows > most_rows;
}

void ReadingCrew::wait_for_helpers(const Open& open, std::unique_lock<std::mutex>& lock) {
    m_changed.wait(lock, [&] { return open.helpers == 0; });
}

/// Counts blocks of inputs that others read, until none is left to be read.
void ReadingCrew::help(unsigned thread) {
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto shared = std::find_if(m_open.begin(), m_open.end(),
                                         [](const Open* open) { return open->is_shared; });
        if (m_error || m_items_left == 0) {
            return;
        }
        if (shared == m_open.end()) {
            m_changed.wait(lock);
            continue;
        }
        Open& open = **shared;
        ++open.helpers;
        lock.unlock();
        bool any = false;
        std::exception_ptr error;
        try {
            any = open.reading.count_next(thread);
        } catch (...) {
            error = std::current_exception();
        }
        lock.lock();
        --open.helpers;
        open.is_shared &= any;
        if (error && !m_error) {
            m_error = error;
        }
        m_changed.notify_all();
    }
}

/// Hands over the reports whose turn it is.
void ReadingCrew::hand_over(std::size_t index, const InputReport& report) {
    const std::lock_guard lock(m_report_mutex);
    m_reports[index] = report;
    while (m_next_report < m_reports.size() && m_reports[m_next_report]) {
        m_take(m_items[m_next_report], *m_reports[m_next_report]);
        m_reports[m_next_report].reset();
        ++m_next_report;
    }
}

void ReadingCrew::give_up(std::exception_ptr error) {
    const std::lock_guard lock(m_mutex);
    if (!m_error) {
        m_error = std::move(error);
    }
    m_changed.notify_all();
}

}  // namespace mapgen
