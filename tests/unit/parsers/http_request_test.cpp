#include "parsers/http_request.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "line_reader.hpp"
#include "parsers/leading_digits.hpp"
#include "parsers/plain_path.hpp"

using mapgen::Action;
using mapgen::find_field_end;
using mapgen::find_quote;
using mapgen::is_plain_path;
using mapgen::QuotedField;
using mapgen::read_http_request;
using mapgen::read_leading_digits;
using mapgen::undo_log_escapes;

TEST_CASE("a request field is split into method and target") {
    struct Row {
        std::string_view field;
        Action action;
        std::string_view target;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"GET /epel/ HTTP/1.1", Action::get, "/epel/"},
         Row{"GET /x?a=b HTTP/2.0", Action::get, "/x?a=b"},
         Row{"GET /x HTTP/3", Action::get, "/x"},
         Row{"GET /x", Action::get, "/x"},
         Row{"HEAD /x HTTP/1.0", Action::head, "/x"},
         Row{"GET   /x   HTTP/1.1", Action::get, "/x"},
         Row{"GET /epel/9/a b.rpm HTTP/1.1", Action::get, "/epel/9/a b.rpm"},
         Row{"GET /epel/9/a b.rpm", Action::get, "/epel/9/a b.rpm"},
         Row{"GET /HTTP/1.1", Action::get, "/HTTP/1.1"},
         Row{"GET http://mirror.example//epel/ HTTP/1.1", Action::get,
             "http://mirror.example//epel/"},
         Row{"POST /x HTTP/1.1", Action::other_method, "/x"},
         Row{"OPTIONS * HTTP/1.1", Action::other_method, "*"},
         Row{"CONNECT mirror.example:443 HTTP/1.1", Action::other_method, "mirror.example:443"},
         Row{"get /x HTTP/1.1", Action::other_method, "/x"},
         Row{"M-SEARCH * HTTP/1.1", Action::other_method, "*"},
         Row{"PRI * HTTP/2.0", Action::unreadable, ""},
         Row{"", Action::unreadable, ""},
         Row{"-", Action::unreadable, ""},
         Row{"  ", Action::unreadable, ""},
         Row{" /x HTTP/1.1", Action::unreadable, ""},
         Row{"GET", Action::unreadable, ""},
         Row{"GET ", Action::unreadable, ""},
         Row{"GET HTTP/1.1", Action::unreadable, ""},
         Row{"GET  HTTP/1.1", Action::unreadable, ""},
         Row{"/epel/", Action::unreadable, ""},
         Row{"GET\\t/x HTTP/1.1", Action::unreadable, ""},
         Row{"\\x16\\x03\\x01 \\x02", Action::unreadable, ""},
         Row{"\x16\x03\x01 \x02", Action::unreadable, ""},
         Row{"G\xc3\x89T /x HTTP/1.1", Action::unreadable, ""},
         Row{"G(T /x HTTP/1.1", Action::unreadable, ""}}));
    CAPTURE(row.field);
    const auto request = read_http_request(row.field);
    CHECK(request.action == row.action);
    CHECK(request.target == row.target);
}

TEST_CASE("log escapes are undone") {
    struct Row {
        std::string_view logged;
        std::string_view meant;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"/plain", "/plain"}, Row{R"(/a\"b\\c)", "/a\"b\\c"},
         Row{R"(\x22b\x5C\x5c)", "\"b\\\\"}, Row{R"(\b\f\n\r\t\v)", "\b\f\n\r\t\v"},
         Row{R"(\xc3\xA9)", "\xc3\xa9"}, Row{R"(\x5Cx41)", R"(\x41)"}, Row{R"(\\x41)", R"(\x41)"},
         // Not an escape of any server: left alone.
         Row{R"(\q\x4\xg1\)", R"(\q\x4\xg1\)"}, Row{R"(\)", R"(\)"}, Row{R"(\x)", R"(\x)"},
         Row{R"(\x4)", R"(\x4)"}, Row{R"(\x00)", std::string_view("\0", 1)}}));
    CAPTURE(row.logged);
    std::string scratch = "left from before";
    CHECK(undo_log_escapes(row.logged, scratch) == row.meant);
}

TEST_CASE("a text without a backslash is not copied") {
    const std::string_view text = "/epel/9/RPM-GPG-KEY";
    std::string scratch;
    CHECK(undo_log_escapes(text, scratch).data() == text.data());
}

TEST_CASE(
    "a field's end is where find_quote finds it, and plain is what a look at each byte says") {
    std::mt19937 random(7);
    const std::string letters = "aaaaaaaaaaaaaaaa/.?%\\\"";
    for (int round = 0; round < 50'000; ++round) {
        std::string text;
        for (auto size = random() % 60; size > 0; --size) {
            text += letters[random() % letters.size()];
        }
        const QuotedField field = find_field_end(text);
        CAPTURE(text);
        REQUIRE(field.quote == find_quote(text, 0));
        const std::string_view inside = std::string_view(text).substr(0, field.quote);
        const bool is_plain = inside.find_first_of("?%\\") == inside.npos &&
                              inside.find("//") == inside.npos && inside.find("/.") == inside.npos;
        REQUIRE(is_plain_path(inside) == is_plain);
        REQUIRE((is_plain || !field.is_plain));
    }
    // Such as nearly every line has.
    CHECK(find_field_end(R"(GET /epel/9/RPM-GPG-KEY HTTP/1.1" 200 300 "-" "curl/8.9.1")").is_plain);
}

TEST_CASE("leading digits are read as far as they go") {
    std::mt19937 random(8);
    for (int round = 0; round < 50'000; ++round) {
        std::string text(random() % 3, 'x');
        const std::size_t from = text.size();
        for (auto digits = random() % 10; digits > 0; --digits) {
            text += static_cast<char>('0' + random() % 10);
        }
        const std::size_t end = text.size();
        // Also the neighbours of digits, and bytes that a sum carries over from.
        text += "/:\xff\xfa x"[random() % 6];
        text += "0123456789";
        std::uint64_t value = 0;
        const std::size_t found = read_leading_digits(text, from, value);
        CAPTURE(text);
        if (end == from || end - from > 8) {
            REQUIRE(found == from);
        } else {
            REQUIRE(found == end);
            REQUIRE(value == std::stoull(text.substr(from, end - from)));
        }
    }
}
