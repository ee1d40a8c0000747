#include "ingest/path_normaliser.hpp"

#include <cstring>

#include "core/byte_search.hpp"
#include "parsers/percent_escapes.hpp"
#include "parsers/plain_path.hpp"

namespace mapgen {
namespace {

/// "http://host:port/path" → "/path"; a URL without a path is the root.
std::string_view without_scheme_and_host(std::string_view target) {
    const std::size_t colon = target.find("://");
    // RFC 3986, section 3.1: a scheme is letters, digits, "+", "-" and "."; a query may hold a URL.
    constexpr std::string_view scheme =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.";
    if (colon == std::string_view::npos || target.find_first_not_of(scheme) != colon) {
        return target;
    }
    const std::size_t host_end = target.find_first_of("/?#", colon + 3);
    const bool has_path = host_end != std::string_view::npos && target[host_end] == '/';
    return has_path ? target.substr(host_end) : std::string_view("/");
}

bool has_slash_or_dot_after_slash(std::string_view path) {
    for (std::size_t at = 0; at + 1 < path.size(); ++at) {
        if (path[at] == '/' && (path[at + 1] == '/' || path[at + 1] == '.')) {
            return true;
        }
    }
    return false;
}

/// Rewrites `path` in place: it only ever becomes shorter.
void resolve_segments(std::string& path) {
    std::size_t out = 0;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t slash = path.find('/', at + 1);
        const std::size_t end = slash == std::string::npos ? path.size() : slash;
        const std::string_view segment(path.data() + at + 1, end - at - 1);
        if (segment == "..") {
            const std::size_t parent = std::string_view(path.data(), out).rfind('/');
            out = parent == std::string_view::npos ? 0 : parent;
        } else if (!segment.empty() && segment != ".") {
            std::memmove(path.data() + out, path.data() + at, end - at);
            out += end - at;
        }
        at = end;
    }
    path.resize(out);
    if (path.empty()) {
        path = "/";
    }
}

}  // namespace

std::string_view normalise_path(std::string_view raw, Protocol protocol, std::string& scratch,
                                bool is_plain) {
    std::string_view path = raw;
    if (path.starts_with('/') && (is_plain || is_plain_path(path))) {
        if (path.size() > 1 && path.back() == '/') {
            path.remove_suffix(1);
        }
        return path;
    }
    if (protocol == Protocol::http) {
        if (!path.starts_with('/')) {
            path = without_scheme_and_host(path);
        }
        path = path.substr(0, find_byte(path, '?'));
        if (path.starts_with('/')) {
            path = undo_percent_escapes(path, scratch);
        }
    }
    if (!path.starts_with('/')) {
        return {};
    }
    if (has_slash_or_dot_after_slash(path)) {
        if (path.data() != scratch.data()) {
            scratch.assign(path);
        }
        resolve_segments(scratch);
        path = scratch;
    }
    if (path.size() > 1 && path.back() == '/') {
        path.remove_suffix(1);
    }
    return path;
}

}  // namespace mapgen
