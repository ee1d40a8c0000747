#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/file_descriptor.hpp"
#include "input/byte_source.hpp"

namespace mapgen {

/// A file's bytes as they lie on the disk, with a look ahead at the first few.
class RawFile {
public:
    /// Reads the first bytes. An error in reading is told by the read() that comes to it.
    explicit RawFile(FileDescriptor file);

    std::string_view first_bytes() const { return {m_ahead.data(), m_ahead_size}; }
    bool is_regular() const { return m_regular; }
    std::uint64_t offset() const { return m_offset; }  ///< of the next byte that read() delivers

    /// At least one byte unless the file ends or cannot be read, which sets `damage`.
    std::size_t read(std::span<char> buffer, std::optional<Damage>& damage);

    /// Moves ahead without reading; nothing where the file is a pipe.
    std::optional<std::uint64_t> seek_ahead(std::uint64_t bytes);

private:
    std::size_t read_descriptor(std::span<char> buffer, std::optional<Damage>& damage);

    FileDescriptor m_file;
    std::array<char, 16> m_ahead{};
    std::size_t m_ahead_size = 0;
    std::uint64_t m_offset = 0;
    std::uint64_t m_size = 0;
    bool m_regular = false;
};

}  // namespace mapgen
