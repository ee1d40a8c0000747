#include "app/ingest_job.hpp"

#include <fmt/format.h>

#include <map>

#include "core/error.hpp"
#include "ingest/day_clock.hpp"
#include "ingest/input_reader.hpp"

namespace mapgen {
namespace {

// Logs of a machine whose clock is a little ahead are still believed.
constexpr int days_ahead = 366;

std::string joined_credits(const GeoLocator& locator) {
    std::vector<std::string> credits;
    for (const GeoLocator::Table& table : locator.tables()) {
        if (!table.credit.empty() &&
            std::find(credits.begin(), credits.end(), table.credit) == credits.end()) {
            credits.push_back(table.credit);
        }
    }
    return fmt::format("{}", fmt::join(credits, ", "));
}

void report_input(const InputItem& item, const InputReport& result, Messages& messages) {
    const std::string path = item.path.string();
    switch (result.result) {
        case InputReport::Result::read:
            messages.detail(fmt::format(
                "{}: {}: {} lines read, {} counted, {} skipped, {} rejected{}", path,
                result.format.empty() ? "no format" : result.format, result.lines.read(),
                result.lines.counted(), result.lines.skipped(), result.lines.rejected(),
                result.waiting_bytes > 0 ? "; its last line is not finished and waits" : ""));
            break;
        case InputReport::Result::unchanged:
            messages.detail(path + ": not changed since it was read");
            break;
        case InputReport::Result::nothing_new:
            messages.detail(path + ": nothing new");
            break;
        case InputReport::Result::failed:
            break;
    }
    if (result.problem) {
        messages.problem(*result.problem);
    }
    if (result.late_requests > 0) {
        messages.detail(
            fmt::format("{}: {} requests came after their days were sealed: they add "
                        "requests and bytes, no clients",
                        path, result.late_requests));
    }
}

}  // namespace

std::chrono::sys_seconds current_time() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

CountingRules::CountingRules(const Config& config, std::vector<std::size_t> numbers)
    : m_numbers(std::move(numbers)), m_repositories(config.repositories, m_numbers) {
    m_settings.zone = zone_named(config.timezone);
    m_settings.last_possible_day =
        CivilDay(std::chrono::floor<std::chrono::days>(current_time())) + days_ahead;
    m_settings.v6_prefix_length = config.ipv6_prefix;
    m_settings.downloads = DownloadRule(config.count, config.exclude_user_agents);
    m_settings.repositories = &m_repositories;
    for (const std::size_t number : m_numbers) {
        m_settings.counted_repositories.insert(number);
    }
}

GeoLocator open_locator(const Config& config) {
    return GeoLocator(config.geoip_tables.empty() ? default_geoip_tables() : config.geoip_tables);
}

std::vector<std::size_t> repository_numbers(const Config& config, StateStore& store) {
    std::vector<std::size_t> numbers;
    for (const RepositoryRule& rule : config.repositories) {
        numbers.push_back(store.repository_id(rule.name));
    }
    return numbers;
}

IngestRun::IngestRun(const Config& config, const std::string& command, Messages& messages,
                     Progress& progress)
    : m_config(config),
      m_messages(messages),
      m_progress(progress),
      m_locator(open_locator(config)),
      m_lock(config.state),
      m_store(config.state, StateStore::Access::read_write) {
    m_store.require_settings({config.timezone, name_of(config.count), config.ipv6_prefix});
    m_numbers = repository_numbers(config, m_store);
    m_report.command = command;
    m_report.started = current_time();
    m_report.finished = m_report.started;
    m_store.write_run(m_report);
}

void IngestRun::ingest(std::span<const InputItem> items) {
    m_store.remember("geoip_credit", joined_credits(m_locator));
    const CountingRules rules(m_config, m_numbers);
    std::size_t done = 0;
    std::map<std::string, std::string> advice;  // by input
    InputReader reader({m_store, m_locator, rules.settings(), m_config.jobs, current_time(),
                        [&](const InputItem& item, std::uint64_t bytes) {
                            m_progress.show(fmt::format("read {} of {}; reading {} ({} MB)", done,
                                                        items.size(), item.path.string(),
                                                        bytes / 1'000'000));
                        }});
    reader.read(items, [&](const InputItem& item, const InputReport& report) {
        ++done;
        m_progress.clear();
        report_input(item, report, m_messages);
        if (!report.advice.empty()) {
            advice.try_emplace(item.settings.name,
                               fmt::format("input \"{}\": {}", item.settings.name, report.advice));
        }
        ++m_report.inputs_seen;
        m_report.inputs_read += report.result == InputReport::Result::read ? 1 : 0;
        m_report.lines.add(report.lines);
    });
    for (const auto& [input, text] : advice) {
        say_once(input, text);
    }
    if (m_locator.damaged_lookups() > 0) {
        m_messages.problem(fmt::format(
            "{}: {} look-ups met damaged data; get the table anew with scripts/fetch-geoip",
            m_locator.tables().front().path.string(), m_locator.damaged_lookups()));
    }
    m_store.seal_days(current_time(), std::chrono::days{m_config.seal_after_days});
}

void IngestRun::say_once(const std::string& input, const std::string& advice) {
    const std::string name = "advice for " + input;
    if (m_store.recall(name) != advice) {
        m_messages.notice(advice);
        m_store.remember(name, advice);
    }
}

int IngestRun::record(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        close_record(error.exit_code(), error.what());
        throw;
    } catch (const std::exception& error) {
        close_record(3, error.what());
        throw;
    }
    const int exit_code = m_messages.problems().empty() ? 0 : 1;
    close_record(exit_code, "");
    return exit_code;
}

void IngestRun::close_record(int exit_code, const std::string& error) {
    std::vector<std::string> problems = m_messages.problems();
    if (!error.empty()) {
        problems.push_back(error);
    }
    m_report.exit_code = exit_code;
    m_report.problems = fmt::format("{}", fmt::join(problems, "\n"));
    m_report.finished = current_time();
    try {
        m_store.write_run(m_report);
    } catch (const Error&) {
        if (error.empty()) {
            throw;
        }
        // The error at hand is the one to tell; it may well be the state itself.
    }
}

}  // namespace mapgen
