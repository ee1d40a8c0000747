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

    /// What RepositoryRules::choose() says.
    RepoSet choose(std::string_view path);

private:
    /// Two lines of a processor's cache, so that a look-up is not two.
    struct alignas(64) Folder {
        static constexpr std::size_t longest = 112;

        RepoSet repositories;
        std::uint8_t length = 0;  // 0: none yet
        std::array<char, longest> path{};
    };

    const RepositoryRules& m_rules;
    std::vector<Folder> m_folders;  // by hash; the last one met has the place
};

}  // namespace mapgen
