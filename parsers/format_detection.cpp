#include <algorithm>
#include <vector>

#include "parsers/format_registry.hpp"
#include "parsers/log_daemon.hpp"

namespace mapgen {
namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

bool is_refused(const ParsedLine& parsed) {
    return !parsed.has_record() && is_rejected(parsed.reason());
}

/// What the lines looked at say for one format.
class Evidence {
public:
    explicit Evidence(const LogFormat& format)
        : m_format(&format), m_parser(format.is_ordered() ? format.make_parser({}) : nullptr) {}

    const LogFormat& format() const { return *m_format; }
    int lines() const { return m_lines; }
    long score() const { return m_score; }

    void look_at_line(std::string_view line) {
        const int score = m_format->recognise(line);
        // A format in which a line needs others before it says with those whether it reads it.
        AccessRecord record;
        const bool refused = m_parser != nullptr && is_refused(m_parser->parse(line, record));
        add(refused ? 0 : score);
    }

    /// How surely it is of this format; below `at_least` it does not count.
    int look_at_message(const MessageHead& head, std::string_view message, int at_least) {
        const int score = m_format->recognise_message(message);
        AccessRecord record;
        if (score < at_least ||
            (m_parser != nullptr && is_refused(m_parser->parse_message(head, message, record)))) {
            return 0;
        }
        add(score);
        return score;
    }

private:
    void add(int score) {
        m_lines += score > 0 ? 1 : 0;
        m_score += score;
    }

    const LogFormat* m_format;
    std::unique_ptr<LineParser> m_parser;  // of ordered formats
    int m_lines = 0;                       // that the format recognises
    long m_score = 0;                      // the sum of how surely
};

/// All formats, as they are or behind the prefix of one log daemon.
class Candidates {
public:
    explicit Candidates(const LogDaemon* daemon)
        : m_daemon(daemon), m_reader(daemon != nullptr ? daemon->make_reader({}) : nullptr) {
        for (const LogFormat* format : all_formats()) {
            m_all.emplace_back(*format);
        }
    }

    void look_at(std::string_view line) {
        if (m_reader != nullptr) {
            look_at_entry(line);
            return;
        }
        ++m_looked_at;
        for (Evidence& evidence : m_all) {
            evidence.look_at_line(line);
        }
    }

    /// The first of equals, so the answer does not depend on anything but the lines.
    const Evidence& best() const {
        return *std::max_element(
            m_all.begin(), m_all.end(),
            [](const Evidence& a, const Evidence& b) { return a.score() < b.score(); });
    }

    Detection detection() const {
        Detection detection;
        const Evidence& evidence = best();
        if (evidence.score() == 0) {
            return detection;
        }
        // A registered format lives as long as the program.
        std::shared_ptr<const LogFormat> format{std::shared_ptr<const LogFormat>(),
                                                &evidence.format()};
        if (m_daemon != nullptr) {
            format = in_log_daemon(m_daemon->name, std::move(format));
        }
        detection.confidence = evidence.lines() * 100 / m_looked_at;
        const bool is_enough = evidence.lines() * 2 >= m_looked_at;
        (is_enough ? detection.format : detection.nearest) = std::move(format);
        return detection;
    }

private:
    void look_at_entry(std::string_view line) {
        MessageHead head;
        std::string_view message;
        switch (m_reader->read(line, head, message)) {
            case DaemonLine::malformed:
            case DaemonLine::wrong_date:
                ++m_looked_at;
                return;
            case DaemonLine::nothing:
                return;
            case DaemonLine::message:
                break;
        }
        if (is_blank(message)) {
            return;
        }
        // A program that no server is known by must write what only a server does: the rest is the
        // system's, of which a log daemon's file may be full.
        constexpr int surely_a_servers = 40;
        const auto protocol = protocol_of_program(head.program);
        bool counts = protocol.has_value();
        for (Evidence& evidence : m_all) {
            if (!protocol || evidence.format().protocol() == *protocol) {
                const int at_least = protocol ? 1 : surely_a_servers;
                counts = evidence.look_at_message(head, message, at_least) > 0 || counts;
            }
        }
        m_looked_at += counts ? 1 : 0;
    }

    const LogDaemon* m_daemon;
    std::unique_ptr<LogDaemonReader> m_reader;
    std::vector<Evidence> m_all;
    int m_looked_at = 0;  // lines that a format was to recognise
};

}  // namespace

Detection detect_format(std::span<const std::string_view> first_lines) {
    std::vector<Candidates> all;
    all.emplace_back(nullptr);
    for (const LogDaemon& daemon : log_daemons()) {
        all.emplace_back(&daemon);
    }
    for (const std::string_view line : first_lines) {
        if (!is_blank(line)) {
            for (Candidates& candidates : all) {
                candidates.look_at(line);
            }
        }
    }
    return std::max_element(all.begin(), all.end(),
                            [](const Candidates& a, const Candidates& b) {
                                return a.best().score() < b.best().score();
                            })
        ->detection();
}

}  // namespace mapgen
