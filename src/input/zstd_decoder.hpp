#pragma once

#include <memory>
#include <string_view>

#include "input/compression.hpp"

namespace mapgen {

/// RFC 8878, sections 3.1.1 and 3.1.2: a frame, or one that is to be skipped.
bool begins_zstd_frame(std::string_view bytes);

/// Refuses frames whose window is larger than 128 MiB, what the zstd tool takes without --long.
std::unique_ptr<Decoder> make_zstd_decoder();

}  // namespace mapgen
