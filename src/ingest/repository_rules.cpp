#include "ingest/repository_rules.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "core/error.hpp"

namespace mapgen {
namespace {

// Deeper paths are compared by their first segments only, which is where repositories are told
// apart; real trees have a dozen levels.
constexpr std::size_t most_segments = 64;

bool equal_ignoring_case(std::string_view text, std::string_view lowered) {
    return text.size() == lowered.size() &&
           std::equal(text.begin(), text.end(), lowered.begin(),
                      [](char a, char b) { return lower_case(a) == b; });
}

std::uint64_t letter_bit(std::string_view text) {
    return std::uint64_t{1} << (static_cast<unsigned char>(lower_case(text.front())) % 64);
}

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> segments;
    for (std::size_t at = 1; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        if (end > at) {
            segments.push_back(path.substr(at, end - at));
        }
        at = end + 1;
    }
    return segments;
}

}  // namespace

RepositoryRules::RepositoryRules(std::span<const RepositoryRule> rules,
                                 std::span<const std::size_t> ids) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
        Repository& repository = m_repositories.emplace_back();
        repository.id = ids[i];
        for (const std::string& text : rules[i].match) {
            repository.match.push_back(compile(rules[i].name, text));
        }
        for (const std::string& text : rules[i].except) {
            repository.except.push_back(compile(rules[i].name, text));
        }
        const bool takes_all =
            std::any_of(repository.match.begin(), repository.match.end(),
                        [](const Pattern& pattern) { return pattern.elements.empty(); });
        if (takes_all && repository.except.empty()) {
            m_everything.insert(repository.id);
            m_repositories.pop_back();
        }
    }
}

RepositoryRules::Pattern RepositoryRules::compile(const std::string& rule_name,
                                                  std::string_view text) {
    if (!text.starts_with('/')) {
        throw usage_error(fmt::format(
            "repository \"{}\": the pattern \"{}\" must begin with \"/\" (\"**/{}\" below any "
            "directory is written \"/**/{}\")",
            rule_name, text, text, text));
    }
    Pattern pattern;
    for (const std::string_view segment : split(text)) {
        std::vector<Element>& elements = pattern.elements;
        if (!elements.empty() && elements.back().kind == ElementKind::end) {
            throw usage_error(fmt::format(
                "repository \"{}\": the pattern \"{}\" has \"$\" before its last segment",
                rule_name, text));
        }
        if (segment == "**") {
            elements.push_back({ElementKind::any_number});
        } else if (segment == "*") {
            elements.push_back({ElementKind::one});
        } else if (segment == "$") {
            elements.push_back({ElementKind::end});
        } else if (segment.find_first_of("*?[") != std::string_view::npos) {
            elements.push_back({ElementKind::glob, glob_index(segment)});
        } else {
            std::int32_t index = literal_index(segment);
            if (index < 0) {
                std::string literal = lower_case(segment);
                index = static_cast<std::int32_t>(m_literals.size());
                if (m_literals_by_length.size() <= literal.size()) {
                    m_literals_by_length.resize(literal.size() + 1);
                    m_first_letters_by_length.resize(literal.size() + 1);
                }
                m_first_letters_by_length[literal.size()] |= letter_bit(literal);
                m_literals_by_length[literal.size()].push_back(index);
                m_literals.push_back(std::move(literal));
            }
            pattern.literals |= literal_bit(index);
            elements.push_back({ElementKind::literal, index});
        }
    }
    return pattern;
}

std::int32_t RepositoryRules::literal_index(std::string_view segment) const {
    if (segment.size() >= m_literals_by_length.size() || segment.empty() ||
        (m_first_letters_by_length[segment.size()] & letter_bit(segment)) == 0) {
        return -1;
    }
    for (const std::int32_t index : m_literals_by_length[segment.size()]) {
        if (equal_ignoring_case(segment, m_literals[static_cast<std::size_t>(index)])) {
            return index;
        }
    }
    return -1;
}

bool RepositoryRules::knows_segment(std::string_view segment) const {
    return literal_index(segment) >= 0 ||
           std::any_of(m_globs.begin(), m_globs.end(),
                       [&](const Glob& glob) { return matches_glob(glob, segment); });
}

std::int32_t RepositoryRules::glob_index(std::string_view segment) {
    const std::string text = lower_case(segment);
    const auto known = std::find_if(m_globs.begin(), m_globs.end(),
                                    [&](const Glob& glob) { return glob.text == text; });
    const auto index = static_cast<std::int32_t>(known - m_globs.begin());
    if (known == m_globs.end()) {
        m_globs.push_back({text, std::min(text.find_first_of("*?["), text.size())});
    }
    return index;
}

bool RepositoryRules::matches_glob(const Glob& glob, std::string_view segment) {
    // Most segments differ before the first wildcard already, and fnmatch(3) is slow.
    const std::string_view literal(glob.text.data(), glob.literal_length);
    return segment.size() >= literal.size() &&
           equal_ignoring_case(segment.substr(0, literal.size()), literal) &&
           fnmatch(glob.text.c_str(), std::string(segment).c_str(), FNM_CASEFOLD | FNM_NOESCAPE) ==
               0;
}

bool RepositoryRules::matches(std::span<const Element> pattern,
                              std::span<const Segment> segments) const {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const Element& expected = pattern[i];
        if (expected.kind == ElementKind::end) {
            return segments.empty();
        }
        if (expected.kind == ElementKind::any_number) {
            const auto rest = pattern.subspan(i + 1);
            for (std::size_t skip = 0; skip <= segments.size(); ++skip) {
                if (matches(rest, segments.subspan(skip))) {
                    return true;
                }
            }
            return false;
        }
        if (segments.empty()) {
            return false;
        }
        const Segment& segment = segments.front();
        if (expected.kind == ElementKind::literal && segment.literal != expected.index) {
            return false;
        }
        if (expected.kind == ElementKind::glob &&
            !matches_glob(m_globs[static_cast<std::size_t>(expected.index)], segment.text)) {
            return false;
        }
        segments = segments.subspan(1);
    }
    return true;
}

bool RepositoryRules::any_matches(const std::vector<Pattern>& patterns,
                                  std::span<const Segment> segments, std::uint64_t literals) const {
    return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& pattern) {
        return (pattern.literals & ~literals) == 0 && matches(pattern.elements, segments);
    });
}

RepoSet RepositoryRules::choose(std::string_view path) const {
    RepoSet chosen = m_everything;
    if (path.empty()) {
        return chosen;
    }
    std::array<Segment, most_segments> buffer;
    std::size_t count = 0;
    std::uint64_t literals = 0;
    for (std::size_t at = 1; at < path.size() && count < buffer.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view text = path.substr(at, end - at);
        const std::int32_t literal = literal_index(text);
        buffer[count++] = {text, literal};
        literals |= literal < 0 ? 0 : literal_bit(literal);
        at = end + 1;
    }
    const std::span<const Segment> segments(buffer.data(), count);
    for (const Repository& repository : m_repositories) {
        if (any_matches(repository.match, segments, literals) &&
            !any_matches(repository.except, segments, literals)) {
            chosen.insert(repository.id);
        }
    }
    return chosen;
}

}  // namespace mapgen
