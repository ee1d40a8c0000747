#include "ingest/repository_chooser.hpp"

#include <bit>
#include <cstring>

#include "core/byte_search.hpp"
#include "core/huge_pages.hpp"

namespace mapgen {
namespace {

constexpr std::size_t remembered_folders = std::size_t{1} << 14;

std::uint64_t hash_of(std::string_view text) {
    const std::size_t length = text.size();
    // Two sums at a time, because the processor can wait for both at once.
    std::uint64_t words[2] = {0, 0};
    std::uint64_t sums[2] = {text.size() * 0x9e3779b97f4a7c15U, 0x2545f4914f6cdd1dU};
    const auto add = [&] {
        sums[0] = (std::rotl(sums[0], 29) ^ words[0]) * 0xd6e8feb86659fd93U;
        sums[1] = (std::rotl(sums[1], 31) ^ words[1]) * 0xbf58476d1ce4e5b9U;
    };
    for (; text.size() >= sizeof words; text.remove_prefix(sizeof words)) {
        std::memcpy(words, text.data(), sizeof words);
        add();
    }
    if (length >= sizeof words) {
        // What is left with some of what is before it: a copy of a known length is no call.
        std::memcpy(words, text.data() + text.size() - sizeof words, sizeof words);
    } else {
        words[0] = words[1] = 0;
        std::memcpy(words, text.data(), text.size());
    }
    add();
    const std::uint64_t hash = (sums[0] ^ std::rotl(sums[1], 32)) * 0x94d049bb133111ebU;
    return hash >> 32;
}

/// memcmp(3) without the call.
bool same_bytes(const char* a, const char* b, std::size_t size) {
    constexpr std::size_t width = 16;
    if (size < width) {
        return std::memcmp(a, b, size) == 0;
    }
    const auto differ_at = [&](std::size_t at) {
        std::uint64_t words[4];
        std::memcpy(words, a + at, width);
        std::memcpy(words + 2, b + at, width);
        return (words[0] ^ words[2]) | (words[1] ^ words[3]);
    };
    // The last ones overlap those before them.
    std::uint64_t difference = differ_at(size - width);
    for (std::size_t at = 0; at + width < size; at += width) {
        difference |= differ_at(at);
    }
    return difference == 0;
}

}  // namespace

RepositoryChooser::RepositoryChooser(const RepositoryRules& rules)
    : m_rules(rules), m_folders(make_large_table<Folder>(remembered_folders)) {}

void RepositoryChooser::look_for(std::string_view path) {
    m_path = path;
    m_slash = find_last_byte(path, '/');
    if (m_slash > Folder::longest) {
        m_slash = 0;  // npos too
    }
    m_first = hash_of(path.substr(0, m_slash)) % remembered_folders;
    __builtin_prefetch(&m_folders[m_first]);
    __builtin_prefetch(&m_folders[m_first ^ 1]);
}

RepoSet RepositoryChooser::choose() {
    if (m_slash == 0 || m_rules.knows_segment(m_path.substr(m_slash + 1))) {
        return m_rules.choose(m_path);
    }
    // Each folder has two places, and a newcomer moves the one before it into the second.
    Folder& folder = m_folders[m_first];
    Folder& other = m_folders[m_first ^ 1];
    const auto is_here = [&](const Folder& known) {
        return known.length == m_slash && same_bytes(known.path.data(), m_path.data(), m_slash);
    };
    if (is_here(folder)) {
        return folder.repositories;
    }
    if (is_here(other)) {
        return other.repositories;
    }
    other = folder;
    std::memcpy(folder.path.data(), m_path.data(), m_slash);
    folder.length = static_cast<std::uint8_t>(m_slash);
    folder.repositories = m_rules.choose(m_path);
    return folder.repositories;
}

}  // namespace mapgen
