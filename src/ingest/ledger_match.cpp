#include "ingest/ledger_match.hpp"

#include <algorithm>
#include <iterator>

#include "input/content_mark.hpp"

namespace mapgen {
namespace {

ContentMark mark_of(const LedgerEntry& entry) {
    return {entry.head_length, entry.head_hash,   entry.offset,         entry.tail_length,
            entry.tail_hash,   entry.line_hashes, !entry.damage.empty()};
}

}  // namespace

LedgerEntry entry_with_stamp(const FileStamp& stamp) {
    LedgerEntry entry;
    entry.device = stamp.device;
    entry.inode = stamp.inode;
    entry.size = stamp.size;
    entry.modified_ns = stamp.modified_ns;
    return entry;
}

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

void update_mark(LedgerEntry& entry, const InputFile& file, const BlockReader& reader) {
    if (reader.offset() > entry.offset || entry.id == 0) {
        const std::string_view head = file.head().substr(
            0,
            static_cast<std::size_t>(std::min<std::uint64_t>(reader.offset(), file.head().size())));
        entry.head_length = head_length_for(head.size());
        entry.head_hash = hash_content(head.substr(0, entry.head_length));
        entry.line_hashes = hash_lines(head);
        entry.shorter_heads.clear();
        for (auto length = static_cast<std::uint32_t>(ContentMark::shortest_head);
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

}  // namespace mapgen
