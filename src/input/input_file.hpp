#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input/byte_source.hpp"
#include "input/content_mark.hpp"

namespace mapgen {

/// What stat(2) says of a file: while it stays the same, the file was not written to.
struct FileStamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t modified_ns = 0;  ///< nanoseconds since 1970

    bool operator==(const FileStamp&) const = default;
};

/// Nothing for a pipe, a missing file, or one that may not be looked at.
std::optional<FileStamp> stamp_of(const std::filesystem::path& path);

/// A log that is open for reading, at its start or behind the part that was read before.
class InputFile {
public:
    /// Opens `path` ("-" is standard input) and reads its head. Throws as open_for_reading() does.
    explicit InputFile(const std::filesystem::path& path);

    /// The first bytes of the content, at most ContentMark::longest_head.
    std::string_view head() const { return m_head; }
    /// Of the file when it was opened; nothing for a pipe.
    const std::optional<FileStamp>& stamp() const { return m_stamp; }
    /// When the file was written to last; `now` for a pipe.
    std::chrono::sys_seconds written_at(std::chrono::sys_seconds now) const;
    ByteSource& source() { return *m_source; }

    std::uint64_t position() const { return m_position; }  ///< where source() stands in the content
    const std::string& tail() const { return m_tail; }     ///< bytes just before position()

    /// Moves behind the longest of the parts that `marks` (all of this head) describe. Returns
    /// its index, or nothing where the content agrees with none: then it stands at the start. A
    /// content that ends before a mark's offset and has the same lines, as far as they are hashed,
    /// is that log cut short: all of it is known, and it stands at its end. Throws an Error for a
    /// pipe that would have to be read twice.
    std::optional<std::size_t> pass_known_part(std::span<const ContentMark> marks);

private:
    void open();
    bool is_cut_short(const ContentMark& mark) const;

    std::filesystem::path m_path;
    std::unique_ptr<ByteSource> m_source;
    std::string m_head;
    std::string m_tail;
    std::optional<FileStamp> m_stamp;
    std::uint64_t m_position = 0;
};

}  // namespace mapgen
