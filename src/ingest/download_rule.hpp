#pragma once

#include <string>
#include <vector>

#include "core/access_record.hpp"
#include "core/line_outcome.hpp"

namespace mapgen {

/// What counts, beside FTP's and rsync's completed transfers to a client.
enum class CountMode {
    downloads,  ///< HTTP: GET answered 200 or 206
    accesses,   ///< HTTP: any request answered below 400
};

/// Decides whether a record is a download.
class DownloadRule {
public:
    /// A request whose user agent contains one of `excluded_user_agents` does not count.
    DownloadRule(CountMode mode, std::vector<std::string> excluded_user_agents);

    /// `counted`, or why the record is skipped. Thread-safe.
    LineOutcome outcome_of(const AccessRecord& record) const;

private:
    LineOutcome http_outcome(const AccessRecord& record) const;

    CountMode m_mode;
    std::vector<std::string> m_excluded_user_agents;
};

}  // namespace mapgen
