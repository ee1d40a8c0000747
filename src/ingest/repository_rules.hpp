#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/repo_set.hpp"

namespace mapgen {

/// Which paths belong to a repository, as the configuration says it.
struct RepositoryRule {
    std::string name;                 ///< "epel": in file names and on the command line
    std::string title;                ///< "EPEL": in frames
    std::vector<std::string> match;   ///< patterns, see RepositoryRules
    std::vector<std::string> except;  ///< patterns of paths that are left out all the same

    bool operator==(const RepositoryRule&) const = default;
};

/// Chooses repositories by path. A pattern is a list of whole segments, compared without regard
/// to ASCII case, from the root on, and takes everything below it:
///   /pub/kde      that directory or file, and all below
///   *             one segment; inside a segment, *, ? and [0-9] work as in fnmatch(3)
///   **            any number of segments, none among them
///   $             as the last segment: nothing may follow
/// "/" takes every path, and requests that have none.
class RepositoryRules {
public:
    /// `ids[i]` is the number that stands for `rules[i]` in a RepoSet. Throws a usage Error that
    /// quotes a pattern that does not begin with "/" or has "$" elsewhere than at its end.
    RepositoryRules(std::span<const RepositoryRule> rules, std::span<const std::size_t> ids);

    /// `path` as normalise_path() gives it. Thread-safe.
    RepoSet choose(std::string_view path) const;
    /// Whether some pattern names this segment, or has a wildcard for it. Paths that differ only in
    /// a last segment of which that is not so belong to the same repositories.
    bool knows_segment(std::string_view segment) const;

private:
    enum class ElementKind : std::uint8_t { literal, one, any_number, glob, end };
    struct Element {
        ElementKind kind;
        std::int32_t index = -1;  // into m_literals or m_globs
    };
    struct Glob {
        std::string text;            // in lower case
        std::size_t literal_length;  // of what stands before its first wildcard
    };
    struct Pattern {
        std::vector<Element> elements;
        std::uint64_t literals = 0;  // literal_bit() of each literal that a path must have
    };
    struct Repository {
        std::size_t id;
        std::vector<Pattern> match;
        std::vector<Pattern> except;
    };
    /// A segment of a path, and which literal it is (−1: none).
    struct Segment {
        std::string_view text;
        std::int32_t literal;
    };

    Pattern compile(const std::string& rule_name, std::string_view text);
    std::int32_t literal_index(std::string_view segment) const;
    static std::uint64_t literal_bit(std::int32_t literal) {
        return std::uint64_t{1} << (literal % 64);
    }
    std::int32_t glob_index(std::string_view segment);
    static bool matches_glob(const Glob& glob, std::string_view segment);
    bool matches(std::span<const Element> pattern, std::span<const Segment> segments) const;
    bool any_matches(const std::vector<Pattern>& patterns, std::span<const Segment> segments,
                     std::uint64_t literals) const;

    std::vector<Repository> m_repositories;
    std::vector<std::string> m_literals;  // lower case
    std::vector<std::vector<std::int32_t>> m_literals_by_length;
    /// Which first letters, in lower case, the literals of each length have: bit letter % 64.
    std::vector<std::uint64_t> m_first_letters_by_length;
    std::vector<Glob> m_globs;
    RepoSet m_everything;  // repositories that take every path
};

}  // namespace mapgen
