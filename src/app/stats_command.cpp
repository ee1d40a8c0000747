#include <fmt/format.h>

#include <algorithm>

#include "app/command.hpp"
#include "app/table_writer.hpp"
#include "core/error.hpp"
#include "core/suggestion.hpp"
#include "store/state_store.hpp"

namespace mapgen {
namespace {

const std::vector<std::string> groupings{"day", "country", "place"};
const std::vector<std::string> formats{"table", "csv", "json"};

void check_choice(const std::string& option, const std::string& value,
                  const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), value) == known.end()) {
        throw usage_error(
            fmt::format("{}: \"{}\" is not known; {}", option, value, known_names(value, known)));
    }
}

std::vector<std::string> totals_cells(const Totals& totals) {
    return {std::to_string(totals.clients), std::to_string(totals.located),
            std::to_string(totals.requests), std::to_string(totals.bytes)};
}

class StatsCommand : public Command {
public:
    std::string_view name() const override { return "stats"; }
    std::string_view summary() const override { return "print what has been counted"; }
    void setup(OptionSet& options) override {
        m_repositories.add_to(options, "only this repository (repeatable; default: all)");
        options.text("--by", m_by, "day|country|place",
                     "a row for each day, country or place (default: day)");
        options.text("--format", m_format, "table|csv|json",
                     "for people, spreadsheets or programs (default: table)");
    }

    int run(const GlobalOptions& options) override {
        const Config config = options.load();
        const std::vector<RepositoryRule> repositories = m_repositories.choose(config);
        check_choice("--by", m_by, groupings);
        check_choice("--format", m_format, formats);
        const StateStore store(config.state, StateStore::Access::read_only);
        std::vector<TableWriter::Column> columns{{"repo"}, {"day"}};
        if (m_by == "country") {
            columns.push_back({"country"});
        } else if (m_by == "place") {
            columns.push_back({"latitude", true});
            columns.push_back({"longitude", true});
        }
        for (const char* number : {"clients", "located", "requests", "bytes"}) {
            columns.push_back({number, true});
        }
        TableWriter table(stdout, format(), columns);
        for (const RepositoryRule& rule : repositories) {
            if (const auto id = store.find_repository(rule.name)) {
                print(store, rule.name, *id, table);
            }
        }
        table.finish();
        return 0;
    }

private:
    TableWriter::Format format() const {
        if (m_format == "csv") {
            return TableWriter::Format::csv;
        }
        return m_format == "json" ? TableWriter::Format::json : TableWriter::Format::table;
    }

    void print(const StateStore& store, const std::string& repository, std::size_t id,
               TableWriter& table) const {
        const auto add = [&](CivilDay day, const std::vector<std::string>& keys,
                             const Totals& totals) {
            std::vector<std::string> row{repository, day.iso()};
            row.insert(row.end(), keys.begin(), keys.end());
            const auto cells = totals_cells(totals);
            row.insert(row.end(), cells.begin(), cells.end());
            table.add(std::move(row));
        };
        for (const DayCounts& day : store.totals(id)) {
            if (m_by == "day") {
                add(day.day, {}, day.totals);
                continue;
            }
            const DayCounts detail = store.counts(id, day.day);
            if (m_by == "country") {
                for (const CountryTotals& row : detail.countries) {
                    add(day.day, {std::string(row.country.text())}, row.totals);
                }
                continue;
            }
            for (const PlaceTotals& row : detail.places) {
                const Coordinates at = row.place.coordinates();
                add(day.day,
                    {fmt::format("{:.2f}", at.latitude), fmt::format("{:.2f}", at.longitude)},
                    {row.clients, row.clients, row.requests, row.bytes});
            }
        }
    }

    RepositoryOption m_repositories;
    std::string m_by = "day";
    std::string m_format = "table";
};

}  // namespace

std::unique_ptr<Command> make_stats_command() {
    return std::make_unique<StatsCommand>();
}

}  // namespace mapgen
