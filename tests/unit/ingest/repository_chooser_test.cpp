#include "ingest/repository_chooser.hpp"

#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "ingest/default_repositories.hpp"

using namespace mapgen;

namespace {

/// Rules with everything that a last segment can matter for.
std::vector<RepositoryRule> rules() {
    std::vector<RepositoryRule> all = default_repositories();
    all.push_back({"ends", "", {"/a/*/$", "/b/$", "/*/c"}, {"/a/d"}});
    all.push_back({"globs", "", {"/**/x[0-9]*", "/a/?"}, {"/**/x1?"}});
    return all;
}

}  // namespace

TEST_CASE("The chooser says what the rules say, at first and again", "[repositories]") {
    const std::vector<RepositoryRule> all = rules();
    const std::vector<std::size_t> ids{0, 1, 2, 3, 4};
    const RepositoryRules repositories(all, ids);
    RepositoryChooser chooser(repositories);
    const std::vector<std::string> segments{"a",      "b",           "c",      "d",       "x1",
                                            "x12",    "pub",         "fedora", "epel",    "linux",
                                            "free",   "updates",     "file",   "x.rpm",   "Epel",
                                            "FEDORA", "fedora-43-x", "e",      "releases"};
    std::mt19937 random(7);
    for (int i = 0; i < 50'000; ++i) {
        std::string path;
        for (auto depth = random() % 6; depth > 0; --depth) {
            path.append(1, '/').append(segments[random() % segments.size()]);
        }
        if (path.empty()) {
            path.assign(random() % 2, '/');
        }
        const RepoSet expected = repositories.choose(path);
        chooser.look_for(path);
        if (chooser.choose() != expected) {
            FAIL(path);
        }
    }
}
