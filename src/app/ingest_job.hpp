#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "app/input_list.hpp"
#include "app/messages.hpp"
#include "app/progress.hpp"
#include "core/error.hpp"
#include "store/state_store.hpp"

namespace mapgen {

/// The system's clock, in whole seconds.
std::chrono::sys_seconds current_time();

/// What counting needs of the configuration, joined with the state: repositories by the state's
/// numbers, zone, rules.
class CountingRules {
public:
    CountingRules(const Config& config, StateStore& store);
    CountingRules(const CountingRules&) = delete;
    CountingRules& operator=(const CountingRules&) = delete;

    const CountSettings& settings() const { return m_settings; }

private:
    std::vector<std::size_t> m_ids;
    RepositoryRules m_repositories;
    CountSettings m_settings;
};

/// Reads all items into the state, one after the other; one that fails does not stop the others.
/// Problems go to `messages`, sums into the report. Throws an Error where the GeoIP tables or the
/// state cannot be used.
void ingest_inputs(const Config& config, StateStore& store, std::span<const InputItem> items,
                   Messages& messages, Progress& progress, RunReport& report);

/// Ends a run: seals days that are due and writes the report with the exit code that the problems
/// call for, which it returns.
int finish_run(const Config& config, StateStore& store, const Messages& messages,
               RunReport& report);

/// Writes the report of a run that an error ended, as far as the state still allows.
void record_failure(StateStore& store, const Messages& messages, RunReport& report,
                    const Error& error);

/// Runs `work`. Where it throws, the report is written all the same, with the error and its exit
/// code, for `mapgen status` to show.
template <typename Work>
int recorded(StateStore& store, const Messages& messages, RunReport& report, Work work) {
    try {
        return work();
    } catch (const Error& error) {
        record_failure(store, messages, report, error);
        throw;
    }
}

}  // namespace mapgen
