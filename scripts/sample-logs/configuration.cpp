#include "configuration.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "ftp_log.hpp"

namespace sample_logs {

namespace {

/// A TOML basic string; absolute, so that the configuration works from any directory.
std::string toml_path(const std::filesystem::path& path) {
    std::string text = "\"";
    for (const char letter : std::filesystem::absolute(path).lexically_normal().string()) {
        if (letter == '"' || letter == '\\') {
            text += '\\';
        }
        text += letter;
    }
    return text + '"';
}

std::string tables(const Options& options) {
    std::string text;
    for (const std::string& table : options.geoip_tables) {
        text += (text.empty() ? "" : ", ") + toml_path(table);
    }
    return text;
}

}  // namespace

std::string configuration(const Options& options) {
    const auto logs = [&](const char* pattern) { return toml_path(options.output / pattern); };
    return fmt::format(
        R"(# Reads the sample logs beside it. Written by scripts/make-sample-logs.
timezone = "UTC"
state    = {state}
output   = {maps}
mirror   = {{ name = "mirror.example.org", latitude = 48.74, longitude = 9.31 }}

[geoip]
tables = [{tables}]

[[input]]
name  = "http"
paths = [{access}, {vhosts}]

[[input]]
name       = "epel-host"
paths      = [{epel_host}]
repository = "epel"

[[input]]
name  = "ftp"
paths = [{xferlog}]

[[input]]
name  = "proftpd"
paths = [{proftpd}]
strip = "{strip}"

[[input]]
name  = "rsync"
paths = [{rsyncd}]
)",
        fmt::arg("state", toml_path(options.state)), fmt::arg("maps", toml_path(options.maps)),
        fmt::arg("tables", tables(options)), fmt::arg("access", logs("http/access_log*")),
        fmt::arg("vhosts", logs("http/other_vhosts_access.log*")),
        fmt::arg("epel_host", logs("http/epel.example.org-access_log*")),
        fmt::arg("xferlog", logs("ftp/xferlog*")),
        fmt::arg("proftpd", logs("ftp/proftpd-xferlog*")), fmt::arg("strip", ftp_disk_prefix),
        fmt::arg("rsyncd", logs("rsync/rsyncd.log*")));
}

}  // namespace sample_logs
