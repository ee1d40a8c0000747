#include "input/byte_source.hpp"

#include <fcntl.h>

#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "temporary_folder.hpp"

using namespace mapgen;
using mapgen::test::TemporaryFolder;

namespace {

std::string read_all(ByteSource& source, std::size_t portion = 777) {
    std::string all;
    std::string buffer(portion, '\0');
    for (;;) {
        const std::size_t got = source.read(buffer);
        all.append(buffer, 0, got);
        if (got < portion) {
            return all;
        }
    }
}

std::string some_text(std::size_t size) {
    std::string text;
    for (unsigned i = 1; text.size() < size; ++i) {
        text += std::to_string(i * 2654435761U) + "\n";
    }
    return text;
}

std::unique_ptr<ByteSource> open(const TemporaryFolder& folder, const std::string& name) {
    return make_source(open_for_reading(folder.path(name)));
}

}  // namespace

TEST_CASE("Plain and gzipped files give the same bytes, told by their content", "[source]") {
    const TemporaryFolder folder;
    const std::string text = some_text(300'000);
    folder.write("log", text);
    CHECK((read_all(*open(folder, "log")) == text));
    folder.gzip("log", GENERATE(std::size_t{1} << 30, std::size_t{65536}, std::size_t{100}));
    folder.rename("log.gz", "log.with.no.telling.name");
    const auto source = open(folder, "log.with.no.telling.name");
    CHECK((read_all(*source) == text));
    CHECK_FALSE(source->damage());
    CHECK(source->is_closed());
}

TEST_CASE("Skipping is reading without looking", "[source]") {
    const TemporaryFolder folder;
    const std::string text = some_text(200'000);
    folder.write("log", text);
    const bool zipped = GENERATE(false, true);
    if (zipped) {
        folder.gzip("log");
    }
    const std::string name = zipped ? "log.gz" : "log";
    for (const std::size_t skipped : {std::size_t{0}, std::size_t{3}, std::size_t{100'000}}) {
        const auto source = open(folder, name);
        CHECK(source->skip(skipped) == skipped);
        CHECK((read_all(*source) == text.substr(skipped)));
    }
    const auto source = open(folder, name);
    CHECK(source->skip(text.size() + 1000) == text.size());
    CHECK(read_all(*source).empty());
}

TEST_CASE("Short files are no gzip", "[source]") {
    const TemporaryFolder folder;
    for (const std::string text : {"", "\x1f", "\x1f\x8b", "x"}) {
        folder.write("log", text);
        CHECK(read_all(*open(folder, "log")) == text);
    }
}

TEST_CASE("A read that fails is damage at its place", "[source]") {
    // What cannot be read as a file at all is the one such thing that every machine has.
    const auto source = make_source(FileDescriptor(::open("/", O_RDONLY | O_DIRECTORY)));
    CHECK(read_all(*source).empty());
    REQUIRE(source->damage());
    CHECK(source->damage()->offset == 0);
    CHECK_THAT(source->damage()->reason, contains("cannot be read: Is a directory"));
}

TEST_CASE("A file that cannot be opened is named", "[source]") {
    const TemporaryFolder folder;
    CHECK_THROWS_WITH(open_for_reading(folder.path("none")),
                      contains("none") && contains("No such file"));
    CHECK_THROWS_WITH(open_for_reading(folder.path(".")), contains("is a directory"));
}
