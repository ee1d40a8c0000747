#include "app/table_writer.hpp"

#include <cstdio>
#include <string>

#include "catch.hpp"

using namespace mapgen;

namespace {

std::string written(TableWriter::Format format, const std::vector<std::vector<std::string>>& rows) {
    char* text = nullptr;
    std::size_t size = 0;
    std::FILE* stream = open_memstream(&text, &size);
    TableWriter table(stream, format, {{"repo"}, {"clients", true}});
    for (const auto& row : rows) {
        table.add(row);
    }
    table.finish();
    std::fclose(stream);
    const std::string result(text, size);
    std::free(text);
    return result;
}

}  // namespace

TEST_CASE("CSV quotes what would break it", "[table]") {
    CHECK(written(TableWriter::Format::csv, {{"epel", "5"}, {"a,\"b\"", "6"}}) ==
          "repo,clients\nepel,5\n\"a,\"\"b\"\"\",6\n");
    CHECK(written(TableWriter::Format::csv, {}) == "repo,clients\n");
}

TEST_CASE("JSON is an array of objects, also an empty one", "[table]") {
    CHECK(written(TableWriter::Format::json, {{"epel", "5"}, {"a\"\n", "6"}}) ==
          "[\n  {\"repo\": \"epel\", \"clients\": 5},\n"
          "  {\"repo\": \"a\\\"\\u000a\", \"clients\": 6}\n]\n");
    CHECK(written(TableWriter::Format::json, {}) == "[\n]\n");
}

TEST_CASE("A table is aligned, numbers to the right", "[table]") {
    CHECK(written(TableWriter::Format::table, {{"epel", "5"}, {"fedora", "12345678"}}) ==
          "repo     clients\nepel           5\nfedora  12345678\n");
}
