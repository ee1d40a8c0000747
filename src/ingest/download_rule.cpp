#include "ingest/download_rule.hpp"

#include <algorithm>

namespace mapgen {

DownloadRule::DownloadRule(CountMode mode, std::vector<std::string> excluded_user_agents)
    : m_mode(mode), m_excluded_user_agents(std::move(excluded_user_agents)) {}

LineOutcome DownloadRule::outcome_of(const AccessRecord& record) const {
    LineOutcome outcome = LineOutcome::skipped_message;
    switch (record.action) {
        case Action::get:
        case Action::head:
        case Action::other_method:
        case Action::unreadable:
            outcome = http_outcome(record);
            break;
        case Action::sent:
            outcome = LineOutcome::counted;
            break;
        case Action::sent_partly:
            outcome = LineOutcome::skipped_aborted;
            break;
        case Action::received:
            outcome = LineOutcome::skipped_upload;
            break;
        case Action::deleted:
            outcome = LineOutcome::skipped_deletion;
            break;
        case Action::other:
            outcome = LineOutcome::skipped_message;
            break;
    }
    if (outcome != LineOutcome::counted || record.user_agent.empty()) {
        return outcome;
    }
    const bool excluded = std::any_of(
        m_excluded_user_agents.begin(), m_excluded_user_agents.end(), [&](const std::string& part) {
            return record.user_agent.find(part) != std::string_view::npos;
        });
    return excluded ? LineOutcome::skipped_user_agent : LineOutcome::counted;
}

LineOutcome DownloadRule::http_outcome(const AccessRecord& record) const {
    if (record.action == Action::unreadable) {
        return LineOutcome::skipped_no_request;
    }
    if (m_mode == CountMode::accesses) {
        const bool answered = record.status >= 100 && record.status < 400;
        return answered ? LineOutcome::counted : LineOutcome::skipped_status;
    }
    if (record.action != Action::get) {
        return LineOutcome::skipped_method;
    }
    return record.status == 200 || record.status == 206 ? LineOutcome::counted
                                                        : LineOutcome::skipped_status;
}

}  // namespace mapgen
