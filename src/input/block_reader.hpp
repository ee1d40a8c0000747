#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/byte_source.hpp"

namespace mapgen {

/// A line may have this many bytes, its newline not counted.
inline constexpr std::size_t longest_line = std::size_t{64} * 1024;

/// Some complete lines of an input, in order.
struct LineBlock {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;              ///< how many of `bytes` are lines; the last may lack "\n"
    std::uint64_t too_long_lines = 0;  ///< lines over longest_line that were dropped before it

    std::string_view text() const { return {bytes.get(), size}; }
};

/// Cuts a source into blocks at line ends. Memory stays bounded whatever the source holds: lines
/// longer than `longest_line` are counted and dropped while they are read.
class BlockReader {
public:
    /// `source` must outlive the reader; reading starts at its present position, which is the
    /// `offset`-th byte of its content; `tail` is what comes before that, as far as it is known.
    /// Where the tail ends within a line, the rest of that line is passed over: its beginning was
    /// delivered by an earlier reader, as the last line of a source that was closed.
    explicit BlockReader(ByteSource& source, std::uint64_t offset = 0, std::string tail = {});

    /// Nothing at the end. A block may have no text, but dropped lines to report.
    std::optional<LineBlock> next();

    /// Lets a later block have this one's memory; the next one has that given back last.
    void give_back(LineBlock block);

    /// The content read so far, to the end of the last line delivered or dropped. A last line
    /// without a newline belongs to it only where the source is closed.
    std::uint64_t offset() const { return m_offset; }
    /// Bytes of a last line that has no newline yet and waits for the next run; after the end.
    std::uint64_t waiting_bytes() const { return m_waiting; }
    /// The content's last bytes before offset(), at most ContentMark::tail_length.
    std::string_view tail() const { return m_tail; }

private:
    std::unique_ptr<char[]> spare_bytes();
    void drop(std::string_view part);
    std::size_t finish_dropped_line(LineBlock& block, std::string_view text);

    ByteSource& m_source;
    std::vector<char> m_carry;  // the start of a line whose end is not read yet
    std::string m_tail;
    std::string m_dropped_tail;  // what m_tail will be once the line being dropped has ended
    std::uint64_t m_offset;
    std::vector<std::unique_ptr<char[]>> m_spare;  // of blocks that were given back
    std::uint64_t m_dropped = 0;                   // bytes of a line that is too long, so far
    bool m_inside_line = false;  // the line being dropped was delivered, in part, before
    std::uint64_t m_waiting = 0;
    bool m_ended = false;
};

/// Whether a line holds nothing but white space and NUL bytes (which stand where a log was
/// truncated while its server went on writing at the old offset).
inline bool is_blank(std::string_view line) {
    if (!line.empty() && line.front() > ' ') {
        return false;  // nearly always, and without a call
    }
    return line.find_first_not_of(std::string_view(" \t\v\f\r\0", 6)) == std::string_view::npos;
}

/// Calls `visit(line)` for each line of `text`, without "\n" and a "\r" before it.
template <typename Visit>
void for_each_line(std::string_view text, Visit visit) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        visit(line);
    }
}

}  // namespace mapgen
