#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/file_descriptor.hpp"
#include "input/compression.hpp"

namespace mapgen::test {

/// A compression under test, and what makes such data.
struct PackedKind {
    Compression compression;
    std::string label;  ///< the decoder's library
    std::string (*pack)(std::string_view text);
};

/// Every decoder there is, those that the build would not choose included.
std::vector<PackedKind> packed_kinds();

std::string gzip(std::string_view text);
std::string zstd(std::string_view text);
std::string xz(std::string_view text);
std::string bzip2(std::string_view text);

/// `text` in members of `member` bytes.
std::string pack_members(const PackedKind& kind, std::string_view text, std::size_t member);

/// A file in memory that holds `bytes`, at its start.
FileDescriptor file_of(std::string_view bytes);

/// Lines of numbers that compress to a half.
std::string number_lines(std::size_t size);

/// All that `source` still has, read `portion` bytes at a time.
std::string read_all(ByteSource& source, std::size_t portion = 65536);

}  // namespace mapgen::test
