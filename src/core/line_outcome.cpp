#include "core/line_outcome.hpp"

#include <numeric>

namespace mapgen {
namespace {

constexpr std::array<std::string_view, line_outcome_count> reasons{
    "",         "method",    "status",    "no-request", "upload",
    "deletion", "aborted",   "directory", "message",    "user-agent",
    "blank",    "malformed", "bad-date",  "bad-number", "too-long"};

}  // namespace

std::string_view outcome_class(LineOutcome outcome) {
    if (outcome == LineOutcome::counted) {
        return "counted";
    }
    return is_skipped(outcome) ? "skipped" : "rejected";
}

std::string_view outcome_reason(LineOutcome outcome) {
    return reasons[static_cast<std::size_t>(outcome)];
}

void LineTally::add(const LineTally& other) {
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i] += other.m_lines[i];
    }
}

std::uint64_t LineTally::read() const {
    return std::accumulate(m_lines.begin(), m_lines.end(), std::uint64_t{0});
}

std::uint64_t LineTally::skipped() const {
    return read() - counted() - rejected();
}

std::uint64_t LineTally::rejected() const {
    const auto first = static_cast<std::ptrdiff_t>(LineOutcome::rejected_malformed);
    return std::accumulate(m_lines.begin() + first, m_lines.end(), std::uint64_t{0});
}

}  // namespace mapgen
