#pragma once

#include "fuzz_input.hpp"
#include "parsers/log_format.hpp"

namespace mapgen::fuzz {

/// What holds of a line that was parsed, whatever stood in it.
inline void check_parsed(const ParsedLine& parsed, const AccessRecord& record) {
    if (!parsed.has_record()) {
        require(parsed.reason() > LineOutcome::counted &&
                    parsed.reason() <= LineOutcome::rejected_too_long,
                "a line without a record has a reason");
        return;
    }
    touch(record.client);
    touch(record.path);
    touch(record.user_agent);
    touch(record.virtual_host);
    touch(record.forwarded_for);
    require(record.requests <= 1, "a line is one request or none");
    require(record.action <= Action::other, "an action is one of those there are");
}

}  // namespace mapgen::fuzz
