#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/repo_set.hpp"
#include "ingest/repository_rules.hpp"

namespace mapgen {

/// Chooses repositories by rules, and remembers what it chose by folder: a mirror has few folders
/// for its many files. Not for two threads at once; each has its own.
class RepositoryChooser {
public:
    /// The rules must outlive the chooser.
    explicit RepositoryChooser(const RepositoryRules& rules);

    /// Begins to look for the path's folder. The path has to live until choose().
    void look_for(std::string_view path);
    /// What RepositoryRules::choose() says of the path that was looked for.
    RepoSet choose();

private:
    /// Two lines of a processor's cache, so that a look-up is not two.
    struct alignas(64) Folder {
        static constexpr std::size_t longest = 112;

        RepoSet repositories;
        std::uint8_t length = 0;  // 0: none yet
        std::array<char, longest> path{};
    };

    const RepositoryRules& m_rules;
    std::vector<Folder> m_folders;  // by hash
    std::string_view m_path;
    std::size_t m_slash = 0;  // where the path's folder ends; 0: none that could be remembered
    std::size_t m_first = 0;  // in m_folders
};

}  // namespace mapgen
