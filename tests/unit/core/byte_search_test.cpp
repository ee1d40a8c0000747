#include "core/byte_search.hpp"

#include <string>

#include "catch.hpp"

using namespace mapgen;

TEST_CASE("A byte is found where string_view finds it", "[byte-search]") {
    for (std::size_t size = 0; size < 70; ++size) {
        std::string text(size, 'a');
        for (std::size_t from = 0; from <= size + 1; ++from) {
            CHECK(find_byte(text, 'x', from) == std::string::npos);
        }
        for (std::size_t at = 0; at < size; ++at) {
            text[at] = 'x';
            text[size / 2] = 'x';
            for (std::size_t from = 0; from <= size; ++from) {
                if (find_byte(text, 'x', from) != text.find('x', from)) {
                    FAIL("size " << size << ", at " << at << ", from " << from);
                }
            }
            text.assign(size, 'a');
        }
    }
    const std::string high(20, static_cast<char>(0xff));
    CHECK(find_byte(high, static_cast<char>(0xff), 3) == 3);
    CHECK(find_byte(high, '\0') == std::string::npos);
}

TEST_CASE("The last of several bytes is found", "[byte-search]") {
    for (std::size_t size = 0; size < 70; ++size) {
        std::string text(size, 'a');
        CHECK(find_last_byte(text, 'x') == std::string::npos);
        for (std::size_t at = 0; at < size; ++at) {
            text[at / 2] = 'x';
            text[at] = 'x';
            if (find_last_byte(text, 'x') != at) {
                FAIL("size " << size << ", at " << at);
            }
            text.assign(size, 'a');
        }
    }
}
