#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "app/messages.hpp"
#include "app/option_set.hpp"
#include "core/civil_day.hpp"

namespace mapgen {

/// What every command takes, as it was typed.
struct GlobalOptions {
    std::string config;
    std::string state;
    std::string output;
    unsigned jobs = 0;  ///< 0: not given
    bool verbose = false;
    bool quiet = false;

    void add_to(OptionSet& options);
    /// The configuration with these options applied. Throws a usage Error as load_config() does.
    Config load() const;
    Messages::Level level() const;
};

/// What a picture looks like, as it was typed; empty where it was not.
struct DrawingOptions {
    std::string size;
    std::string projection;
    std::string region;
    std::string central_meridian;
    std::string borders;
    std::string theme;
    std::string metric;
    std::optional<unsigned> afterglow;

    void add_to(OptionSet& options);
    /// Throws a usage Error for what cannot be a size, a region or a meridian.
    void apply_to(Config& config) const;
};

/// `--repo NAME`, repeatable.
struct RepositoryOption {
    std::vector<std::string> names;

    void add_to(OptionSet& options, const std::string& help);
    /// The rules of these names, all configured ones where none was given. Throws a usage Error
    /// that lists the known names.
    std::vector<RepositoryRule> choose(const Config& config) const;
};

/// Reads "YYYY-MM-DD"; nothing for an empty text. Throws a usage Error that names the option.
std::optional<CivilDay> parse_day(const std::string& text, const std::string& option);

}  // namespace mapgen
