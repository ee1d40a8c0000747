#include "ingest/log_start.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/error.hpp"
#include "parsers/format_registry.hpp"

namespace mapgen {
namespace {

constexpr std::size_t detection_lines = 500;
constexpr std::size_t quoted_line = 120;

/// A log line as an error message may show it: short and printable, and with "…" for whatever could
/// be a client's address or name (a word with two or more dots or colons in it).
std::string quotable(std::string_view line) {
    constexpr std::string_view address_letters =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:";
    std::string quoted;
    while (!line.empty() && quoted.size() < quoted_line) {
        const std::size_t end = std::min(line.find_first_not_of(address_letters), line.size());
        const std::string_view word = line.substr(0, end);
        const auto separators =
            std::count_if(word.begin(), word.end(), [](char c) { return c == '.' || c == ':'; });
        quoted += separators >= 2 ? std::string_view("…") : word;
        line.remove_prefix(end);
        if (!line.empty()) {
            quoted.push_back(line.front() >= 0x20 && line.front() < 0x7f ? line.front() : '?');
            line.remove_prefix(1);
        }
    }
    return line.empty() ? quoted : quoted + "…";
}

/// Takes the format that the lines of `text` say; leaves none where all are blank.
void find_in(const std::filesystem::path& path, std::string_view text, LogStart& start) {
    std::vector<std::string_view> lines;
    for_each_line(text, [&](std::string_view line) {
        if (lines.size() < detection_lines && !is_blank(line)) {
            line.remove_prefix(line.find_first_not_of('\0'));
            lines.push_back(line);
        }
    });
    if (lines.empty()) {
        return;
    }
    const Detection detection = detect_format(lines);
    if (detection.format == nullptr) {
        throw failure(fmt::format(
            "{}: no log format recognises it; its first line is: {}; the nearest format is {}; "
            "name one with format = \"…\" in its [[input]], or leave the file out of the paths",
            path.string(), quotable(lines.front()),
            detection.nearest != nullptr ? detection.nearest->name() : "none"));
    }
    start.format = detection.format;
    start.confidence = detection.confidence;
}

}  // namespace

LogStart find_format(const std::filesystem::path& path, const InputFile& file, BlockReader& reader,
                     const InputSettings& input) {
    LogStart start;
    if (input.format != "auto") {
        start.format = make_format(input.format, input.fields);
        return start;
    }
    // A line that the head's end cuts off tells nothing.
    const std::size_t last_newline = file.head().rfind('\n');
    if (last_newline != std::string_view::npos) {
        find_in(path, file.head().substr(0, last_newline + 1), start);
    }
    while (start.format == nullptr) {
        auto block = reader.next();
        if (!block) {
            break;
        }
        start.passed.add(LineOutcome::rejected_too_long, block->too_long_lines);
        find_in(path, block->text(), start);
        if (start.format != nullptr) {
            block->too_long_lines = 0;  // they have been told
            start.first = std::move(block);
        } else {
            for_each_line(block->text(),
                          [&](std::string_view) { start.passed.add(LineOutcome::skipped_blank); });
        }
    }
    return start;
}

}  // namespace mapgen
