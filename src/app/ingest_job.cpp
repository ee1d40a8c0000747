#include "app/ingest_job.hpp"

#include <fmt/format.h>

#include "geo/geo_locator.hpp"
#include "ingest/day_clock.hpp"
#include "ingest/input_reader.hpp"

namespace mapgen {
namespace {

std::vector<std::size_t> repository_ids(const Config& config, StateStore& store) {
    std::vector<std::size_t> ids;
    for (const RepositoryRule& rule : config.repositories) {
        ids.push_back(store.repository_id(rule.name));
    }
    return ids;
}

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
                "{}: {}: {} lines read, {} counted, {} skipped, {} rejected{}", path, result.format,
                result.lines.read(), result.lines.counted(), result.lines.skipped(),
                result.lines.rejected(),
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
        messages.detail(fmt::format("{}: {} requests came after their days were sealed: they add "
                                    "requests and bytes, no clients", path, result.late_requests));
    }
}

}  // namespace

std::chrono::sys_seconds current_time() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

CountingRules::CountingRules(const Config& config, StateStore& store)
    : m_ids(repository_ids(config, store)), m_repositories(config.repositories, m_ids) {
    m_settings.zone = zone_named(config.timezone);
    m_settings.v6_prefix_length = config.ipv6_prefix;
    m_settings.downloads = DownloadRule(config.count, config.exclude_user_agents);
    m_settings.repositories = &m_repositories;
    for (const std::size_t id : m_ids) {
        m_settings.counted_repositories.insert(id);
    }
}

void ingest_inputs(const Config& config, StateStore& store, std::span<const InputItem> items,
                   Messages& messages, Progress& progress, RunReport& report) {
    const GeoLocator locator(config.geoip_tables.empty() ? default_geoip_tables()
                                                         : config.geoip_tables);
    store.require_settings({config.timezone, name_of(config.count), config.ipv6_prefix});
    store.remember("geoip_credit", joined_credits(locator));
    const CountingRules rules(config, store);
    std::size_t number = 0;
    for (const InputItem& item : items) {
        ++number;
        InputReader reader({store, locator, rules.settings(), config.jobs, current_time(),
                            [&](std::uint64_t bytes) {
                                progress.show(fmt::format("reading {} of {}: {} ({} MB)", number,
                                                          items.size(), item.path.string(),
                                                          bytes / 1'000'000));
                            }});
        const InputReport result = reader.read(item.path, item.settings);
        progress.clear();
        report_input(item, result, messages);
        ++report.inputs_seen;
        report.inputs_read += result.result == InputReport::Result::read ? 1 : 0;
        report.lines.add(result.lines);
    }
    if (locator.damaged_lookups() > 0) {
        messages.problem(fmt::format(
            "{}: {} look-ups met damaged data; get the table anew with scripts/fetch-geoip",
            locator.tables().front().path.string(), locator.damaged_lookups()));
    }
}

void record_failure(StateStore& store, const Messages& messages, RunReport& report,
                    const Error& error) {
    report.exit_code = error.exit_code();
    report.problems = fmt::format("{}", fmt::join(messages.problems(), "\n"));
    report.problems += (report.problems.empty() ? "" : "\n") + std::string(error.what());
    report.finished = current_time();
    try {
        store.add_run(report);
    } catch (const Error&) {
        // The error at hand is the one to tell; it may well be the state itself.
    }
}

int finish_run(const Config& config, StateStore& store, const Messages& messages,
               RunReport& report) {
    report.exit_code = messages.problems().empty() ? 0 : 1;
    report.problems = fmt::format("{}", fmt::join(messages.problems(), "\n"));
    report.finished = current_time();
    store.seal_days(report.finished, std::chrono::days{config.seal_after_days});
    store.add_run(report);
    return report.exit_code;
}

}  // namespace mapgen
