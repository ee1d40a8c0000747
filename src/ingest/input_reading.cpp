#include "ingest/input_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "ingest/ledger_match.hpp"

namespace mapgen {
namespace {

// More rejected lines than this, in number and in share, need a look: the format may be wrong.
constexpr std::uint64_t tolerated_rejects = 20;
constexpr std::uint64_t tolerated_reject_percent = 10;

/// Whether the ledger says the same now as it did then.
bool same_entries(const std::vector<LedgerEntry>& then, const std::vector<LedgerEntry>& now) {
    return std::equal(then.begin(), then.end(), now.begin(), now.end(),
                      [](const LedgerEntry& a, const LedgerEntry& b) {
                          return a.id == b.id && a.offset == b.offset;
                      });
}

/// What is wrong with an input that was read to its end or to damage, if anything is.
std::optional<std::string> problem_of(const std::filesystem::path& path, const InputReport& report,
                                      const std::optional<Damage>& damage) {
    if (damage) {
        return fmt::format("{}: {} at byte {}; what can be read is counted", path.string(),
                           damage->reason, damage->offset);
    }
    if (report.waiting_bytes > longest_line) {
        return fmt::format(
            "{}: its last {} bytes hold no line end, and a line has {} at most; if it is "
            "no log, leave it out of the paths",
            path.string(), report.waiting_bytes, longest_line);
    }
    const std::uint64_t rejected = report.lines.rejected();
    if (rejected >= tolerated_rejects &&
        rejected * 100 > report.lines.read() * tolerated_reject_percent) {
        return fmt::format("{}: {} of {} lines were rejected; see mapgen explain {}", path.string(),
                           rejected, report.lines.read(), path.string());
    }
    return std::nullopt;
}

}  // namespace

InputReading::InputReading(const Environment& environment, const std::filesystem::path& path,
                           const InputSettings& input, unsigned threads, bool alone, Order order)
    : m_environment(environment),
      m_path(path),
      m_input(input),
      m_blocks(threads),
      m_counters(threads),
      m_order(order) {
    if (alone) {
        m_state_lock = std::unique_lock(environment.state_mutex);
    }
}

bool InputReading::fail(const std::string& problem) {
    m_report.result = InputReport::Result::failed;
    m_report.problem = problem;
    return false;
}

bool InputReading::open(unsigned thread) {
    const auto with_state = [&](auto use) {
        if (m_state_lock.owns_lock()) {
            return use(m_environment.store);
        }
        const std::lock_guard lock(m_environment.state_mutex);
        return use(m_environment.store);
    };
    const auto stamp = stamp_of(m_path);
    if (stamp && with_state([&](const StateStore& store) {
            return store.ledger_by_stamp(entry_with_stamp(*stamp)).has_value();
        })) {
        m_report.result = InputReport::Result::unchanged;
        return false;
    }
    try {
        m_file.emplace(m_path);
    } catch (const Error& error) {
        return fail(error.what());
    }
    m_candidates =
        with_state([&](const StateStore& store) { return entries_like(m_file->head(), store); });
    try {
        m_known = pass_known_part(*m_file, m_candidates);
        const std::uint64_t position = m_file->position();
        m_reader.emplace(m_file->source(), position, m_file->tail());
        m_log = find_format(m_path, *m_file, *m_reader, m_input);
        if (m_log.format != nullptr) {
            m_report.format = m_log.format->name();
            if (m_log.format->is_ordered()) {
                rehearse(position, counter_of(thread));
            }
        }
    } catch (const Error& error) {
        return fail(error.what());
    }
    return true;
}

LineCounter& InputReading::counter_of(unsigned thread) {
    auto& counter = m_counters[thread];
    if (!counter) {
        counter = std::make_unique<LineCounter>(
            m_environment.settings, m_input, *m_log.format, m_file->written_at(m_environment.now),
            m_environment.locations, m_environment.choosers[thread]);
    }
    return *counter;
}

void InputReading::rehearse(std::uint64_t until, LineCounter& counter) {
    if (until == 0 || !m_file->stamp()) {
        return;  // what a pipe held before is gone
    }
    InputFile again(m_path);
    BlockReader reader(again.source());
    for (std::uint64_t begin = 0; begin < until;) {
        const auto block = reader.next();
        if (!block) {
            return;
        }
        const std::uint64_t end = reader.offset();
        const std::uint64_t behind = end > until ? end - until : 0;
        counter.rehearse(block->text().substr(
            0,
            block->size - static_cast<std::size_t>(std::min<std::uint64_t>(behind, block->size))));
        begin = end;
    }
}

std::optional<LineBlock> InputReading::next_block(unsigned thread) {
    if (m_log.format == nullptr) {
        return std::nullopt;
    }
    const std::lock_guard lock(m_read_mutex);
    // The memory that this thread has just used is what it is given again.
    m_reader->give_back(std::move(m_blocks[thread]));
    std::optional<LineBlock> block = m_log.first ? std::move(m_log.first) : m_reader->next();
    m_log.first.reset();
    m_offset = m_reader->offset();
    if (block) {
        m_too_long += block->too_long_lines;
    }
    return block;
}

bool InputReading::count_next(unsigned thread) {
    std::optional<LineBlock> block = next_block(thread);
    if (!block) {
        return false;
    }
    LineCounter& counter = counter_of(thread);
    const std::size_t before = counter.rows();
    counter.count(block->text());
    m_rows.fetch_add(counter.rows() - before, std::memory_order_relaxed);
    m_blocks[thread] = std::move(*block);
    return true;
}

bool InputReading::begin_transaction() {
    if (m_transaction) {
        return true;
    }
    if (!m_state_lock.owns_lock()) {
        m_state_lock = std::unique_lock(m_environment.state_mutex);
        if (!same_entries(m_candidates, entries_like(m_file->head(), m_environment.store))) {
            m_state_lock.unlock();
            return false;
        }
    }
    m_transaction.emplace(m_environment.store);
    m_merger.emplace(m_environment.settings, *m_transaction, m_environment.now,
                     m_environment.merge_threads);
    return true;
}

void InputReading::merge(DayCounters LineCounts::*days) {
    std::vector<DayCounters*> workers;
    for (const auto& counter : m_counters) {
        if (counter) {
            workers.push_back(&(counter->counts().*days));
        }
    }
    m_merger->merge(workers);
}

bool InputReading::flush() {
    if (!begin_transaction()) {
        return false;
    }
    merge(&LineCounts::days);
    for (const auto& counter : m_counters) {
        if (counter) {
            counter->days_taken();
        }
    }
    m_rows = 0;
    return true;
}

bool InputReading::has_transfers() const {
    return std::any_of(m_counters.begin(), m_counters.end(), [](const auto& counter) {
        return counter && counter->counts().has_transfers;
    });
}

/// Whether another log of this input had lines of transfers, not so long ago that the server's
/// configuration has probably been changed since.
bool InputReading::server_logs_transfers() const {
    constexpr std::chrono::days long_ago{31};
    const std::vector<LedgerEntry> ledger = m_environment.store.ledger();
    return std::any_of(ledger.begin(), ledger.end(), [&](const LedgerEntry& entry) {
        return entry.input == m_input.name && !entry.format.ends_with(sessions_only) &&
               entry.format.find("rsync") != std::string::npos &&
               entry.lines.counted() + entry.lines.of(LineOutcome::skipped_directory) > 0 &&
               entry.last_read > m_environment.now - long_ago;
    });
}

void InputReading::add_sessions() {
    std::uint64_t lines = 0;
    for (const auto& counter : m_counters) {
        lines += counter ? counter->counts().session_lines : 0;
    }
    const bool are_known = m_known && m_known->format.ends_with(sessions_only);
    if (has_transfers() || (lines == 0 && !are_known) || server_logs_transfers()) {
        m_report.lines.add(LineOutcome::skipped_message, lines);
        return;
    }
    m_report.lines.add(LineOutcome::counted, lines);
    m_sessions_only = true;
    merge(&LineCounts::session_days);
}

InputReading::End InputReading::commit() {
    const bool has_sessions = std::any_of(
        m_counters.begin(), m_counters.end(),
        [](const auto& counter) { return counter && !counter->counts().session_days.empty(); });
    // A pipe cannot be read again.
    if (has_sessions && !has_transfers() && m_order != Order::last && m_file->stamp()) {
        return End::postponed;
    }
    if (!flush()) {
        return End::outdated;
    }
    add_sessions();
    m_log.passed.add(LineOutcome::rejected_too_long, m_too_long);
    m_report.lines.add(m_log.passed);
    for (const auto& counter : m_counters) {
        if (counter) {
            m_report.lines.add(counter->counts().lines);
        }
    }
    const std::optional<Damage>& damage = m_file->source().damage();
    const LineTally& lines = m_report.lines;
    m_report.waiting_bytes = m_reader->waiting_bytes();
    m_report.late_requests = m_merger->merged().late_requests;
    m_report.problem = problem_of(m_path, m_report, damage);
    if (m_sessions_only) {
        m_report.format += sessions_only;
    }
    if (!m_known && lines.read() > 0 && lines.rejected() == lines.read()) {
        // Not committed: once its format is put right, it can still be counted.
        fail(fmt::format(
            "{}: none of its {} lines could be read{}; nothing of it was counted; see mapgen "
            "explain, and name its format in its [[input]]",
            m_path.string(), lines.read(),
            m_report.format.empty() ? "" : " as " + m_report.format));
        return End::finished;
    }
    if (lines.counted() > 0) {
        m_report.advice = m_log.format->advice();
    }
    m_report.result =
        lines.read() > 0 ? InputReport::Result::read : InputReport::Result::nothing_new;
    LedgerEntry entry = m_known.value_or(LedgerEntry{});
    if (entry.id == 0 && m_reader->offset() == 0 && !damage) {
        return End::finished;  // an empty file: nothing to know it by
    }
    update_mark(entry, *m_file, *m_reader);
    entry.input = m_input.name;
    entry.path = m_path.string();
    entry.format = m_report.format;
    entry.damage = damage ? damage->reason : std::string();
    entry.last_read = m_environment.now;
    entry.lines.add(lines);
    for (std::size_t i = 0; i < entry.located_requests.size(); ++i) {
        entry.located_requests[i] += m_merger->merged().located_requests[i];
    }
    entry.late_requests += m_report.late_requests;
    m_transaction->write_ledger(entry);
    m_transaction->commit();
    return End::finished;
}

}  // namespace mapgen
