#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "app/messages.hpp"
#include "ingest/input_reader.hpp"

namespace mapgen {

/// The files that the configured globs (glob(7), with {a,b}) match, each once however many names it
/// has, in the order of the configuration, then by name. `numbers[i]` stands for the i-th
/// configured repository. A glob that should match and does not is a problem, and so is a match
/// that is no regular file: a pipe would wait for ever.
std::vector<InputItem> configured_inputs(const Config& config, std::span<const std::size_t> numbers,
                                         Messages& messages);

/// The files named on the command line ("-" is standard input); one that a configured glob matches,
/// by whatever name, is read as that input, any other with the configuration's defaults. A
/// `format` that is not empty goes before the configuration's.
std::vector<InputItem> named_inputs(const std::vector<std::string>& paths,
                                    const std::string& format, const Config& config,
                                    std::span<const std::size_t> numbers);

}  // namespace mapgen
