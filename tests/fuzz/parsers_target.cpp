// Every log format on any lines: those registered, and those made from a configured text.
//
// Input: either a byte below 32, which chooses a registered format, or a line as `format = "…"`
// takes it. Then, each in a line that begins with a tab, "NAME=KEY" for `fields = { … }`. Then the
// log's lines; one that begins with byte 1 comes as a message behind a log daemon's prefix.

#include <date/tz.h>

#include <memory>
#include <vector>

#include "core/error.hpp"
#include "fuzz_input.hpp"
#include "input/block_reader.hpp"
#include "parsed_line.hpp"
#include "parsers/format_registry.hpp"

using namespace mapgen;
using namespace mapgen::fuzz;

namespace {

FormatFields take_fields(std::string_view& data) {
    FormatFields fields;
    while (data.starts_with('\t')) {
        const std::string_view line = take_line(data).substr(1);
        const std::size_t equals = line.find('=');
        if (equals != std::string_view::npos) {
            fields.emplace_back(line.substr(0, equals), line.substr(equals + 1));
        }
    }
    return fields;
}

std::shared_ptr<const LogFormat> take_format(std::string_view& data) {
    if (!data.empty() && static_cast<unsigned char>(data.front()) < 32) {
        const std::uint8_t choice = take_byte(data);
        const auto formats = all_formats();
        return {std::shared_ptr<const LogFormat>(), formats[choice % formats.size()]};
    }
    const OwnedText configured(take_line(data));
    const FormatFields fields = take_fields(data);
    try {
        return make_format(configured.view(), fields);
    } catch (const Error& error) {
        require(error.kind() == ErrorKind::usage, "a format that is not one is a usage error");
        return nullptr;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view data = text_of(bytes, size);
    const auto format = take_format(data);
    if (format == nullptr) {
        return 0;
    }
    touch(format->name());
    touch(format->description());
    touch(format->advice());
    ParserSettings settings;
    if (size % 2 == 0) {
        static const date::time_zone* const zone = date::locate_zone("Europe/Berlin");
        settings.zone = zone;
    }
    const auto parser = format->make_parser(settings);
    AccessRecord record;
    for_each_line(data, [&](std::string_view text) {
        const bool is_message = text.starts_with('\x01');
        const OwnedText line(is_message ? text.substr(1) : text);
        if (is_blank(line.view()) || line.view().size() > longest_line) {
            return;
        }
        if (is_message) {
            const int score = format->recognise_message(line.view());
            require(score >= 0 && score <= 100, "a score is a percentage");
            const MessageHead head{settings.written, "rsyncd", "1234"};
            check_parsed(parser->parse_message(head, line.view(), record), record);
        } else {
            const int score = format->recognise(line.view());
            require(score >= 0 && score <= 100, "a score is a percentage");
            check_parsed(parser->parse(line.view(), record), record);
        }
    });
    return 0;
}
