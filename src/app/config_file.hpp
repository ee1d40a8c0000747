#pragma once

#include <filesystem>
#include <optional>

#include "app/config.hpp"

namespace mapgen {

/// The configuration file to use where none is named: ./mapgen.toml,
/// $XDG_CONFIG_HOME/mapgen/mapgen.toml ($HOME/.config without that variable), then
/// /etc/mapgen/mapgen.toml; nothing where none of them exists.
std::optional<std::filesystem::path> find_config_file();

/// The defaults, changed by what `file` says. Paths in it are relative to its folder. Throws a
/// usage Error with file, line and column for anything in it that is not understood.
Config load_config(const std::filesystem::path& file);

}  // namespace mapgen
