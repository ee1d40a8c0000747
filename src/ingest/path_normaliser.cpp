#include "ingest/path_normaliser.hpp"

#include <cstring>

#include "core/hex_digit.hpp"

namespace mapgen {
namespace {

/// "http://host:port/path" → "/path"; a URL without a path is the root.
std::string_view without_scheme_and_host(std::string_view target) {
    const std::size_t colon = target.find("://");
    if (colon == std::string_view::npos) {
        return target;
    }
    const std::size_t slash = target.find('/', colon + 3);
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
}

void decode_percent(std::string_view from, std::string& to) {
    to.clear();
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (from[i] == '%' && i + 2 < from.size()) {
            const int high = hex_digit(from[i + 1]);
            const int low = hex_digit(from[i + 2]);
            if (high >= 0 && low >= 0) {
                to.push_back(static_cast<char>(high * 16 + low));
                i += 2;
                continue;
            }
        }
        to.push_back(from[i]);
    }
}

bool has_slash_or_dot_after_slash(std::string_view path) {
    const char* at = path.data();
    const char* end = at + path.size();
    while (at + 1 < end) {
        at = static_cast<const char*>(std::memchr(at, '/', static_cast<std::size_t>(end - at)));
        if (at == nullptr || at + 1 >= end) {
            return false;
        }
        if (at[1] == '/' || at[1] == '.') {
            return true;
        }
        ++at;
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

std::string_view normalise_path(std::string_view raw, Protocol protocol, std::string& scratch) {
    std::string_view path = raw;
    if (protocol == Protocol::http) {
        if (!path.starts_with('/')) {
            path = without_scheme_and_host(path);
        }
        path = path.substr(0, path.find('?'));
        if (path.starts_with('/') && path.find('%') != std::string_view::npos) {
            decode_percent(path, scratch);
            path = scratch;
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
