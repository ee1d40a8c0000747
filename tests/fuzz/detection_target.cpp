// Telling a log's format from its first lines, and reading them as what it was told to be.

#include <vector>

#include "fuzz_input.hpp"
#include "input/block_reader.hpp"
#include "parsed_line.hpp"
#include "parsers/format_registry.hpp"

using namespace mapgen;
using namespace mapgen::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const OwnedText text(text_of(bytes, size));
    std::vector<std::string_view> lines;
    for_each_line(text.view(), [&](std::string_view line) {
        if (!is_blank(line) && line.size() <= longest_line) {
            lines.push_back(line);
        }
    });
    const Detection detection = detect_format(lines);
    require(detection.confidence >= 0 && detection.confidence <= 100, "confidence is a percentage");
    require(detection.format == nullptr || detection.confidence >= 50,
            "a format that wins recognises half of the lines");
    if (detection.format != nullptr) {
        const auto parser = detection.format->make_parser({});
        AccessRecord record;
        for (const std::string_view line : lines) {
            check_parsed(parser->parse(line, record), record);
        }
    }
    return 0;
}
