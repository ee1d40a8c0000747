#pragma once

#include <memory>
#include <string_view>

#include "input/compression.hpp"

namespace mapgen {

/// The .xz file format, section 2.1.1.1. The older .lzma has no magic number and is not read.
bool begins_xz_stream(std::string_view bytes);

/// Refuses streams that take more than 256 MiB to unpack; xz -9 makes such of 65 MiB.
std::unique_ptr<Decoder> make_xz_decoder();

}  // namespace mapgen
