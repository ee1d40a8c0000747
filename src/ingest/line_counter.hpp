#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/access_record.hpp"
#include "core/ip_address.hpp"
#include "core/ip_network.hpp"
#include "core/line_outcome.hpp"
#include "core/repo_set.hpp"
#include "ingest/client_table.hpp"
#include "ingest/day_clock.hpp"
#include "ingest/download_rule.hpp"
#include "ingest/repository_chooser.hpp"
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
    std::string format = "auto";  ///< "auto", or what make_format() takes
    std::vector<std::pair<std::string, std::string>> fields;  ///< make_format()'s
    const date::time_zone* zone = nullptr;                    ///< of times without one
    std::string strip;  ///< taken off the front of paths where it stands there
    /// rsync: module → the path that stands for it, instead of "/MODULE".
    std::vector<std::pair<std::string, std::string>> modules;
    /// Of a log that belongs to one virtual host: added to what the path says.
    RepoSet repositories;
    /// The same by the virtual host that a line names, in lower case.
    std::vector<std::pair<std::string, RepoSet>> virtual_hosts;
    std::vector<IpNetwork> trusted_proxies;  ///< whose X-Forwarded-For is believed
};

/// What one worker counted of one day.
struct DayCounter {
    ClientTable clients;
    /// Requests from host names: there is no address to count a client by.
    std::vector<std::pair<RepoSet, RequestCount>> without_address;
};

/// By day; a day of which a line was understood is there even if nothing counts.
using DayCounters = std::map<CivilDay, DayCounter>;

/// What one worker counted of one input.
struct LineCounts {
    LineTally lines;
    DayCounters days;
    /// rsync sessions. They count in a log that has no lines of transfers, which is known when all
    /// of it is read; until then neither they nor their lines are in the two above.
    DayCounters session_days;
    std::uint64_t session_lines = 0;
    bool has_transfers = false;  ///< lines of rsync transfers
};

/// Parses lines and counts them; one for each worker, with its own counts and parser.
class LineCounter {
public:
    /// All that is referred to must outlive the counter; the chooser is this thread's, of the
    /// settings' repositories. `written` is when the
    /// log was (see ParserSettings).
    LineCounter(const CountSettings& settings, const InputSettings& input, const LogFormat& format,
                std::chrono::sys_seconds written, LocationCache& locations,
                RepositoryChooser& chooser);

    /// Parses one line and decides what it is, without counting it. Lines longer than
    /// longest_line and blank ones are decided without the parser. A session's line is `counted`.
    LineOutcome examine(std::string_view line);
    /// After examine() returned `counted`: what the line said, the normalised path, its
    /// repositories and its day. Valid until the next line.
    const AccessRecord& record() const { return m_record; }
    std::string_view path() const { return m_path; }
    RepoSet repositories() const { return m_repositories; }
    CivilDay day() const { return m_day; }

    /// Lets the parser see lines that were counted in an earlier run, for formats that need those
    /// before (LogFormat::is_ordered).
    void rehearse(std::string_view block);
    /// Counts all lines of a block.
    void count(std::string_view block);
    LineCounts& counts() { return m_counts; }
    /// How many clients' counts are held, which is what takes memory.
    std::size_t rows() const { return m_rows; }
    /// The counts of days have been taken out; those of sessions may not have been.
    void days_taken();

private:
    /// A request that is still to be added to its client's row.
    struct Waiting {
        ClientTable* clients;
        IpAddress client;
        RepoSet repositories;
        RequestCount count;
    };

    void choose_repositories();
    void count_line(std::string_view line);
    void count_record();
    void count_waiting();
    DayCounter& counter_of_day();

    const CountSettings& m_settings;
    const InputSettings& m_input;
    std::unique_ptr<LineParser> m_parser;
    LocationCache& m_locations;
    RepositoryChooser& m_chooser;
    DayClock m_clock;
    LineCounts m_counts;
    std::size_t m_rows = 0;

    AccessRecord m_record;
    bool m_has_record = false;
    std::string m_path_scratch;
    std::string m_mapped_path;
    std::string m_host_scratch;
    std::string_view m_path;
    std::optional<IpAddress> m_address;  // the client's
    RepoSet m_repositories;
    CivilDay m_day;
    CivilDay m_last_day;                   // of m_last_counter
    DayCounter* m_last_counter = nullptr;  // in m_counts.days
    // A row is seldom in the processor's cache; a few dozen are fetched at the same time.
    std::array<Waiting, 32> m_waiting;
    std::size_t m_waiting_size = 0;
};

}  // namespace mapgen
