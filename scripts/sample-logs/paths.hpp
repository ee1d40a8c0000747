#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "random.hpp"

namespace sample_logs {

/// To which of the two repositories a path belongs; none is everything else that a mirror holds.
enum class Repository : std::uint8_t { none, epel, fedora };

/// A file of a mirror that keeps its trees at one of the places where real mirrors keep them,
/// Fedora's and EPEL's as well as look-alikes that are neither. Appends the path to `text`.
Repository append_path(std::string& text, Random& random);

/// The same as a request target: sometimes with a query, escapes, a host in front, or detours that
/// lead to the same file.
Repository append_request_target(std::string& text, Random& random);

/// A file of a host that serves nothing but EPEL.
void append_epel_host_path(std::string& text, Random& random);

/// What a tree looks like below its prefix.
enum class Tree : std::uint8_t {
    epel,          ///< 9/Everything/x86_64/…
    fedora_linux,  ///< releases/42/…, updates/42/…
    fedora_top,    ///< linux/… and the lists beside it
    alt,           ///< live-respins/…
    other,         ///< packages and metadata alone
    as_is,         ///< the prefix is a whole path
};

/// A module of an rsync server, or a directory in one.
struct RsyncModule {
    std::string_view name;
    std::string_view prefix;
    Tree tree;
    Repository repository;
    std::uint32_t weight;
};

const RsyncModule& rsync_module(Random& random);
/// A file's path within the module.
void append_module_path(std::string& text, const RsyncModule& module, Random& random);

/// How long a file is: often a few kilobytes, rarely an image of gigabytes.
std::uint64_t file_length(Random& random);

}  // namespace sample_logs
