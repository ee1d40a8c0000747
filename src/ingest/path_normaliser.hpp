#pragma once

#include <string>
#include <string_view>

#include "core/access_record.hpp"

namespace mapgen {

/// The path by which a repository is chosen: it begins with "/", has no empty, "." or ".." segments
/// and no slash at its end ("/" alone is the root); ".." never climbs above the root.
///
/// HTTP targets (RFC 9112, section 3.2) lose scheme and host of the absolute form and the query,
/// and their percent-escapes are decoded first; FTP and rsync paths are taken as they are. The
/// result is a view of `raw` where nothing had to change, of `scratch` otherwise; empty where `raw`
/// holds no path ("*", "").
///
/// `is_plain` is AccessRecord::is_plain_path: the caller knows that `raw` needs no second look.
std::string_view normalise_path(std::string_view raw, Protocol protocol, std::string& scratch,
                                bool is_plain = false);

}  // namespace mapgen
