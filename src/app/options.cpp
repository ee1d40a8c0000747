#include "app/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "app/config_file.hpp"
#include "core/civil_day.hpp"
#include "core/error.hpp"
#include "core/suggestion.hpp"
#include "render/frame/afterglow.hpp"
#include "render/map/region.hpp"

namespace mapgen {

void GlobalOptions::add_to(OptionSet& options) {
    options.text("--config", config, "FILE",
                 "the configuration (else ./mapgen.toml, $XDG_CONFIG_HOME/mapgen/mapgen.toml, "
                 "/etc/mapgen/mapgen.toml, else the defaults)");
    options.text("--state", state, "FILE", "the state, instead of the configuration's");
    options.text("--output", output, "DIR",
                 "the folder for the videos, instead of the configuration's");
    options.number("--jobs", jobs, 1, 256, "N",
                   "threads to use (default: as many as there are processors)");
    options.flag("-v,--verbose", verbose, "say what is being done");
    options.flag("-q,--quiet", quiet, "say nothing but what ends the program");
}

Config GlobalOptions::load() const {
    std::optional<std::filesystem::path> file;
    if (!config.empty()) {
        file = config;
    } else {
        file = find_config_file();
    }
    Config loaded = file ? load_config(*file) : default_config();
    if (!state.empty()) {
        loaded.state = state;
    }
    if (!output.empty()) {
        loaded.output = output;
    }
    if (jobs > 0) {
        loaded.jobs = jobs;
    }
    return loaded;
}

Messages::Level GlobalOptions::level() const {
    if (quiet) {
        return Messages::Level::quiet;
    }
    return verbose ? Messages::Level::verbose : Messages::Level::normal;
}

namespace {

double parse_meridian(const std::string& text) {
    double degrees = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, degrees);
    if (error != std::errc{} || rest != end || !(degrees >= -180 && degrees <= 180)) {
        throw usage_error(fmt::format(
            "--central-meridian: \"{}\" is no longitude; write degrees from -180 to 180, east "
            "positive",
            text));
    }
    return degrees;
}

}  // namespace

void DrawingOptions::add_to(OptionSet& options) {
    options.text("--size", size, "WxH", "pixels, e.g. 1920x1080");
    options.text("--projection", projection, "P",
                 "auto, a name, e.g. robin, or a PROJ string, e.g. \"+proj=laea +lat_0=50\"");
    options.text("--region", region, "R",
                 "world, another name, e.g. europe, or west,south,east,north in degrees");
    options.text("--central-meridian", central_meridian, "DEGREES",
                 "the longitude in the map's middle, -180 to 180");
    options.text("--borders", borders, "B", "hairline, none, or a shapefile to draw instead");
    options.text("--theme", theme, "T", "night, paper, or the path of a theme's .toml file");
    options.text(
        "--metric", metric, "M",
        fmt::format("what is shown of places and days: {}", fmt::join(metric_names(), ", ")));
    options.optional_number("--afterglow", afterglow, 0, longest_afterglow, "N",
                            "days over which places fade that have nothing new (0: none)");
}

void DrawingOptions::apply_to(Config& config) const {
    if (!size.empty()) {
        std::tie(config.width, config.height) = parse_size(size, "--size");
    }
    if (!projection.empty()) {
        config.projection = projection;
    }
    if (!region.empty()) {
        parse_region(region);
        config.region = region;
    }
    if (!central_meridian.empty()) {
        config.central_meridian = parse_meridian(central_meridian);
    }
    if (!borders.empty()) {
        config.borders = borders;
    }
    if (!theme.empty()) {
        config.theme = theme;
    }
    if (!metric.empty()) {
        const auto named = metric_named(metric);
        if (!named) {
            throw usage_error(fmt::format("--metric: there is no metric \"{}\"; {}", metric,
                                          known_names(metric, metric_names())));
        }
        config.metric = *named;
    }
    if (afterglow) {
        config.afterglow = static_cast<int>(*afterglow);
    }
}

void RepositoryOption::add_to(OptionSet& options, const std::string& help) {
    options.texts("--repo", names, "NAME", help);
}

std::vector<RepositoryRule> RepositoryOption::choose(const Config& config) const {
    if (names.empty()) {
        return config.repositories;
    }
    std::vector<RepositoryRule> chosen;
    for (const std::string& name : names) {
        const RepositoryRule* rule = config.find_repository(name);
        if (rule == nullptr) {
            throw usage_error(fmt::format("--repo: there is no repository \"{}\"; {}", name,
                                          known_names(name, config.repository_names())));
        }
        if (std::find(chosen.begin(), chosen.end(), *rule) == chosen.end()) {
            chosen.push_back(*rule);
        }
    }
    return chosen;
}

std::optional<CivilDay> parse_day(const std::string& text, const std::string& option) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto day = CivilDay::from_iso(text);
    if (!day) {
        throw usage_error(
            fmt::format("{}: \"{}\" is no day; write YYYY-MM-DD, e.g. 2026-11-22", option, text));
    }
    return day;
}

}  // namespace mapgen
