#pragma once

#include <filesystem>

#include "log_builder.hpp"
#include "options.hpp"

namespace sample_logs {

/// Writes a mirror's HTTP, FTP and rsync logs as logrotate leaves them (today's and yesterday's
/// plain, older ones gzipped), truth.csv, truth-lines.csv and, last of all, a mapgen.toml that
/// reads them, into the options' output directory. Logs of an earlier call are removed first.
void write_mirror_logs(const Options& options, const World& world);

/// Writes one combined log of all days, and the truth beside it as FILE.truth.csv.
void write_combined_log(const Options& options, const World& world);

}  // namespace sample_logs
