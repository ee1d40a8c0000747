#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/file_descriptor.hpp"

namespace mapgen {

/// Where and why an input could not be read to its end.
struct Damage {
    std::uint64_t offset = 0;  ///< byte in the file as it lies on the disk (not decompressed)
    std::string reason;        ///< e.g. "the gzip data is cut off"
};

/// Bytes from a file or pipe, in order. Damage is a value, not an exception: all that comes before
/// it is delivered first.
class ByteSource {
public:
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    /// Fills as much of `buffer` as there is; less than its size only at the end, 0 after it.
    virtual std::size_t read(std::span<char> buffer) = 0;
    /// Moves `bytes` ahead without delivering them; returns how many there were to pass over.
    virtual std::uint64_t skip(std::uint64_t bytes);
    /// After the end has been reached: what cut the input short, if anything did.
    virtual const std::optional<Damage>& damage() const = 0;
    /// Whether what is read here can never grow: a last line without a newline is then complete.
    virtual bool is_closed() const = 0;
};

/// Opens `path`, or standard input for "-". Throws an Error (failure) that names the file and says
/// why: missing, unreadable, a directory.
FileDescriptor open_for_reading(const std::filesystem::path& path);

/// The bytes of an open file as its first bytes say: decompressed where all_compressions() knows
/// them (see make_compressed_source()), as they are otherwise. A pipe works as well as a file.
std::unique_ptr<ByteSource> make_source(FileDescriptor file);

}  // namespace mapgen
