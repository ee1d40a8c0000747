#include "ingest/line_counter.hpp"

#include "ingest/path_normaliser.hpp"
#include "input/block_reader.hpp"

namespace mapgen {
namespace {

// No log of a web, FTP or rsync server is older; such a date comes from a clock that was not set.
constexpr CivilDay first_possible_day{1993, 1, 1};

}  // namespace

std::size_t CountKeyHash::operator()(const CountKey& key) const noexcept {
    std::uint64_t hash = IpAddressHash{}(key.client);
    hash ^= (key.repositories.bits() * 0x9e3779b97f4a7c15U) +
            static_cast<std::uint64_t>(key.day.days_since_1970()) * 0xc2b2ae3d27d4eb4fU;
    return static_cast<std::size_t>(hash ^ (hash >> 29));
}

LineCounter::LineCounter(const CountSettings& settings, const InputSettings& input,
                         const LogFormat& format)
    : m_settings(settings),
      m_input(input),
      m_parser(format.make_parser({input.zone})),
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
        return parsed.reason();
    }
    m_day = m_clock.day_of(m_record.time);
    if (m_day < first_possible_day || m_day > m_settings.last_possible_day) {
        return LineOutcome::rejected_date;
    }
    m_has_record = true;
    const LineOutcome outcome = m_settings.downloads.outcome_of(m_record);
    if (outcome == LineOutcome::counted) {
        choose_repositories();
    }
    return outcome;
}

void LineCounter::choose_repositories() {
    m_path = normalise_path(m_record.path, m_record.protocol, m_path_scratch);
    for (const auto& [module, directory] : m_input.modules) {
        if (m_record.protocol == Protocol::rsync && m_path.starts_with('/') &&
            m_path.substr(1).starts_with(module) &&
            (m_path.size() == module.size() + 1 || m_path[module.size() + 1] == '/')) {
            m_mapped_path.assign(directory).append(m_path.substr(module.size() + 1));
            m_path = normalise_path(m_mapped_path, Protocol::rsync, m_path_scratch);
            break;
        }
    }
    const std::string& strip = m_input.strip;
    if (!strip.empty() && m_path.starts_with(strip) &&
        (m_path.size() == strip.size() || m_path[strip.size()] == '/')) {
        m_path.remove_prefix(strip.size());
        if (m_path.empty()) {
            m_path = "/";
        }
    }
    m_repositories = m_settings.repositories->choose(m_path) | m_input.repositories;
}

void LineCounter::count(std::string_view block) {
    for_each_line(block, [&](std::string_view line) {
        const LineOutcome outcome = examine(line);
        m_counts.lines.add(outcome);
        if (!m_has_record) {
            return;
        }
        if (!m_any_day_noted || m_day != m_last_noted_day) {
            m_counts.days.insert(m_day);
            m_last_noted_day = m_day;
            m_any_day_noted = true;
        }
        if (outcome == LineOutcome::counted) {
            count_record();
        }
    });
}

void LineCounter::count_record() {
    const RequestCount one{1, m_record.bytes};
    if (const auto address = IpAddress::parse(m_record.client)) {
        m_counts.clients[{address->client(m_settings.v6_prefix_length), m_day, m_repositories}].add(
            one);
    } else {
        m_counts.without_address[{IpAddress{}, m_day, m_repositories}].add(one);
    }
}

}  // namespace mapgen
