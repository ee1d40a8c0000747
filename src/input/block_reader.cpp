#include "input/block_reader.hpp"

#include <algorithm>
#include <cstring>

#include "input/content_mark.hpp"

namespace mapgen {
namespace {

// Large enough to be worth taking turns at the file for, small enough for a processor's cache.
constexpr std::size_t block_size = std::size_t{256} * 1024;

/// Keeps `tail` the last bytes of all that was appended to it.
void append_to_tail(std::string& tail, std::string_view bytes) {
    constexpr std::size_t length = ContentMark::tail_length;
    if (bytes.size() >= length) {
        tail.assign(bytes.substr(bytes.size() - length));
        return;
    }
    tail.append(bytes);
    if (tail.size() > length) {
        tail.erase(0, tail.size() - length);
    }
}

}  // namespace

BlockReader::BlockReader(ByteSource& source, std::uint64_t offset, std::string tail)
    : m_source(source),
      m_tail(std::move(tail)),
      m_offset(offset),
      m_inside_line(!m_tail.empty() && m_tail.back() != '\n') {
    m_dropped_tail = m_inside_line ? m_tail : std::string();
}

std::unique_ptr<char[]> BlockReader::spare_bytes() {
    if (m_spare.empty()) {
        return std::make_unique_for_overwrite<char[]>(block_size);
    }
    std::unique_ptr<char[]> bytes = std::move(m_spare.back());
    m_spare.pop_back();
    return bytes;
}

void BlockReader::give_back(LineBlock block) {
    if (block.bytes) {
        m_spare.push_back(std::move(block.bytes));
    }
}

std::optional<LineBlock> BlockReader::next() {
    if (m_ended) {
        return std::nullopt;
    }
    LineBlock block;
    block.bytes = spare_bytes();
    std::copy(m_carry.begin(), m_carry.end(), block.bytes.get());
    const std::span<char> room(block.bytes.get() + m_carry.size(), block_size - m_carry.size());
    const std::size_t got = m_source.read(room);
    m_ended = got < room.size();
    const std::string_view text(block.bytes.get(), m_carry.size() + got);
    m_carry.clear();

    const bool dropping = m_dropped > 0 || m_inside_line;
    const std::size_t start = dropping ? finish_dropped_line(block, text) : 0;

    const std::string_view rest = text.substr(start);
    const std::size_t last_newline = rest.rfind('\n');
    std::size_t complete = last_newline == std::string_view::npos ? 0 : last_newline + 1;
    if (m_ended && m_source.is_closed()) {
        complete = rest.size();
    }
    const std::string_view open_line = rest.substr(complete);
    if (m_ended) {
        m_waiting = m_dropped + open_line.size();
    } else if (open_line.size() > longest_line) {
        m_dropped_tail = m_tail;
        append_to_tail(m_dropped_tail, rest.substr(0, complete));
        drop(open_line);
    } else {
        m_carry.assign(open_line.begin(), open_line.end());
    }
    const std::string_view lines = rest.substr(0, complete);
    m_offset += complete;
    append_to_tail(m_tail, lines);
    if (start > 0) {
        std::memmove(block.bytes.get(), block.bytes.get() + start, complete);
    }
    block.size = complete;
    return block;
}

void BlockReader::drop(std::string_view part) {
    m_dropped += part.size();
    append_to_tail(m_dropped_tail, part);
}

/// Drops what `text` still has of the line that is too long; returns how much that is.
std::size_t BlockReader::finish_dropped_line(LineBlock& block, std::string_view text) {
    const std::size_t newline = text.find('\n');
    const bool ends_here = newline != std::string_view::npos;
    const std::size_t length = ends_here ? newline + 1 : text.size();
    drop(text.substr(0, length));
    if (ends_here || (m_ended && m_source.is_closed())) {
        block.too_long_lines = m_inside_line ? 0 : 1;
        m_inside_line = false;
        m_offset += m_dropped;
        m_tail = std::move(m_dropped_tail);
        m_dropped_tail.clear();
        m_dropped = 0;
    }
    return length;
}

}  // namespace mapgen
