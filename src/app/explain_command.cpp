#include <date/date.h>
#include <fmt/format.h>

#include <cstdio>
#include <numeric>

#include "app/command.hpp"
#include "app/ingest_job.hpp"
#include "app/tally_text.hpp"
#include "ingest/log_start.hpp"
#include "input/block_reader.hpp"
#include "input/input_file.hpp"

namespace mapgen {
namespace {

std::string repository_list(RepoSet set, const Config& config) {
    std::string names;
    set.for_each(
        [&](std::size_t i) { names += (names.empty() ? "" : ",") + config.repositories[i].name; });
    return names;
}

/// A log's bytes as a terminal may show them.
std::string printable(std::string_view text) {
    std::string shown;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) {
            shown += fmt::format("\\x{:02x}", byte);
        } else {
            shown += c;
        }
    }
    return shown;
}

class ExplainCommand : public Command {
public:
    std::string_view name() const override { return "explain"; }
    std::string_view summary() const override {
        return "tell a log's format, and what happens to each line and why (-v: with addresses)";
    }
    void setup(OptionSet& options) override {
        options.argument("FILE", m_file, "a log, compressed or not; \"-\" is standard input");
        options.text("--format", m_format, "FORMAT",
                     "read it as this format instead of detecting it");
    }

    int run(const GlobalOptions& options) override {
        const Config config = options.load();
        m_shows_clients = options.verbose;
        // There is no state to ask: repositories are numbered by their place in the configuration.
        std::vector<std::size_t> numbers(config.repositories.size());
        std::iota(numbers.begin(), numbers.end(), std::size_t{0});
        const CountingRules rules(config, numbers);
        const InputSettings input =
            named_inputs({m_file}, m_format, config, numbers).front().settings;

        InputFile file(m_file);
        BlockReader reader(file.source());
        LogStart log = find_format(m_file, file, reader, input);
        LineTally lines = log.passed;
        if (log.format == nullptr) {
            fmt::print("{}: holds no finished line to tell a format by\n", m_file);
        } else {
            const std::string how = input.format == "auto"
                                        ? fmt::format("{} % of the first lines", log.confidence)
                                        : "as told";
            fmt::print("{}: {}, {} ({})\n", m_file, log.format->name(), how,
                       log.format->description());
            if (!log.format->advice().empty()) {
                fmt::print("{}: {}\n", m_file, log.format->advice());
            }
            print_lines(rules, input, file, log, reader, config, lines);
        }
        fmt::print("{}\n", tally_text(lines));
        if (reader.waiting_bytes() > 0) {
            fmt::print("the last line has no end yet and waits ({} bytes)\n",
                       reader.waiting_bytes());
        }
        if (const auto& damage = file.source().damage()) {
            Messages::say(fmt::format("{}: {} at byte {}", m_file, damage->reason, damage->offset));
            return 1;
        }
        return 0;
    }

private:
    /// Whether rsync's sessions do not count, because there are lines of transfers: the whole log
    /// says it. A pipe, which cannot be read twice, is taken at its word.
    bool has_transfers(const CountingRules& rules, const InputSettings& input,
                       const InputFile& file, const LogFormat& format) const {
        if (format.protocol() != Protocol::rsync || !file.stamp()) {
            return false;
        }
        LocationCache locations(nullptr);
        RepositoryChooser chooser(*rules.settings().repositories);
        LineCounter counter(rules.settings(), input, format, file.written_at(current_time()),
                            locations, chooser);
        InputFile whole(m_file);
        BlockReader reader(whole.source());
        for (auto block = reader.next(); block && !counter.counts().has_transfers;
             block = reader.next()) {
            counter.rehearse(block->text());
        }
        return counter.counts().has_transfers;
    }

    void print_lines(const CountingRules& rules, const InputSettings& input, const InputFile& file,
                     LogStart& log, BlockReader& reader, const Config& config,
                     LineTally& lines) const {
        const bool sessions_count = !has_transfers(rules, input, file, *log.format);
        LocationCache locations(nullptr);
        RepositoryChooser chooser(*rules.settings().repositories);
        LineCounter counter(rules.settings(), input, *log.format, file.written_at(current_time()),
                            locations, chooser);
        std::uint64_t number = log.passed.read();
        for (auto block = log.first ? std::move(log.first) : reader.next(); block;
             block = reader.next()) {
            if (block->too_long_lines > 0) {
                number += block->too_long_lines;
                lines.add(LineOutcome::rejected_too_long, block->too_long_lines);
                fmt::print("{}: rejected too-long\n", number);
            }
            for_each_line(block->text(), [&](std::string_view line) {
                LineOutcome outcome = counter.examine(line);
                const AccessRecord& record = counter.record();
                if (outcome == LineOutcome::counted && record.is_session &&
                    (!sessions_count || record.requests == 0)) {
                    outcome = LineOutcome::skipped_message;
                }
                lines.add(outcome);
                print_line(++number, outcome, counter, config);
            });
        }
    }

    void print_line(std::uint64_t number, LineOutcome outcome, const LineCounter& counter,
                    const Config& config) const {
        if (outcome != LineOutcome::counted) {
            fmt::print("{}: {} {}\n", number, outcome_class(outcome), outcome_reason(outcome));
            return;
        }
        const AccessRecord& record = counter.record();
        fmt::print("{}: counted {} {} {} bytes {} from {} at {}{}\n", number, counter.day().iso(),
                   repository_list(counter.repositories(), config), record.bytes,
                   printable(counter.path()), client_text(record.client),
                   date::format("%FT%TZ", record.time), record.is_session ? ", a session" : "");
    }

    /// What kind of client it is: what explain prints is shown to others, and addresses are not.
    std::string client_text(std::string_view client) const {
        if (m_shows_clients) {
            return printable(client);
        }
        const auto address = IpAddress::parse(client);
        return !address ? "a host name" : address->is_v4() ? "IPv4" : "IPv6";
    }

    std::string m_file;
    std::string m_format;
    bool m_shows_clients = false;
};

}  // namespace

std::unique_ptr<Command> make_explain_command() {
    return std::make_unique<ExplainCommand>();
}

}  // namespace mapgen
