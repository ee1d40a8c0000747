#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "geo/geo_locator.hpp"
#include "ingest/default_repositories.hpp"
#include "ingest/input_reader.hpp"
#include "temporary_folder.hpp"

namespace mapgen::test {

/// A state in a folder, and how `mapgen ingest` reads into it.
class Mirror {
public:
    explicit Mirror(const TemporaryFolder& folder, unsigned jobs = 1)
        : m_folder(folder),
          m_store(folder.path("state.db"), StateStore::Access::read_write),
          m_locator(tables()),
          m_jobs(jobs) {
        const auto rules = default_repositories();
        for (const RepositoryRule& rule : rules) {
            m_ids.push_back(m_store.repository_id(rule.name));
            m_settings.counted_repositories.insert(m_ids.back());
        }
        m_rules = std::make_unique<RepositoryRules>(rules, m_ids);
        m_settings.zone = zone_named("UTC");
        m_settings.downloads = DownloadRule(CountMode::downloads, {"mirrormanager-crawler/"});
        m_settings.repositories = m_rules.get();
    }

    InputReport ingest(const std::string& name, const std::string& format = "auto") {
        return ingest_as(name, input_of(format));
    }
    InputReport ingest_as(const std::string& name, const InputSettings& input) {
        InputReader reader({m_store, m_locator, m_settings, m_jobs, now, {}});
        return reader.read({m_folder.path(name), input});
    }
    /// Several files in one run.
    std::vector<InputReport> ingest_all(const std::vector<std::string>& names) {
        std::vector<InputItem> items;
        for (const std::string& name : names) {
            items.push_back({m_folder.path(name), input_of("auto")});
        }
        std::vector<InputReport> reports;
        InputReader reader({m_store, m_locator, m_settings, m_jobs, now, {}});
        reader.read(
            items, [&](const InputItem&, const InputReport& report) { reports.push_back(report); });
        return reports;
    }
    InputSettings input_of(const std::string& format) const {
        InputSettings input;
        input.name = "test";
        input.format = format;
        input.zone = m_settings.zone;
        return input;
    }

    Totals totals(const std::string& repository = "all") const {
        Totals sum;
        for (const DayCounts& day : m_store.totals(*m_store.find_repository(repository))) {
            sum += day.totals;
        }
        return sum;
    }
    StateStore& store() { return m_store; }

    std::chrono::sys_seconds now{std::chrono::seconds{1'800'000'000}};

private:
    static std::vector<std::filesystem::path> tables() {
        return {MAPGEN_SOURCE_DIR "/tests/fixtures/geoip/nested.mmdb"};
    }

    const TemporaryFolder& m_folder;
    StateStore m_store;
    GeoLocator m_locator;
    unsigned m_jobs;
    std::vector<std::size_t> m_ids;
    std::unique_ptr<RepositoryRules> m_rules;
    CountSettings m_settings;
};

/// `count` combined lines, a second apart, the `from`-th first; the client is one of `clients`.
inline std::string log_lines(int count, int from = 0, int clients = 200) {
    std::string text;
    for (int i = from; i < from + count; ++i) {
        char line[200];
        std::snprintf(line, sizeof line,
                      "192.0.2.%d - - [22/Nov/2026:%02d:%02d:%02d +0000] \"GET /epel/9/p%d.rpm "
                      "HTTP/1.1\" 200 %d \"-\" \"libdnf\"\n",
                      i % clients, i / 3600 % 24, i / 60 % 60, i % 60, i, 100 + i);
        text += line;
    }
    return text;
}

}  // namespace mapgen::test
