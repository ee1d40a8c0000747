#include "ingest/input_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/error.hpp"
#include "ingest/count_merger.hpp"
#include "ingest/counting_pipeline.hpp"
#include "ingest/log_start.hpp"
#include "input/block_reader.hpp"
#include "input/input_file.hpp"

namespace mapgen {
namespace {

// More rejected lines than this, in number and in share, need a look: the format may be wrong.
constexpr std::uint64_t tolerated_rejects = 20;
constexpr std::uint64_t tolerated_reject_percent = 10;

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

/// The entries of logs that begin as this content does, as far as either goes.
std::vector<LedgerEntry> entries_like(std::string_view head, const StateStore& store) {
    std::vector<LedgerEntry> entries;
    const std::uint32_t whole = head_length_for(head.size());
    std::vector<std::uint32_t> lengths = store.ledger_head_lengths();
    if (std::find(lengths.begin(), lengths.end(), whole) == lengths.end()) {
        lengths.push_back(whole);
    }
    for (const std::uint32_t length : lengths) {
        if (length == 0 || length > whole) {
            continue;
        }
        for (LedgerEntry& entry :
             store.ledger_by_head(length, hash_content(head.substr(0, length)))) {
            // A shorter head of an entry says something only where there is no more to compare.
            if (entry.head_length == length || length == whole) {
                entries.push_back(std::move(entry));
            }
        }
    }
    return entries;
}

/// The ledger's entry whose content `file` goes on with; moves `file` behind what is known.
std::optional<LedgerEntry> pass_known_part(InputFile& file,
                                           const std::vector<LedgerEntry>& candidates) {
    if (candidates.empty()) {
        return std::nullopt;
    }
    std::vector<ContentMark> marks;
    std::transform(candidates.begin(), candidates.end(), std::back_inserter(marks), mark_of);
    const auto known = file.pass_known_part(marks);
    return known ? std::optional(candidates[*known]) : std::nullopt;
}

/// Brings the entry up to what has been read now.
void update_mark(LedgerEntry& entry, const InputFile& file, const BlockReader& reader) {
    if (reader.offset() > entry.offset || entry.id == 0) {
        const std::string_view head = file.head().substr(
            0,
            static_cast<std::size_t>(std::min<std::uint64_t>(reader.offset(), file.head().size())));
        entry.head_length = head_length_for(head.size());
        entry.head_hash = hash_content(head.substr(0, entry.head_length));
        entry.shorter_heads.clear();
        for (auto length = static_cast<std::uint32_t>(ContentMark::telling_head);
             length < entry.head_length; length *= 2) {
            entry.shorter_heads.emplace_back(length, hash_content(head.substr(0, length)));
        }
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

/// What is wrong with an input that was read to its end or to damage, if anything is.
std::optional<std::string> problem_of(const std::filesystem::path& path, const InputReport& report,
                                      const std::optional<Damage>& damage) {
    if (damage) {
        return fmt::format("{}: {} at byte {}; what comes before it is counted", path.string(),
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

InputReport InputReader::read(const std::filesystem::path& path, const InputSettings& input) {
    InputReport report;
    StateStore& store = m_environment.store;
    const auto stamp = stamp_of(path);
    if (stamp && store.ledger_by_stamp(entry_with_stamp(*stamp))) {
        report.result = InputReport::Result::unchanged;
        return report;
    }
    std::optional<InputFile> opened;
    try {
        opened.emplace(path);
    } catch (const Error& error) {
        report.problem = error.what();
        return report;
    }
    InputFile& file = *opened;
    const std::vector<LedgerEntry> candidates = entries_like(file.head(), store);

    std::optional<LedgerEntry> known;
    std::optional<BlockReader> reader;
    LogStart log;
    try {
        known = pass_known_part(file, candidates);
        reader.emplace(file.source(), file.position(), file.tail());
        log = find_format(path, file, *reader, input.format);
    } catch (const Error& error) {
        report.problem = error.what();
        return report;
    }
    CountingPipeline::Counters counters;
    if (log.format != nullptr) {
        report.format = log.format->name();
        for (unsigned i = 0; i < std::max(1U, m_environment.jobs); ++i) {
            counters.push_back(
                std::make_unique<LineCounter>(m_environment.settings, input, *log.format));
        }
        CountingPipeline pipeline(counters, *reader);
        pipeline.run(std::move(log.first), m_environment.progress);
        log.passed.add(LineOutcome::rejected_too_long, pipeline.too_long_lines());
    }
    const std::optional<Damage>& damage = file.source().damage();
    report.waiting_bytes = reader->waiting_bytes();

    std::vector<LineCounts*> counts;
    for (const auto& counter : counters) {
        counts.push_back(&counter->counts());
    }
    StateTransaction transaction(store);
    const MergedCounts merged =
        merge_counts(counts, m_environment.settings, m_environment.locator, transaction);
    report.lines = merged.lines;
    report.lines.add(log.passed);
    report.late_requests = merged.late_requests;
    report.problem = problem_of(path, report, damage);
    if (!known && report.lines.read() > 0 && report.lines.rejected() == report.lines.read()) {
        // Not committed: once its format is put right, it can still be counted.
        report.problem = fmt::format(
            "{}: none of its {} lines could be read{}; nothing of it was counted; see mapgen "
            "explain, and name its format in its [[input]]",
            path.string(), report.lines.read(),
            report.format.empty() ? "" : " as " + report.format);
        report.result = InputReport::Result::failed;
        return report;
    }
    report.result =
        report.lines.read() > 0 ? InputReport::Result::read : InputReport::Result::nothing_new;
    LedgerEntry entry = known.value_or(LedgerEntry{});
    if (entry.id == 0 && reader->offset() == 0 && !damage) {
        return report;  // an empty file: nothing to know it by
    }
    update_mark(entry, file, *reader);
    entry.input = input.name;
    entry.path = path.string();
    entry.format = report.format;
    entry.damage = damage ? damage->reason : std::string();
    entry.last_read = m_environment.now;
    entry.lines.add(report.lines);
    for (std::size_t i = 0; i < entry.located_requests.size(); ++i) {
        entry.located_requests[i] += merged.located_requests[i];
    }
    entry.late_requests += merged.late_requests;
    transaction.write_ledger(entry);
    transaction.commit(m_environment.now);
    return report;
}

}  // namespace mapgen
