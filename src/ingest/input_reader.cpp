#include "ingest/input_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

#include "core/bounded_queue.hpp"
#include "core/error.hpp"
#include "ingest/count_merger.hpp"
#include "input/block_reader.hpp"
#include "input/input_file.hpp"
#include "parsers/format_registry.hpp"

namespace mapgen {
namespace {

constexpr std::size_t detection_lines = 500;
constexpr std::size_t quoted_line = 120;

LedgerEntry entry_with_stamp(const FileStamp& stamp) {
    LedgerEntry entry;
    entry.device = stamp.device;
    entry.inode = stamp.inode;
    entry.size = stamp.size;
    entry.modified_ns = stamp.modified_ns;
    return entry;
}

ContentMark mark_of(const LedgerEntry& entry) {
    return {entry.head_length, entry.head_hash, entry.offset, entry.tail_length, entry.tail_hash};
}

/// A log line as an error message may show it: short, printable, every address masked.
std::string quotable(std::string_view line) {
    std::string quoted;
    constexpr std::string_view separators = " \t\"'()[]<>,;=|";
    while (!line.empty() && quoted.size() < quoted_line) {
        const std::size_t end = std::min(line.find_first_of(separators), line.size());
        const std::string_view word = line.substr(0, end);
        if (IpAddress::parse(word)) {
            quoted += "ADDRESS";
        } else {
            for (const char c : word) {
                quoted.push_back(c >= 0x20 && c < 0x7f ? c : '?');
            }
        }
        if (end < line.size()) {
            quoted.push_back(line[end] == '\t' ? ' ' : line[end]);
        }
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    if (quoted.size() > quoted_line || !line.empty()) {
        quoted.resize(std::min(quoted.size(), quoted_line));
        quoted += "…";
    }
    return quoted;
}

/// Runs counters over all blocks of a source: in this thread for one job, in workers otherwise.
class Pipeline {
public:
    Pipeline(std::vector<std::unique_ptr<LineCounter>>& counters, BlockReader& reader)
        : m_counters(counters), m_reader(reader) {}

    /// Lines that the reader dropped, because they are longer than longest_line.
    std::uint64_t too_long_lines() const { return m_too_long; }

    void run(const std::function<void(std::uint64_t)>& progress) {
        if (m_counters.size() == 1) {
            for_each_block(progress, [&](LineBlock block) {
                m_counters.front()->count(block.text());
                return true;
            });
            return;
        }
        BoundedQueue<LineBlock> queue(m_counters.size() * 2);
        std::exception_ptr worker_error;
        std::mutex error_mutex;
        std::vector<std::thread> workers;
        for (const auto& counter : m_counters) {
            workers.emplace_back([&, &own = *counter] {
                try {
                    while (const auto block = queue.pop()) {
                        own.count(block->text());
                    }
                } catch (...) {
                    const std::lock_guard lock(error_mutex);
                    worker_error = std::current_exception();
                    queue.close();
                }
            });
        }
        std::exception_ptr reader_error;
        try {
            for_each_block(progress,
                           [&](LineBlock block) { return queue.push(std::move(block)); });
        } catch (...) {
            reader_error = std::current_exception();
        }
        queue.close();
        for (std::thread& worker : workers) {
            worker.join();
        }
        for (const std::exception_ptr& error : {reader_error, worker_error}) {
            if (error) {
                std::rethrow_exception(error);
            }
        }
    }

private:
    template <typename Take>
    void for_each_block(const std::function<void(std::uint64_t)>& progress, Take take) {
        while (auto block = m_reader.next()) {
            m_too_long += block->too_long_lines;
            if (block->size > 0 && !take(std::move(*block))) {
                return;
            }
            if (progress) {
                progress(m_reader.offset());
            }
        }
    }

    std::vector<std::unique_ptr<LineCounter>>& m_counters;
    BlockReader& m_reader;
    std::uint64_t m_too_long = 0;
};

}  // namespace

const LogFormat* format_of_log(const std::filesystem::path& path, std::string_view head,
                               const std::string& configured) {
    if (configured != "auto") {
        return &format_named(configured);
    }
    std::vector<std::string_view> lines;
    const std::size_t last_newline = head.rfind('\n');
    // A line cut off at the head's end tells nothing, unless it is all there is.
    for_each_line(last_newline == std::string_view::npos ? head : head.substr(0, last_newline + 1),
                  [&](std::string_view line) {
                      if (lines.size() < detection_lines &&
                          line.find_first_not_of(" \t") != std::string_view::npos) {
                          lines.push_back(line);
                      }
                  });
    if (lines.empty()) {
        return nullptr;
    }
    const Detection detection = detect_format(lines);
    const bool unfinished = last_newline == std::string_view::npos &&
                            head.size() < ContentMark::longest_head;
    if (detection.format == nullptr && unfinished) {
        return nullptr;  // its one line may still be being written
    }
    if (detection.format == nullptr) {
        throw failure(fmt::format(
            "{}: no log format recognises it; its first line is: {}; the nearest format is {}; "
            "name one with format = \"…\" in its [[input]], or leave the file out of the paths",
            path.string(), quotable(lines.front()),
            detection.nearest != nullptr ? detection.nearest->name() : "none"));
    }
    return detection.format;
}

namespace {

/// The ledger's entry whose content `file` goes on with; moves `file` behind what is known.
std::optional<LedgerEntry> pass_known_part(InputFile& file, const StateStore& store) {
    std::vector<LedgerEntry> candidates;
    for (const std::uint32_t length : store.ledger_head_lengths()) {
        if (length <= file.head().size()) {
            auto found = store.ledger_by_head(length, hash_content(file.head().substr(0, length)));
            std::move(found.begin(), found.end(), std::back_inserter(candidates));
        }
    }
    if (candidates.empty()) {
        return std::nullopt;
    }
    std::vector<ContentMark> marks;
    std::transform(candidates.begin(), candidates.end(), std::back_inserter(marks), mark_of);
    const auto known = file.pass_known_part(marks);
    return known ? std::optional(candidates[*known]) : std::nullopt;
}

/// Reads all there is. Returns the lines that no counter saw: those too long to be kept, and all of
/// a log that has no format because it begins with blank lines or a single unfinished one.
LineTally read_lines(std::vector<std::unique_ptr<LineCounter>>& counters, BlockReader& reader,
                     const std::function<void(std::uint64_t)>& progress) {
    LineTally lines;
    if (!counters.empty()) {
        Pipeline pipeline(counters, reader);
        pipeline.run(progress);
        lines.add(LineOutcome::rejected_too_long, pipeline.too_long_lines());
        return lines;
    }
    while (const auto block = reader.next()) {
        lines.add(LineOutcome::rejected_too_long, block->too_long_lines);
        for_each_line(block->text(), [&](std::string_view line) {
            lines.add(line.find_first_not_of(" \t") == std::string_view::npos
                          ? LineOutcome::skipped_blank
                          : LineOutcome::rejected_malformed);
        });
    }
    return lines;
}

/// Brings the entry up to what has been read now.
void update_mark(LedgerEntry& entry, const InputFile& file, const BlockReader& reader) {
    if (reader.offset() > entry.offset || entry.id == 0) {
        entry.head_length = head_length_for(std::min<std::uint64_t>(reader.offset(), file.head().size()));
        entry.head_hash = hash_content(file.head().substr(0, entry.head_length));
        entry.offset = reader.offset();
        entry.tail_length = static_cast<std::uint32_t>(reader.tail().size());
        entry.tail_hash = hash_content(reader.tail());
    }
    // A file that was written to while it was read has a stamp older than its content: the next
    // run opens it again, which is what it should.
    const LedgerEntry stamp = entry_with_stamp(file.stamp().value_or(FileStamp{}));
    entry.device = stamp.device;
    entry.inode = stamp.inode;
    entry.size = stamp.size;
    entry.modified_ns = stamp.modified_ns;
}

}  // namespace

InputReport InputReader::read(const std::filesystem::path& path, const InputSettings& input) {
    InputReport report;
    StateStore& store = m_environment.store;
    const auto stamp = stamp_of(path);
    if (stamp && store.ledger_by_stamp(entry_with_stamp(*stamp))) {
        report.result = InputReport::Result::unchanged;
        return report;
    }
    std::optional<InputFile> opened;
    const LogFormat* format = nullptr;
    std::optional<LedgerEntry> known;
    try {
        opened.emplace(path);
        known = pass_known_part(*opened, store);
        format = format_of_log(path, opened->head(), input.format);
    } catch (const Error& error) {
        report.problem = error.what();
        return report;
    }
    InputFile& file = *opened;

    LedgerEntry entry = known.value_or(LedgerEntry{});
    const std::uint64_t start = file.position();
    BlockReader reader(file.source(), start, file.tail());
    std::vector<std::unique_ptr<LineCounter>> counters;
    if (format != nullptr) {
        report.format = format->name();
        for (unsigned i = 0; i < std::max(1U, m_environment.jobs); ++i) {
            counters.push_back(
                std::make_unique<LineCounter>(m_environment.settings, input, *format));
        }
    }
    const LineTally other_lines = read_lines(counters, reader, m_environment.progress);
    const std::optional<Damage>& damage = file.source().damage();
    if (damage) {
        report.problem =
            fmt::format("{}: {} at byte {}; what comes before it is counted", path.string(),
                        damage->reason, damage->offset);
    }
    report.bytes = reader.offset() - std::min(start, reader.offset());
    report.waiting_bytes = reader.waiting_bytes();

    std::vector<LineCounts*> counts;
    for (const auto& counter : counters) {
        counts.push_back(&counter->counts());
    }
    StateTransaction transaction(store);
    MergedCounts merged =
        merge_counts(counts, m_environment.settings, m_environment.locator, transaction);
    merged.lines.add(other_lines);
    report.lines = merged.lines;
    report.late_requests = merged.late_requests;
    report.result = merged.lines.read() > 0 ? InputReport::Result::read
                                            : InputReport::Result::nothing_new;
    if (entry.id == 0 && reader.offset() == 0 && !damage) {
        return report;  // an empty file: nothing to know it by
    }
    update_mark(entry, file, reader);
    entry.input = input.name;
    entry.path = path.string();
    entry.format = report.format;
    entry.damage = damage ? damage->reason : std::string();
    entry.last_read = m_environment.now;
    entry.lines.add(merged.lines);
    for (std::size_t i = 0; i < entry.located_requests.size(); ++i) {
        entry.located_requests[i] += merged.located_requests[i];
    }
    entry.late_requests += merged.late_requests;
    transaction.write_ledger(entry);
    transaction.commit(m_environment.now);
    return report;
}

}  // namespace mapgen
