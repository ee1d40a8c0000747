#include <set>
#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "line_reader.hpp"

using namespace mapgen;

TEST_CASE("every format has a name of its own, a description and samples") {
    std::set<std::string_view> names;
    for (const LogFormat* format : all_formats()) {
        CAPTURE(format->name());
        CHECK(names.insert(format->name()).second);
        CHECK(format->name().find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
              std::string_view::npos);
        CHECK_FALSE(format->description().empty());
        CHECK(format->description().find('\n') == std::string_view::npos);
        CHECK_FALSE(format->sample_lines().empty());
        CHECK(make_format(format->name()).get() == format);
    }
    CHECK(names.count("combined") == 1);
}

TEST_CASE("an unknown format is a usage error that lists the known ones") {
    try {
        make_format("combind");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        const std::string message = error.what();
        CHECK(message.find("'combind'") != std::string::npos);
        for (const LogFormat* format : all_formats()) {
            CHECK(message.find(format->name()) != std::string::npos);
        }
    }
    CHECK_THROWS_AS(make_format(""), Error);
}

TEST_CASE("each format recognises its own samples most surely") {
    for (const LogFormat* format : all_formats()) {
        for (const std::string_view sample : format->sample_lines()) {
            CAPTURE(format->name(), sample);
            const int own = format->recognise(sample);
            CHECK(own > 0);
            CHECK(own <= 100);
            for (const LogFormat* other : all_formats()) {
                CAPTURE(other->name());
                CHECK((other == format || other->recognise(sample) < own));
            }
        }
    }
}

TEST_CASE("each sample parses to a record of the format's protocol, or a skip") {
    for (const LogFormat* format : all_formats()) {
        const auto parser = format->make_parser({});
        int records = 0;
        for (const std::string_view sample : format->sample_lines()) {
            CAPTURE(format->name(), sample);
            AccessRecord record;
            const ParsedLine parsed = parser->parse(sample, record);
            if (parsed.has_record()) {
                ++records;
                CHECK(record.protocol == format->protocol());
                CHECK_FALSE(record.client.empty());
                CHECK(record.time.time_since_epoch().count() > 0);
            } else {
                CHECK(is_skipped(parsed.reason()));
            }
        }
        CHECK(records > 0);
    }
}

TEST_CASE("the samples of a format are detected as that format") {
    for (const LogFormat* format : all_formats()) {
        CAPTURE(format->name());
        const auto samples = format->sample_lines();
        const Detection detection = detect_format(samples);
        CHECK(detection.format.get() == format);
        CHECK(detection.confidence == 100);
    }
}
