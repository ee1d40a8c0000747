#include <date/date.h>
#include <fmt/format.h>

#include <cstdio>
#include <set>

#include "app/command.hpp"
#include "app/tally_text.hpp"
#include "ingest/input_report.hpp"
#include "store/state_store.hpp"

namespace mapgen {
namespace {

std::string time_text(std::chrono::sys_seconds time) {
    return date::format("%Y-%m-%d %H:%M:%S UTC", time);
}

void print_last_run(const StateStore& store) {
    const auto run = store.last_run();
    if (!run) {
        fmt::print("last run    none\n");
        return;
    }
    if (run->exit_code == RunReport::unfinished) {
        fmt::print("last run    mapgen {}, {}, has not ended\n", run->command,
                   time_text(run->started));
        return;
    }
    fmt::print("last run    mapgen {}, {}, took {} s, exit code {}\n", run->command,
               time_text(run->started), (run->finished - run->started).count(), run->exit_code);
    fmt::print("  inputs    {} looked at, {} had something new\n", run->inputs_seen,
               run->inputs_read);
    fmt::print("  lines     {}\n", tally_text(run->lines));
}

/// Whether all is well, in the words of the last run.
void print_health(const StateStore& store) {
    const auto run = store.last_run();
    if (!run) {
        fmt::print("health      nothing was ever read\n");
        return;
    }
    if (run->exit_code == 0) {
        fmt::print("health      good\n");
        return;
    }
    if (run->exit_code == RunReport::unfinished) {
        fmt::print(
            "health      needs a look\n"
            "            the last run is still at work, or was killed; the next one goes on "
            "where it stopped\n");
        return;
    }
    fmt::print("health      needs a look\n");
    std::string_view rest = run->problems;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        fmt::print("            {}\n", rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

void print_days(const StateStore& store) {
    const std::vector<CivilDay> days = store.covered_days();
    if (days.empty()) {
        fmt::print("days        none\n");
        return;
    }
    const auto missing = static_cast<std::size_t>(days.back() - days.front() + 1) - days.size();
    fmt::print("days        {} ({} to {}, {} missing)\n", days.size(), days.front().iso(),
               days.back().iso(), missing);
    std::string names;
    for (const auto& [id, name] : store.repositories()) {
        names += (names.empty() ? "" : ", ") + name;
    }
    fmt::print("repos       {}\n", names);
}

void print_inputs(const StateStore& store, bool all) {
    LineTally lines;
    std::array<std::uint64_t, located_reasons.size()> located{};
    std::uint64_t late = 0;
    const std::vector<LedgerEntry> ledger = store.ledger();
    for (const LedgerEntry& entry : ledger) {
        lines.add(entry.lines);
        late += entry.late_requests;
        for (std::size_t i = 0; i < located.size(); ++i) {
            located[i] += entry.located_requests[i];
        }
    }
    fmt::print("all inputs  {} logs\n", ledger.size());
    fmt::print("  lines     {}\n", tally_text(lines));
    fmt::print("  requests ");
    for (std::size_t i = 0; i < located.size(); ++i) {
        fmt::print(" {} {}{}", located[i], located_reasons[i], i + 1 < located.size() ? "," : "\n");
    }
    if (late > 0) {
        fmt::print("  late      {} requests came after their day was sealed\n", late);
    }
    std::set<std::string> session_only;
    for (const LedgerEntry& entry : ledger) {
        if (entry.format.ends_with(sessions_only)) {
            session_only.insert(entry.input);
        }
    }
    for (const std::string& input : session_only) {
        fmt::print(
            "  sessions  input \"{}\": rsync sessions are counted, listings too, because no "
            "transfers are logged (transfer logging = yes in rsyncd.conf)\n",
            input);
    }
    for (const LedgerEntry& entry : ledger) {
        if (!all && entry.damage.empty()) {
            continue;
        }
        fmt::print("  {}\n    {}, read {}: {}\n", entry.path,
                   entry.format.empty() ? "no format" : entry.format, time_text(entry.last_read),
                   tally_text(entry.lines));
        if (!entry.damage.empty()) {
            fmt::print("    damaged: {}\n", entry.damage);
        }
    }
}

class StatusCommand : public Command {
public:
    std::string_view name() const override { return "status"; }
    std::string_view summary() const override {
        return "last run, inputs, lines read, counted, skipped and rejected, health";
    }
    void setup(OptionSet& /*options*/) override {}

    int run(const GlobalOptions& options) override {
        const Config config = options.load();
        const StateStore store(config.state, StateStore::Access::read_only);
        fmt::print("state       {}\n", config.state.string());
        print_last_run(store);
        print_days(store);
        print_inputs(store, options.verbose);
        print_health(store);
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_status_command() {
    return std::make_unique<StatusCommand>();
}

}  // namespace mapgen
