#include "ingest/default_repositories.hpp"

#include <string>

namespace mapgen {
namespace {

/// The segments below which Fedora's trees lie, wherever a mirror keeps them.
constexpr const char* fedora_roots[] = {"fedora", "fedora-enchilada", "fedora-secondary",
                                        "fedora-archive"};

/// A segment `epel` or `fedora-epel` among the first five, or the master's rsync module.
std::vector<std::string> epel_patterns() {
    std::vector<std::string> patterns;
    std::string above;
    for (int depth = 0; depth < 5; ++depth) {
        patterns.push_back(above + "/epel");
        patterns.push_back(above + "/fedora-epel");
        above += "/*";
    }
    patterns.emplace_back("/fedora-epel0");
    return patterns;
}

std::vector<std::string> fedora_patterns() {
    std::vector<std::string> patterns{"/pub/fedora", "/pub/alt", "/fedora-buffet/fedora",
                                      "/fedora-buffet/alt"};
    for (const char* module :
         {"fedora-enchilada", "fedora-secondary", "fedora-alt", "fedora-archive"}) {
        patterns.push_back(std::string("/") + module);
        patterns.push_back(std::string("/") + module + "0");
    }
    for (const char* root : fedora_roots) {
        for (const char* inner : {"", "/linux", "/fedora/linux"}) {
            // "$": the directory itself, as when somebody browses to it.
            for (const char* tree : {"$", "releases", "updates", "development", "extras", "core"}) {
                patterns.push_back(std::string("/**/") + root + inner + "/" + tree);
            }
        }
    }
    return patterns;
}

/// EPEL is asked first; the others are trees for Fedora, not of Fedora. What stands below Fedora's
/// own root does not matter: an image may well be called Fedora-42-x86_64.iso.
std::vector<std::string> not_fedora_patterns() {
    std::vector<std::string> patterns = epel_patterns();
    for (const char* segment :
         {"rpmfusion", "free", "nonfree", "docker-ce", "copr", "fedora_[0-9]*", "fedora-[0-9]*"}) {
        for (const char* root : fedora_roots) {
            patterns.push_back(std::string("/**/") + segment + "/**/" + root);
        }
    }
    return patterns;
}

}  // namespace

std::vector<RepositoryRule> default_repositories() {
    return {{"all", "All downloads", {"/"}, {}},
            {"fedora", "Fedora", fedora_patterns(), not_fedora_patterns()},
            {"epel", "EPEL", epel_patterns(), {}}};
}

}  // namespace mapgen
