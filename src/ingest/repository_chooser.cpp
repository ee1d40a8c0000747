#include "ingest/repository_chooser.hpp"

#include <cstring>

namespace mapgen {
namespace {

constexpr std::size_t remembered_folders = std::size_t{1} << 14;

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = text.size() * 0x9e3779b97f4a7c15U;
    for (; text.size() >= sizeof hash; text.remove_prefix(sizeof hash)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof word);
        hash = (hash ^ word) * 0xd6e8feb86659fd93U;
        hash ^= hash >> 32;
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    hash = (hash ^ rest) * 0xd6e8feb86659fd93U;
    return hash ^ (hash >> 32);
}

}  // namespace

RepositoryChooser::RepositoryChooser(const RepositoryRules& rules)
    : m_rules(rules), m_folders(remembered_folders) {}

RepoSet RepositoryChooser::choose(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos || slash == 0 ||
        m_rules.knows_segment(path.substr(slash + 1))) {
        return m_rules.choose(path);
    }
    const std::string_view folder_path = path.substr(0, slash);
    Folder& folder = m_folders[hash_of(folder_path) % remembered_folders];
    if (folder.path != folder_path) {
        folder.path.assign(folder_path);
        folder.repositories = m_rules.choose(path);
    }
    return folder.repositories;
}

}  // namespace mapgen
