#include "ingest/line_counter.hpp"

#include <span>

#include "core/ascii.hpp"
#include "ingest/forwarded_client.hpp"
#include "ingest/path_normaliser.hpp"
#include "input/block_reader.hpp"

namespace mapgen {
namespace {

// No log of a web, FTP or rsync server is older; such a date comes from a clock that was not set.
constexpr CivilDay first_possible_day{1993, 1, 1};

/// Whether `path` begins with `prefix` and a segment ends there.
bool is_below(std::string_view path, std::string_view prefix) {
    return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

}  // namespace

LineCounter::LineCounter(const CountSettings& settings, const InputSettings& input,
                         const LogFormat& format, std::chrono::sys_seconds written,
                         LocationCache& locations, RepositoryChooser& chooser)
    : m_settings(settings),
      m_input(input),
      m_parser(format.make_parser({input.zone, written})),
      m_locations(locations),
      m_chooser(chooser),
      m_clock(settings.zone) {}

LineOutcome LineCounter::examine(std::string_view line) {
    m_has_record = false;
    if (line.size() > longest_line) {
        return LineOutcome::rejected_too_long;
    }
    if (is_blank(line)) {
        return LineOutcome::skipped_blank;
    }
    if (line.front() == '\0') {
        line.remove_prefix(line.find_first_not_of('\0'));
    }
    const ParsedLine parsed = m_parser->parse(line, m_record);
    if (!parsed.has_record()) {
        m_counts.has_transfers |= parsed.reason() == LineOutcome::skipped_directory;
        return parsed.reason();
    }
    m_counts.has_transfers |= m_record.protocol == Protocol::rsync && !m_record.is_session;
    m_day = m_clock.day_of(m_record.time);
    if (m_day < first_possible_day || m_day > m_settings.last_possible_day) {
        return LineOutcome::rejected_date;
    }
    m_has_record = true;
    if (!m_input.trusted_proxies.empty()) {
        m_record.client =
            forwarded_client(m_record.client, m_record.forwarded_for, m_input.trusted_proxies);
    }
    const LineOutcome outcome = m_settings.downloads.outcome_of(m_record);
    if (outcome == LineOutcome::counted) {
        choose_repositories();
    }
    return outcome;
}

void LineCounter::choose_repositories() {
    m_path =
        normalise_path(m_record.path, m_record.protocol, m_path_scratch, m_record.is_plain_path);
    for (const auto& [module, directory] : m_input.modules) {
        if (m_record.protocol == Protocol::rsync && m_path.starts_with('/') &&
            is_below(m_path.substr(1), module)) {
            m_mapped_path.assign(directory).append(m_path.substr(module.size() + 1));
            m_path = normalise_path(m_mapped_path, Protocol::rsync, m_path_scratch);
            break;
        }
    }
    const std::string& strip = m_input.strip;
    if (!strip.empty() && is_below(m_path, strip)) {
        m_path.remove_prefix(strip.size());
        if (m_path.empty()) {
            m_path = "/";
        }
    }
    m_chooser.look_for(m_path);
    // Meanwhile something else that takes a while.
    m_address = IpAddress::parse(m_record.client);
    m_repositories = m_chooser.choose() | m_input.repositories;
    if (!m_input.virtual_hosts.empty() && !m_record.virtual_host.empty()) {
        m_host_scratch.assign(m_record.virtual_host);
        for (char& c : m_host_scratch) {
            c = lower_case(c);
        }
        for (const auto& [host, repositories] : m_input.virtual_hosts) {
            if (host == m_host_scratch) {
                m_repositories |= repositories;
            }
        }
    }
}

void LineCounter::rehearse(std::string_view block) {
    for_each_line(block, [&](std::string_view line) { examine(line); });
}

void LineCounter::count(std::string_view block) {
    for_each_line(block, [&](std::string_view line) { count_line(line); });
    count_waiting();
}

void LineCounter::count_line(std::string_view line) {
    const LineOutcome outcome = examine(line);
    if (m_has_record) {
        counter_of_day();
        if (outcome == LineOutcome::counted) {
            count_record();
            if (m_record.is_session && m_record.requests > 0) {
                ++m_counts.session_lines;
                return;
            }
        }
        if (m_record.requests == 0) {
            // The line adds to what an earlier one told, which is the one that counts.
            m_counts.lines.add(LineOutcome::skipped_message);
            return;
        }
    }
    m_counts.lines.add(outcome);
}

DayCounter& LineCounter::counter_of_day() {
    if (m_last_counter == nullptr || m_day != m_last_day) {
        m_last_counter = &m_counts.days[m_day];
        m_last_day = m_day;
    }
    return *m_last_counter;
}

void LineCounter::count_record() {
    DayCounter& day = m_record.is_session ? m_counts.session_days[m_day] : *m_last_counter;
    const RequestCount count{m_record.requests, m_record.bytes};
    if (m_address) {
        Waiting& waiting = m_waiting[m_waiting_size++];
        waiting = {&day.clients, m_address->client(m_settings.v6_prefix_length), m_repositories,
                   count};
        day.clients.prefetch_slot(waiting.client, waiting.repositories);
        if (m_waiting_size == m_waiting.size()) {
            count_waiting();
        }
        return;
    }
    for (auto& [repositories, sum] : day.without_address) {
        if (repositories == m_repositories) {
            sum.add(count);
            return;
        }
    }
    day.without_address.emplace_back(m_repositories, count);
}

void LineCounter::count_waiting() {
    const std::span<const Waiting> all(m_waiting.data(), m_waiting_size);
    for (const Waiting& waiting : all) {
        waiting.clients->prefetch_row(waiting.client, waiting.repositories, m_locations);
    }
    for (const Waiting& waiting : all) {
        const std::size_t rows = waiting.clients->size();
        waiting.clients->row(waiting.client, waiting.repositories, m_locations)
            .count.add(waiting.count);
        m_rows += waiting.clients->size() - rows;
    }
    m_waiting_size = 0;
}

void LineCounter::days_taken() {
    m_counts.days.clear();
    m_last_counter = nullptr;
    m_rows = 0;
}

}  // namespace mapgen
