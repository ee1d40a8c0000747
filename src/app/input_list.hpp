#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "app/messages.hpp"
#include "ingest/line_counter.hpp"
#include "store/state_store.hpp"

namespace mapgen {

/// One file to read, and how.
struct InputItem {
    std::filesystem::path path;
    InputSettings settings;
};

/// What the configuration says of an input, as ingest takes it; registers its repository in the
/// state.
InputSettings input_settings(const InputConfig& input, const Config& config, StateStore& store);

/// The files that the configured globs (glob(7)) match, each once however many names it has, in
/// the order of the configuration, then by name. A glob that should match and does not is a
/// problem.
std::vector<InputItem> configured_inputs(const Config& config, StateStore& store,
                                         Messages& messages);

/// The files named on the command line ("-" is standard input); one that a configured glob
/// matches is read as that input, any other with the configuration's defaults. A `format` that is
/// not empty goes before the configuration's.
std::vector<InputItem> named_inputs(const std::vector<std::string>& paths,
                                    const std::string& format, const Config& config,
                                    StateStore& store);

}  // namespace mapgen
