#pragma once

#include <string_view>

namespace mapgen {

/// Whether one of two texts begins with the other: what is there of a magic number is right.
constexpr bool agree(std::string_view magic, std::string_view bytes) {
    return magic.starts_with(bytes) || bytes.starts_with(magic);
}

}  // namespace mapgen
