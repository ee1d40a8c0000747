#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/coordinates.hpp"
#include "core/ip_network.hpp"
#include "ingest/download_rule.hpp"
#include "ingest/repository_rules.hpp"
#include "render/frame/metric.hpp"

namespace mapgen {

/// One [[input]]: logs of one server.
struct InputConfig {
    std::string name;
    std::vector<std::string> paths;  ///< globs; absolute, or relative to the working directory
    std::string format = "auto";
    std::vector<std::pair<std::string, std::string>> fields;  ///< of a JSON log (FormatFields)
    std::string timezone;                                     ///< empty: the configuration's
    std::string repository;  ///< of a virtual host's own log; empty: by path alone
    /// Virtual host, in lower case → repository, for logs that name the host in each line.
    std::vector<std::pair<std::string, std::string>> virtual_hosts;
    std::string strip;                                         ///< path prefix to take off
    std::vector<std::pair<std::string, std::string>> modules;  ///< rsync: module → path
    std::vector<IpNetwork> trusted_proxies;  ///< whose X-Forwarded-For is believed
    /// Whether a path that matches no file is worth a message: it is one that somebody wrote down.
    bool must_exist = true;
};

/// Everything that can be configured, validated, with the defaults in place. DESIGN's file format
/// is read by load_config(); data/mapgen.toml documents each key.
struct Config {
    std::filesystem::path file;  ///< where it was read from; empty for the defaults alone

    std::string timezone = "UTC";
    std::filesystem::path state = "/var/lib/mapgen/mapgen.db";
    std::filesystem::path output = "/var/lib/mapgen/maps";
    std::string mirror_name;
    std::optional<Coordinates> mirror_location;
    CountMode count = CountMode::downloads;
    std::vector<std::string> exclude_user_agents{"mirrormanager-crawler/"};
    unsigned ipv6_prefix = 64;
    unsigned seal_after_days = 30;

    std::vector<std::filesystem::path> geoip_tables;  ///< empty: default_geoip_tables()
    std::vector<InputConfig> inputs;                  ///< default_inputs() where none is configured
    std::vector<RepositoryRule> repositories;         ///< in the order in which they are listed

    std::string projection = "auto";  ///< this and what follows: as FrameSettings has it
    std::string region = "world";
    std::optional<double> central_meridian;
    std::string borders = "hairline";
    std::string theme = "night";
    Metric metric = Metric::clients;
    int afterglow = 0;  ///< days that places take to fade, up to longest_afterglow; 0: none
    int width = 1920;   ///< pixels
    int height = 1080;  ///< pixels
    int days_per_second = 10;

    unsigned jobs = 1;  ///< threads; the machine's number of processors by default

    const RepositoryRule* find_repository(const std::string& name) const;
    std::vector<std::string> repository_names() const;
};

/// A configuration that nobody has changed.
Config default_config();

/// Where distributions put the logs of Apache, nginx, lighttpd, vsftpd, ProFTPD, Pure-FTPd and
/// rsyncd.
std::vector<InputConfig> default_inputs();

/// The table, or pair of tables, in the usual places (scripts/fetch-geoip's, geoipupdate's, the
/// distributions') that was written last; none where there is none.
std::vector<std::filesystem::path> default_geoip_tables();

/// "downloads" or "accesses".
std::string name_of(CountMode mode);

/// Reads "1920x1080" into even numbers of pixels from 480x270 to 7680x4320. Throws a usage Error
/// that begins with `where`.
std::pair<int, int> parse_size(const std::string& text, const std::string& where);

}  // namespace mapgen
