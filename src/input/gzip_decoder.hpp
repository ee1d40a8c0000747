#pragma once

#include <memory>
#include <string_view>

#include "input/compression.hpp"

namespace mapgen {

/// RFC 1952, section 2.3.1: the two bytes of the magic number and the one compression method.
bool begins_gzip_member(std::string_view bytes);

std::unique_ptr<Decoder> make_zlib_gzip_decoder();
#if MAPGEN_ISAL
/// Two to three times as fast, with the same results.
std::unique_ptr<Decoder> make_isal_gzip_decoder();
#endif
/// The faster one of those that the build has.
std::unique_ptr<Decoder> make_gzip_decoder();

}  // namespace mapgen
