#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/line_outcome.hpp"
#include "ingest/line_counter.hpp"
#include "input/block_reader.hpp"
#include "input/input_file.hpp"
#include "parsers/log_format.hpp"

namespace mapgen {

/// How a log begins, as far as it takes to tell its format.
struct LogStart {
    std::shared_ptr<const LogFormat> format;  ///< null where there is no line to tell it by
    int confidence = 100;                     ///< Detection's; 100 where the format is configured
    std::optional<LineBlock> first;  ///< the block that told the format, still to be counted
    LineTally passed;                ///< lines before that: blank ones, and those too long to keep
};

/// Finds the format of a log: the one that `input` names, or with "auto" what its first lines say:
/// those of the file's head, or where that has none, the first that `reader` delivers. Throws an
/// Error (failure) that names the file, its first line (without what may be addresses) and the
/// nearest format where none recognises it.
LogStart find_format(const std::filesystem::path& path, const InputFile& file, BlockReader& reader,
                     const InputSettings& input);

}  // namespace mapgen
