#pragma once

#include <tsl/robin_map.h>

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/access_record.hpp"
#include "core/ip_address.hpp"
#include "core/line_outcome.hpp"
#include "core/repo_set.hpp"
#include "ingest/day_clock.hpp"
#include "ingest/download_rule.hpp"
#include "ingest/repository_rules.hpp"
#include "parsers/log_format.hpp"

namespace mapgen {

/// What is the same for all inputs of a run.
struct CountSettings {
    const date::time_zone* zone = nullptr;  ///< whose days
    /// Later dates are rejected: they come from a clock that was wrong.
    CivilDay last_possible_day{9999, 12, 31};
    unsigned v6_prefix_length = 64;  ///< IPv6 clients count by this many bits
    DownloadRule downloads{CountMode::downloads, {}};
    const RepositoryRules* repositories = nullptr;
    /// Every repository that is counted: a day that a log covers has numbers for each, even if 0.
    RepoSet counted_repositories;
};

/// What the configuration says of one input.
struct InputSettings {
    std::string name;
    std::string format = "auto";            ///< a name of make_format(), or "auto"
    const date::time_zone* zone = nullptr;  ///< of times without one
    std::string strip;                      ///< taken off the front of paths where it stands there
    /// rsync: module → the path that stands for it, instead of "/MODULE".
    std::vector<std::pair<std::string, std::string>> modules;
    /// Of a log that belongs to one virtual host: added to what the path says.
    RepoSet repositories;
};

/// Clients of one day and one set of repositories; `client` is IpAddress::client()'s.
struct CountKey {
    IpAddress client;
    CivilDay day;
    RepoSet repositories;

    bool operator==(const CountKey&) const = default;
};

struct CountKeyHash {
    std::size_t operator()(const CountKey& key) const noexcept;
};

struct RequestCount {
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;

    void add(const RequestCount& other) {
        requests += other.requests;
        bytes += other.bytes;
    }
};

/// What one worker counted of one input.
struct LineCounts {
    LineTally lines;
    tsl::robin_map<CountKey, RequestCount, CountKeyHash> clients;
    /// Requests from host names: there is no address to count a client by; key.client is unused.
    tsl::robin_map<CountKey, RequestCount, CountKeyHash> without_address;
    std::set<CivilDay> days;  ///< every day of which a line was understood
};

/// Parses lines and counts them; one for each worker, with its own counts and parser.
class LineCounter {
public:
    /// The settings and the format must outlive the counter.
    LineCounter(const CountSettings& settings, const InputSettings& input, const LogFormat& format);

    /// Parses one line and decides what it is, without counting it. Lines longer than
    /// longest_line and blank ones are decided without the parser.
    LineOutcome examine(std::string_view line);
    /// After examine() returned `counted`: what the line said, the normalised path, its
    /// repositories and its day. Valid until the next line.
    const AccessRecord& record() const { return m_record; }
    std::string_view path() const { return m_path; }
    RepoSet repositories() const { return m_repositories; }
    CivilDay day() const { return m_day; }

    /// Counts all lines of a block.
    void count(std::string_view block);
    LineCounts& counts() { return m_counts; }

private:
    void choose_repositories();
    void count_record();

    const CountSettings& m_settings;
    const InputSettings& m_input;
    std::unique_ptr<LineParser> m_parser;
    DayClock m_clock;
    LineCounts m_counts;

    AccessRecord m_record;
    bool m_has_record = false;
    std::string m_path_scratch;
    std::string m_mapped_path;
    std::string_view m_path;
    RepoSet m_repositories;
    CivilDay m_day;
    CivilDay m_last_noted_day;
    bool m_any_day_noted = false;
};

}  // namespace mapgen
