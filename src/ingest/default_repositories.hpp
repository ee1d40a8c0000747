#pragma once

#include <vector>

#include "ingest/repository_rules.hpp"

namespace mapgen {

/// `all`, `fedora` and `epel`, as every mirror keeps them: the trees of Fedora's master mirrors
/// (docs.fedoraproject.org, "Mirroring"; MirrorManager's report_mirror) and the places where public
/// mirrors are known to put them.
std::vector<RepositoryRule> default_repositories();

}  // namespace mapgen
