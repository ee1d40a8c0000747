#pragma once

#include <cstddef>
#include <string_view>

namespace mapgen {

/// The letters of the escapes in a `log format` of rsyncd.conf(5), as log_formatted() in rsync's
/// log.c has them, and how long what it writes for one of them is.
inline constexpr std::string_view rsync_escapes = "abBcCfGhilLmMnopPtuU";

/// Whether what is written for `letter` tells by itself where it ends, read from either side.
bool has_fixed_rsync_length(char letter);

/// How many of the first bytes of `text` are what was written for `letter`; npos where they cannot
/// be. `then` is the text that follows in the format, empty where another escape does.
std::size_t rsync_length_from_left(char letter, std::string_view text, std::string_view then);

/// The same for the last bytes of `text`; `before` stands in front of the escape in the format.
std::size_t rsync_length_from_right(char letter, std::string_view text, std::string_view before);

/// What might be written for `letter`.
std::string_view rsync_example(char letter);

}  // namespace mapgen
