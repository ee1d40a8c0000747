#include "app/config_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/toml_reader.hpp"
#include "core/ascii.hpp"
#include "core/error.hpp"
#include "ingest/day_clock.hpp"
#include "parsers/format_registry.hpp"
#include "render/frame/afterglow.hpp"
#include "render/map/region.hpp"

namespace mapgen {
namespace {

/// Runs `check`; a usage Error of it is one of the value at `key`.
template <typename Check>
void check_value(const TomlReader& reader, std::string_view key, Check check) {
    try {
        check();
    } catch (const Error& error) {
        reader.fail(key, error.what());
    }
}

std::string valid_timezone(const TomlReader& reader, const std::string& name) {
    check_value(reader, "timezone", [&] { zone_named(name); });
    return name;
}

/// A path that is relative to the configuration's folder.
std::optional<std::filesystem::path> path_at(TomlReader& reader, std::string_view key,
                                             const std::filesystem::path& folder) {
    const auto text = reader.text(key);
    if (text && text->empty()) {
        reader.fail(key, "expected a path, and this is empty");
    }
    return text ? std::optional(folder / *text) : std::nullopt;
}

/// `text` so that glob(3) takes it for what it is.
std::string without_wildcards(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (std::string_view("*?[]{}\\").find(c) != std::string_view::npos) {
            escaped.push_back('\\');
        }
        escaped.push_back(c);
    }
    return escaped;
}

void read_mirror(TomlReader& top, Config& config) {
    auto mirror = top.table("mirror");
    if (!mirror) {
        return;
    }
    config.mirror_name = mirror->text("name").value_or("");
    const auto latitude = mirror->number("latitude", -90, 90);
    const auto longitude = mirror->number("longitude", -180, 180);
    if (latitude.has_value() != longitude.has_value()) {
        mirror->fail(latitude ? "latitude" : "longitude",
                     "latitude and longitude (degrees, north and east positive) belong together");
    }
    if (latitude) {
        config.mirror_location = Coordinates{*latitude, *longitude};
    }
    mirror->finish();
}

InputConfig read_input(TomlReader& reader, const Config& config,
                       const std::filesystem::path& folder) {
    InputConfig input;
    const auto paths = reader.texts("paths");
    if (!paths || paths->empty()) {
        reader.fail("paths",
                    "an [[input]] needs paths, e.g. paths = [\"/var/log/httpd/access_log*\"]");
    }
    for (const std::string& path : *paths) {
        const bool absolute = path.starts_with('/') || folder.empty();
        input.paths.push_back(absolute ? path : without_wildcards(folder.string()) + "/" + path);
    }
    input.name = reader.text("name").value_or(paths->front());
    input.format = reader.text("format").value_or(input.format);
    input.fields = reader.text_map("fields");
    if (input.format != "auto") {
        // What is wrong with the fields says so itself.
        try {
            make_format(input.format, input.fields);
        } catch (const Error& error) {
            const bool in_fields = std::string_view(error.what()).starts_with("fields");
            reader.fail(in_fields ? "fields" : "format", error.what());
        }
    } else if (!input.fields.empty()) {
        reader.fail("fields", "belongs to a log whose format is named, e.g. format = \"json\"");
    }
    if (const auto timezone = reader.text("timezone")) {
        input.timezone = valid_timezone(reader, *timezone);
    }
    input.repository = reader.text("repository").value_or("");
    if (!input.repository.empty() && config.find_repository(input.repository) == nullptr) {
        reader.choice("repository", config.repository_names());
    }
    for (auto [host, repository] : reader.text_map("virtual_hosts")) {
        if (config.find_repository(repository) == nullptr) {
            reader.fail("virtual_hosts",
                        fmt::format("no repository is named \"{}\"; known are: {}", repository,
                                    fmt::join(config.repository_names(), ", ")));
        }
        if (host.empty() || host.find_first_of("/*: ") != std::string::npos) {
            reader.fail("virtual_hosts",
                        fmt::format("expected a host's name alone, without scheme, port and \"*\", "
                                    "and this is \"{}\"",
                                    host));
        }
        input.virtual_hosts.emplace_back(lower_case(host), std::move(repository));
    }
    for (const std::string& proxy :
         reader.texts("trusted_proxies").value_or(std::vector<std::string>{})) {
        const auto network = IpNetwork::parse(proxy);
        if (!network) {
            reader.fail("trusted_proxies",
                        fmt::format("expected an address or a network such as \"192.0.2.0/24\", "
                                    "and this is \"{}\"",
                                    proxy));
        }
        input.trusted_proxies.push_back(*network);
    }
    input.strip = reader.text("strip").value_or("");
    if (!input.strip.empty() && !input.strip.starts_with('/')) {
        reader.fail("strip", "expected a path that begins with \"/\"");
    }
    while (input.strip.ends_with('/')) {
        input.strip.pop_back();
    }
    input.modules = reader.text_map("modules");
    for (const auto& [module, path] : input.modules) {
        if (module.empty() || module.find('/') != std::string::npos) {
            reader.fail("modules",
                        fmt::format("expected a module's name as in rsyncd.conf, without "
                                    "\"/\", and this is \"{}\"",
                                    module));
        }
        if (!path.starts_with('/')) {
            reader.fail("modules", fmt::format("expected a path that begins with \"/\" for {}, and "
                                               "this is \"{}\"",
                                               module, path));
        }
    }
    reader.finish();
    return input;
}

RepositoryRule read_repository(TomlReader& reader) {
    RepositoryRule rule;
    const auto name = reader.text("name");
    const bool usable = name && !name->empty() && name->front() != '.' && name->front() != '-' &&
                        std::all_of(name->begin(), name->end(), [](char c) {
                            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                   (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
                                   c == '+';
                        });
    if (!usable) {
        reader.fail("name",
                    "a [[repository]] needs a name of letters, digits, \"-\", \"_\", \".\" "
                    "and \"+\": it is the video's file name");
    }
    rule.name = *name;
    rule.title = reader.text("title").value_or(rule.name);
    rule.match = reader.texts("match").value_or(std::vector<std::string>{});
    rule.except = reader.texts("except").value_or(std::vector<std::string>{});
    // A repository without patterns may still have a virtual host's logs of its own.
    const std::size_t id = 0;
    check_value(reader, "match", [&] { RepositoryRules({&rule, 1}, {&id, 1}); });
    reader.finish();
    return rule;
}

void read_repositories(TomlReader& top, Config& config) {
    std::vector<std::string> seen;
    for (TomlReader& reader : top.tables("repository")) {
        RepositoryRule rule = read_repository(reader);
        if (std::find(seen.begin(), seen.end(), rule.name) != seen.end()) {
            reader.fail("name", fmt::format("there are two repositories \"{}\"", rule.name));
        }
        seen.push_back(rule.name);
        const auto same =
            std::find_if(config.repositories.begin(), config.repositories.end(),
                         [&](const RepositoryRule& other) { return other.name == rule.name; });
        if (same != config.repositories.end()) {
            *same = std::move(rule);
        } else {
            config.repositories.push_back(std::move(rule));
        }
    }
    if (config.repositories.size() > RepoSet::capacity) {
        top.fail("repository",
                 fmt::format("there may be {} repositories at most, the {} that exist "
                             "already among them",
                             RepoSet::capacity, default_config().repositories.size()));
    }
}

void read_drawing(TomlReader& top, Config& config, const std::filesystem::path& folder) {
    if (auto map = top.table("map")) {
        config.projection = map->text("projection").value_or(config.projection);
        if (const auto region = map->text("region")) {
            check_value(*map, "region", [&] { parse_region(*region); });
            config.region = *region;
        }
        config.central_meridian = map->number("central_meridian", -180, 180);
        if (const auto borders = map->text("borders")) {
            const bool is_word = *borders == "hairline" || *borders == "none";
            config.borders = is_word ? *borders : path_at(*map, "borders", folder)->string();
        }
        config.theme = map->text("theme").value_or(config.theme);
        if (config.theme.ends_with(".toml")) {
            config.theme = (folder / config.theme).string();
        }
        if (const auto metric = map->choice("metric", metric_names())) {
            config.metric = metric_named(*metric).value_or(config.metric);
        }
        config.afterglow = static_cast<int>(
            map->integer("afterglow", 0, longest_afterglow).value_or(config.afterglow));
        map->finish();
    }
    if (auto video = top.table("video")) {
        if (const auto size = video->text("size")) {
            std::tie(config.width, config.height) = parse_size(*size, video->place("size"));
        }
        config.days_per_second = static_cast<int>(
            video->integer("days_per_second", 1, 60).value_or(config.days_per_second));
        for (const std::string& format :
             video->texts("formats").value_or(std::vector<std::string>{})) {
            if (format != "mp4") {
                video->fail("formats",
                            fmt::format("\"{}\" is not known; the known one is mp4", format));
            }
        }
        video->finish();
    }
}

toml::table parse_file(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::stringstream text;
    if (!stream || !(text << stream.rdbuf() || stream.peek() == EOF)) {
        throw usage_error(fmt::format("{}: the configuration cannot be read: {}", file.string(),
                                      system_message(errno)));
    }
    try {
        return toml::parse(text.str(), file.string());
    } catch (const toml::parse_error& error) {
        // It may quote a line's end, and a message is one line.
        std::string description(error.description());
        std::replace_if(
            description.begin(), description.end(),
            [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
        throw usage_error(fmt::format("{}:{}:{}: {}", file.string(), error.source().begin.line,
                                      error.source().begin.column, description));
    }
}

}  // namespace

std::optional<std::filesystem::path> find_config_file() {
    std::vector<std::filesystem::path> places{"mapgen.toml"};
    const char* config_home = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    if (config_home != nullptr && *config_home != '\0') {
        places.push_back(std::filesystem::path(config_home) / "mapgen/mapgen.toml");
    } else if (home != nullptr && *home != '\0') {
        places.push_back(std::filesystem::path(home) / ".config/mapgen/mapgen.toml");
    }
    places.emplace_back("/etc/mapgen/mapgen.toml");
    for (const std::filesystem::path& place : places) {
        std::error_code error;
        if (std::filesystem::exists(place, error)) {
            return place;
        }
    }
    return std::nullopt;
}

Config load_config(const std::filesystem::path& file) {
    const toml::table table = parse_file(file);
    const std::filesystem::path folder = file.parent_path();
    TomlReader top(file, table, "");
    Config config = default_config();
    config.file = file;
    if (const auto timezone = top.text("timezone")) {
        config.timezone = valid_timezone(top, *timezone);
    }
    if (const auto state = path_at(top, "state", folder)) {
        config.state = *state;
    }
    if (const auto output = path_at(top, "output", folder)) {
        config.output = *output;
    }
    read_mirror(top, config);
    if (top.choice("count", {"downloads", "accesses"}).value_or("downloads") == "accesses") {
        config.count = CountMode::accesses;
    }
    config.exclude_user_agents =
        top.texts("exclude_user_agents").value_or(config.exclude_user_agents);
    if (std::find(config.exclude_user_agents.begin(), config.exclude_user_agents.end(), "") !=
        config.exclude_user_agents.end()) {
        top.fail("exclude_user_agents", "an empty text would leave out every request");
    }
    config.ipv6_prefix =
        static_cast<unsigned>(top.integer("ipv6_prefix", 1, 128).value_or(config.ipv6_prefix));
    if (auto geoip = top.table("geoip")) {
        for (const std::string& path :
             geoip->texts("tables").value_or(std::vector<std::string>{})) {
            config.geoip_tables.push_back(folder / path);
        }
        geoip->finish();
    }
    if (auto privacy = top.table("privacy")) {
        config.seal_after_days = static_cast<unsigned>(
            privacy->integer("seal_after_days", 1, 3650).value_or(config.seal_after_days));
        privacy->finish();
    }
    read_repositories(top, config);
    std::vector<TomlReader> inputs = top.tables("input");
    if (!inputs.empty()) {
        config.inputs.clear();
    }
    for (TomlReader& reader : inputs) {
        config.inputs.push_back(read_input(reader, config, folder));
    }
    read_drawing(top, config, folder);
    top.finish();
    return config;
}

}  // namespace mapgen
