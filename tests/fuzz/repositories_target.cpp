// Patterns of repositories, and any paths. Input: lines, each beginning with "+" (a pattern to
// match), "-" (an exception), "=" (the next repository) or else holding a path.

#include <numeric>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "fuzz_input.hpp"
#include "ingest/path_normaliser.hpp"
#include "ingest/repository_rules.hpp"

using namespace mapgen;
using namespace mapgen::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    constexpr std::size_t most_repositories = 8;
    std::string_view data = text_of(bytes, size);
    std::vector<RepositoryRule> rules(1);
    std::vector<std::string_view> paths;
    while (!data.empty()) {
        const std::string_view line = take_line(data);
        if (line.starts_with('+')) {
            rules.back().match.emplace_back(line.substr(1));
        } else if (line.starts_with('-')) {
            rules.back().except.emplace_back(line.substr(1));
        } else if (line.starts_with('=') && rules.size() < most_repositories) {
            rules.emplace_back().name = line.substr(1);
        } else {
            paths.push_back(line);
        }
    }
    std::vector<std::size_t> ids(rules.size());
    std::iota(ids.begin(), ids.end(), std::size_t{0});
    try {
        const RepositoryRules chooser(rules, ids);
        std::string scratch;
        for (const std::string_view raw : paths) {
            const OwnedText path(normalise_path(raw, Protocol::http, scratch));
            const RepoSet chosen = chooser.choose(path.view());
            require(chosen == chooser.choose(path.view()), "the same path, the same choice");
        }
    } catch (const Error& error) {
        require(error.kind() == ErrorKind::usage, "a wrong pattern is a usage error");
    }
    return 0;
}
