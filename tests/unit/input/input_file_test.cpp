#include "input/input_file.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "temporary_folder.hpp"

using namespace mapgen;
using mapgen::test::TemporaryFolder;

namespace {

/// What a reader that stopped at `offset` would have kept.
ContentMark mark_at(const std::string& text, std::size_t offset) {
    ContentMark mark;
    mark.head_length = head_length_for(offset);
    mark.head = hash_content(text.substr(0, mark.head_length));
    mark.offset = offset;
    mark.tail = static_cast<std::uint32_t>(std::min(offset, ContentMark::tail_length));
    mark.tail_hash = hash_content(text.substr(offset - mark.tail, mark.tail));
    return mark;
}

std::string numbered(int from, int to) {
    std::string text;
    for (int i = from; i < to; ++i) {
        text += "line " + std::to_string(i) + "\n";
    }
    return text;
}

std::string rest_of(InputFile& file) {
    std::string rest(10'000'000, '\0');
    rest.resize(file.source().read(rest));
    return rest;
}

}  // namespace

TEST_CASE("Head lengths are few", "[input_file]") {
    CHECK(head_length_for(0) == 0);
    CHECK(head_length_for(1) == 1);
    CHECK(head_length_for(1023) == 512);
    CHECK(head_length_for(65'536) == 65'536);
    CHECK(head_length_for(10'000'000) == 65'536);
}

TEST_CASE("Reading goes on behind the part that is known", "[input_file]") {
    const TemporaryFolder folder;
    const std::string text = numbered(0, 50'000);
    folder.write("log", text);
    const bool zipped = GENERATE(false, true);
    if (zipped) {
        folder.gzip("log");
    }
    InputFile file(folder.path(zipped ? "log.gz" : "log"));
    CHECK((file.head() == std::string_view(text).substr(0, 65'536)));
    const std::size_t offset = GENERATE(std::size_t{10}, std::size_t{70'000}, std::size_t{300'000});
    const std::vector marks{mark_at(text, offset)};
    CHECK(file.pass_known_part(marks) == 0);
    CHECK(file.position() == offset);
    CHECK((rest_of(file) == text.substr(offset)));
}

TEST_CASE("The longest part that agrees is taken, and what differs is read again", "[input_file]") {
    const TemporaryFolder folder;
    const std::string common = numbered(0, 20'000);
    const std::string text = common + numbered(500'000, 520'000);
    const std::string other = common + numbered(700'000, 760'000);
    folder.write("log", text);
    InputFile file(folder.path("log"));
    SECTION("of three marks the middle one agrees") {
        const std::vector marks{mark_at(other, 350'000), mark_at(text, 200'000),
                                mark_at(text, 100'000)};
        CHECK(file.pass_known_part(marks) == 1);
        CHECK((rest_of(file) == text.substr(200'000)));
    }
    SECTION("none agrees") {
        const std::vector marks{mark_at(other, 400'000)};
        CHECK_FALSE(file.pass_known_part(marks));
        CHECK(file.position() == 0);
        CHECK((rest_of(file) == text));
    }
    SECTION("a shorter one agrees, and a longer log began alike") {
        const std::vector marks{mark_at(text, 100'000), mark_at(other, 900'000)};
        CHECK(file.pass_known_part(marks) == 0);
        CHECK((rest_of(file) == text.substr(100'000)));
    }
    SECTION("marks closer together than a tail is long") {
        const std::vector marks{mark_at(text, 100'000), mark_at(text, 100'020),
                                mark_at(text, 100'040)};
        CHECK(file.pass_known_part(marks) == 2);
        CHECK((rest_of(file) == text.substr(100'040)));
    }
    SECTION("the log was longer when it was read") {
        const std::vector marks{mark_at(other, 900'000)};
        CHECK(file.pass_known_part(marks) == 0);
        CHECK(rest_of(file).empty());
    }
}

TEST_CASE("A file's stamp says whether it was written to", "[input_file]") {
    const TemporaryFolder folder;
    CHECK_FALSE(stamp_of(folder.path("none")));
    folder.write("log", "x");
    const auto before = stamp_of(folder.path("log"));
    REQUIRE(before);
    folder.rename("log", "log.1");
    CHECK(stamp_of(folder.path("log.1")) == before);
    folder.append("log.1", "y");
    CHECK_FALSE(stamp_of(folder.path("log.1")) == before);
}
