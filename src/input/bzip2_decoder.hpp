#pragma once

#include <memory>
#include <string_view>

#include "input/compression.hpp"

namespace mapgen {

/// "BZh", the block size, and what begins a block or the end of an empty stream; a log might well
/// begin with the first four bytes alone.
bool begins_bzip2_stream(std::string_view bytes);

std::unique_ptr<Decoder> make_bzip2_decoder();

}  // namespace mapgen
