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
        return "tell a log's format, and what happens to each line and why";
    }
    void setup(OptionSet& options) override {
        options.argument("FILE", m_file, "a log, plain or gzip; \"-\" is standard input");
        options.text("--format", m_format, "NAME",
                     "read it as this format instead of detecting it");
    }

    int run(const GlobalOptions& options) override {
        const Config config = options.load();
        // There is no state to ask: repositories are numbered by their place in the configuration.
        std::vector<std::size_t> numbers(config.repositories.size());
        std::iota(numbers.begin(), numbers.end(), std::size_t{0});
        const CountingRules rules(config, numbers);
        const InputSettings input =
            named_inputs({m_file}, m_format, config, numbers).front().settings;

        InputFile file(m_file);
        BlockReader reader(file.source());
        LogStart log = find_format(m_file, file, reader, input.format);
        LineTally lines = log.passed;
        if (log.format == nullptr) {
            fmt::print("{}: holds no finished line to tell a format by\n", m_file);
        } else {
            fmt::print("{}: {} ({})\n", m_file, log.format->name(), log.format->description());
            LineCounter counter(rules.settings(), input, *log.format);
            for (auto block = log.first ? std::move(log.first) : reader.next(); block;
                 block = reader.next()) {
                print_block(*block, counter, config, lines);
            }
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
    static void print_block(const LineBlock& block, LineCounter& counter, const Config& config,
                            LineTally& lines) {
        std::uint64_t number = block.lines_before;
        lines.add(LineOutcome::rejected_too_long, block.too_long_lines);
        if (block.too_long_lines > 0) {
            fmt::print("{}: rejected too-long\n", number);
        }
        for_each_line(block.text(), [&](std::string_view line) {
            ++number;
            const LineOutcome outcome = counter.examine(line);
            lines.add(outcome);
            if (outcome == LineOutcome::counted) {
                fmt::print("{}: counted {} {} {} bytes {}\n", number, counter.day().iso(),
                           repository_list(counter.repositories(), config), counter.record().bytes,
                           printable(counter.path()));
            } else {
                fmt::print("{}: {} {}\n", number, outcome_class(outcome), outcome_reason(outcome));
            }
        });
    }

    std::string m_file;
    std::string m_format;
};

}  // namespace

std::unique_ptr<Command> make_explain_command() {
    return std::make_unique<ExplainCommand>();
}

}  // namespace mapgen
