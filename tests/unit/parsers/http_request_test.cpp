#include "parsers/http_request.hpp"

#include "catch.hpp"
#include "line_reader.hpp"

using mapgen::Action;
using mapgen::read_http_request;
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
