#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "app/input_list.hpp"
#include "app/messages.hpp"
#include "app/progress.hpp"
#include "app/run_lock.hpp"
#include "geo/geo_locator.hpp"
#include "store/state_store.hpp"

namespace mapgen {

/// The system's clock, in whole seconds.
std::chrono::sys_seconds current_time();

/// What counting needs of the configuration: zone, rules, and repositories by their numbers.
class CountingRules {
public:
    /// `numbers[i]` stands for the i-th configured repository.
    CountingRules(const Config& config, std::vector<std::size_t> numbers);
    CountingRules(const CountingRules&) = delete;
    CountingRules& operator=(const CountingRules&) = delete;

    const CountSettings& settings() const { return m_settings; }

private:
    std::vector<std::size_t> m_numbers;
    RepositoryRules m_repositories;
    CountSettings m_settings;
};

/// The GeoIP tables as configured, or those in the usual places. Throws as GeoLocator does.
GeoLocator open_locator(const Config& config);

/// The state's numbers of the configured repositories, given out where they are new.
std::vector<std::size_t> repository_numbers(const Config& config, StateStore& store);

/// A run that writes to a state: one at a time, and on record from its beginning, so that
/// `mapgen status` tells of one that was killed.
class IngestRun {
public:
    /// Throws an Error, before anything is written, where the GeoIP tables cannot be used, another
    /// run holds the lock, or the state was counted with other settings.
    IngestRun(const Config& config, const std::string& command, Messages& messages,
              Progress& progress);

    StateStore& store() { return m_store; }
    const std::vector<std::size_t>& numbers() const { return m_numbers; }

    /// Reads all items into the state, several at once; one that fails does not stop the
    /// others. Problems go to the messages. Then seals the days that are due.
    void ingest(std::span<const InputItem> items);
    /// Runs `work` and closes the record with the exit code that the problems call for, which it
    /// returns, or with the exception that `work` throws.
    int record(const std::function<void()>& work);

private:
    void say_once(const std::string& input, const std::string& advice);
    void close_record(int exit_code, const std::string& error);

    const Config& m_config;
    Messages& m_messages;
    Progress& m_progress;
    GeoLocator m_locator;
    RunLock m_lock;
    StateStore m_store;
    std::vector<std::size_t> m_numbers;
    RunReport m_report;
};

}  // namespace mapgen
