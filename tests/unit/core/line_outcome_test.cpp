#include "core/line_outcome.hpp"

#include <set>
#include <string>

#include "catch.hpp"

using namespace mapgen;

TEST_CASE("Read is counted plus skipped plus rejected", "[line_outcome]") {
    LineTally tally;
    for (std::size_t i = 0; i < line_outcome_count; ++i) {
        tally.add(static_cast<LineOutcome>(i), i + 1);
    }
    CHECK(tally.read() == line_outcome_count * (line_outcome_count + 1) / 2);
    CHECK(tally.counted() + tally.skipped() + tally.rejected() == tally.read());
    CHECK(tally.counted() == 1);
    CHECK(tally.rejected() == 12 + 13 + 14 + 15);

    LineTally sum = tally;
    sum.add(tally);
    CHECK(sum.read() == 2 * tally.read());
    CHECK(sum.of(LineOutcome::skipped_status) == 2 * tally.of(LineOutcome::skipped_status));
}

TEST_CASE("Every outcome has a class and a name of its own", "[line_outcome]") {
    std::set<std::string> names;
    for (std::size_t i = 0; i < line_outcome_count; ++i) {
        const auto outcome = static_cast<LineOutcome>(i);
        const std::string name =
            std::string(outcome_class(outcome)) + " " + std::string(outcome_reason(outcome));
        CHECK(names.insert(name).second);
        CHECK(outcome_reason(outcome).empty() == (outcome == LineOutcome::counted));
    }
    CHECK(outcome_class(LineOutcome::skipped_blank) == "skipped");
    CHECK(outcome_class(LineOutcome::rejected_malformed) == "rejected");
}
