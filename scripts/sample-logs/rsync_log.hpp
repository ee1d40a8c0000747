#pragma once

#include <cstdint>

#include "log_builder.hpp"
#include "random.hpp"

namespace sample_logs {

/// Writes the period's part of an rsyncd log, in UTC and with transfer logging in rsync's default
/// format, that has about `total` lines in all: those of sessions, which run beside each other.
void write_rsync_log(LogBuilder& log, const World& world, std::size_t period, std::uint64_t total,
                     Random random);

}  // namespace sample_logs
