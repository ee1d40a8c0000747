#include "app/tally_text.hpp"

#include <fmt/format.h>

#include <vector>

namespace mapgen {
namespace {

std::string reasons(const LineTally& lines, bool (*wanted)(LineOutcome)) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < line_outcome_count; ++i) {
        const auto outcome = static_cast<LineOutcome>(i);
        if (wanted(outcome) && lines.of(outcome) > 0) {
            texts.push_back(fmt::format("{} {}", lines.of(outcome), outcome_reason(outcome)));
        }
    }
    return texts.empty() ? "" : fmt::format(" ({})", fmt::join(texts, ", "));
}

}  // namespace

std::string tally_text(const LineTally& lines) {
    return fmt::format("{} read = {} counted + {} skipped{} + {} rejected{}", lines.read(),
                       lines.counted(), lines.skipped(), reasons(lines, is_skipped),
                       lines.rejected(), reasons(lines, is_rejected));
}

}  // namespace mapgen
