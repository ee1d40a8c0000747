#pragma once

#include <memory>
#include <string_view>

#include "input/byte_source.hpp"
#include "input/raw_file.hpp"

namespace mapgen {

/// Whether a file that begins with these bytes is gzip's (RFC 1952, section 2.3.1).
bool is_gzip(std::string_view first_bytes);

/// Inflates all members of a gzip file, one after the other, through zlib. Zero bytes behind the
/// last member are padding; anything else there is damage.
std::unique_ptr<ByteSource> make_gzip_source(RawFile file);

}  // namespace mapgen
