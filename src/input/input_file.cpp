#include "input/input_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <numeric>

#include "core/error.hpp"

namespace mapgen {
namespace {

FileStamp stamp_from(const struct stat& status) {
    return {
        static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino),
        static_cast<std::uint64_t>(status.st_size),
        static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec};
}

/// Delivers bytes that were read ahead of a source once more, then the rest of the source.
class ReplayingSource : public ByteSource {
public:
    ReplayingSource(std::string head, std::unique_ptr<ByteSource> rest)
        : m_head(std::move(head)), m_rest(std::move(rest)) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t from_head = std::min(buffer.size(), m_head.size() - m_position);
        std::copy_n(m_head.begin() + static_cast<std::ptrdiff_t>(m_position), from_head,
                    buffer.begin());
        m_position += from_head;
        if (from_head == buffer.size()) {
            return from_head;
        }
        return from_head + m_rest->read(buffer.subspan(from_head));
    }

    std::uint64_t skip(std::uint64_t bytes) override {
        const auto from_head = std::min<std::uint64_t>(bytes, m_head.size() - m_position);
        m_position += static_cast<std::size_t>(from_head);
        if (from_head == bytes) {
            return from_head;
        }
        return from_head + m_rest->skip(bytes - from_head);
    }

    const std::optional<Damage>& damage() const override { return m_rest->damage(); }
    bool is_closed() const override { return m_rest->is_closed(); }

private:
    std::string m_head;
    std::size_t m_position = 0;
    std::unique_ptr<ByteSource> m_rest;
};

}  // namespace

std::optional<FileStamp> stamp_of(const std::filesystem::path& path) {
    struct stat status {};
    if (path == "-" || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return std::nullopt;
    }
    return stamp_from(status);
}

InputFile::InputFile(const std::filesystem::path& path) : m_path(path) {
    open();
}

std::chrono::sys_seconds InputFile::written_at(std::chrono::sys_seconds now) const {
    if (!m_stamp) {
        return now;
    }
    const std::chrono::nanoseconds modified{m_stamp->modified_ns};
    return std::chrono::sys_seconds{std::chrono::floor<std::chrono::seconds>(modified)};
}

void InputFile::open() {
    FileDescriptor file = open_for_reading(m_path);
    struct stat status {};
    if (::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode)) {
        m_stamp = stamp_from(status);
    }
    auto source = make_source(std::move(file));
    m_head.resize(ContentMark::longest_head);
    m_head.resize(source->read(m_head));
    m_source = std::make_unique<ReplayingSource>(m_head, std::move(source));
    m_position = 0;
    m_tail.clear();
}

/// The content has been read to its end, which comes before that of the marked one.
bool InputFile::is_cut_short(const ContentMark& mark) const {
    if (m_position >= ContentMark::longest_head) {
        return true;  // hundreds of lines are the same
    }
    const std::string lines = hash_lines(m_head);
    return !lines.empty() && mark.line_hashes.starts_with(lines);
}

std::optional<std::size_t> InputFile::pass_known_part(std::span<const ContentMark> marks) {
    std::vector<std::size_t> by_offset(marks.size());
    std::iota(by_offset.begin(), by_offset.end(), std::size_t{0});
    std::stable_sort(by_offset.begin(), by_offset.end(), [&](std::size_t a, std::size_t b) {
        return marks[a].offset < marks[b].offset;
    });

    std::optional<std::size_t> known;
    bool has_ended = false;  // the content, before the mark at hand: it may be that log cut short
    for (const std::size_t index : by_offset) {
        const ContentMark& mark = marks[index];
        if (has_ended) {
            if (!known && is_cut_short(mark)) {
                return index;
            }
            continue;
        }
        const std::uint64_t tail_start =
            mark.offset - std::min<std::uint64_t>(mark.tail, mark.offset);
        if (tail_start < m_position) {
            // Two marks this close together: begin again, there are only a few bytes to pass over.
            if (!m_stamp) {
                throw failure(
                    fmt::format("{}: a pipe cannot be compared with the logs read before; "
                                "write it to a file and read that",
                                m_path.string()));
            }
            open();
        }
        const std::uint64_t gap = tail_start - m_position;
        const std::uint64_t skipped = m_source->skip(gap);
        std::string tail(static_cast<std::size_t>(mark.offset - tail_start), '\0');
        tail.resize(skipped < gap ? 0 : m_source->read(tail));
        m_position += skipped + tail.size();
        if (m_position < mark.offset) {  // the log was longer when this part was read
            if (!known && is_cut_short(mark)) {
                return index;
            }
            has_ended = true;
            continue;
        }
        m_tail = std::move(tail);
        // What was read before damage is no more than that, and not read again once it is repaired.
        const bool was_damaged = mark.is_damaged && mark.head_length == ContentMark::longest_head;
        if (was_damaged || hash_content(m_tail) == mark.tail_hash) {
            known = index;
        }
    }
    const std::uint64_t known_offset = known ? marks[*known].offset : 0;
    if (m_position == known_offset) {
        return known;
    }
    if (!m_stamp) {
        throw failure(
            fmt::format("{}: begins like a log that was read before and then differs; a "
                        "pipe cannot be read twice, write it to a file and read that",
                        m_path.string()));
    }
    open();
    m_position = m_source->skip(known_offset);
    return known;
}

}  // namespace mapgen
