#include <date/tz.h>

#include <fstream>
#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::LineReader;
using mapgen::test::utc;

namespace {

/// A flat line with this member in front of the others that a record needs.
std::string flat(std::string_view member) {
    return "{" + std::string(member) +
           R"(,"remote_addr":"192.0.2.7","request":"GET /x HTTP/1.1","status":200,"bytes":5})";
}

std::string caddy(std::string_view time, std::string_view request_members) {
    return R"({"level":"info","ts":)" + std::string(time) +
           R"(,"logger":"http.log.access.log0","msg":"handled request","request":{)" +
           std::string(request_members) +
           R"(,"method":"GET","host":"mirror.example:8080","uri":"/x"},"size":5,"status":200})";
}

constexpr std::string_view iso = R"("time":"2026-11-22T01:27:07Z")";

}  // namespace

TEST_CASE("times in JSON") {
    const std::string_view time = GENERATE(values<std::string_view>(
        {R"("2026-11-22T01:27:07Z")", R"("2026-11-22T02:27:07+01:00")",
         R"("2026-11-21T20:27:07.123456789-0500")", R"("2026-11-22T01:27:07,5+00")",
         R"("2026-11-22 01:27:07 UTC")", R"("2026\/11\/22 01:27:07")",
         R"("2026/11/22 01:27:07.123")", R"("22/Nov/2026:02:27:07 +0100")",
         R"("[22/Nov/2026:02:27:07 +0100]")", "1795310827", "1795310827.7862742",
         "1.7953108277862742e9", "1795310827786", "1795310827786.2742", "1795310827786274",
         "1795310827786274200", R"("1795310827")", R"("1795310827.786")"}));
    CAPTURE(time);
    LineReader json("json");
    REQUIRE(json.read(flat("\"time\":" + std::string(time))) == LineOutcome::counted);
    CHECK(json.record.time == utc(2026, 11, 22, 1, 27, 7));
    LineReader caddy_reader("caddy");
    REQUIRE(caddy_reader.read(caddy(time, R"("remote_ip":"192.0.2.7")")) == LineOutcome::counted);
    CHECK(caddy_reader.record.time == utc(2026, 11, 22, 1, 27, 7));
}

TEST_CASE("a local time in JSON is the configured zone's") {
    LineReader reader("json", {date::locate_zone("Europe/Berlin")});
    REQUIRE(reader.read(flat(R"("time":"2026-11-22 02:27:07")")) == LineOutcome::counted);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 27, 7));
}

TEST_CASE("what is no time is a rejected date") {
    const std::string_view time = GENERATE(values<std::string_view>(
        {R"("2026-02-29T01:27:07Z")", R"("2026-11-22T24:27:07Z")", R"("yesterday")", "null", "-5",
         "1e30", "1e400", R"("2026-11-22T01:27:07X")", R"("2026-11-22T01:27:07+1:00")", R"("")",
         "true", R"("22/Foo/2026:01:27:07 +0000")", R"("2026-11-22")", R"(["x"])", "{}"}));
    CAPTURE(time);
    LineReader reader("json");
    CHECK(reader.read(flat("\"time\":" + std::string(time))) == LineOutcome::rejected_date);
}

TEST_CASE("JSON lines without what a record needs") {
    struct Row {
        std::string_view line;
        LineOutcome outcome;
    };
    const Row row = GENERATE(values<Row>(
        {Row{R"({"request":"GET /x","status":200,"time":1795310827})",
             LineOutcome::rejected_malformed},
         Row{R"({"ip":"192.0.2.7","request":"GET /x","status":200})", LineOutcome::rejected_date},
         Row{R"({"ip":"192.0.2.7","status":200,"time":1795310827})",
             LineOutcome::rejected_malformed},
         Row{R"({"ip":"192.0.2.7","uri":"/x","status":200,"time":1795310827})",
             LineOutcome::rejected_malformed},
         Row{R"({"ip":"192.0.2.7","request":"GET /x","time":1795310827})",
             LineOutcome::rejected_malformed},
         Row{R"({"ip":"192.0.2.7","request":"GET /x","status":"x","time":1795310827})",
             LineOutcome::rejected_number},
         Row{R"({"ip":"192.0.2.7","request":"GET /x","status":2000,"time":1795310827})",
             LineOutcome::rejected_number},
         Row{R"({"ip":"192.0.2.7","request":"GET /x","status":200,"bytes":-5,"time":1795310827})",
             LineOutcome::rejected_number},
         Row{"{", LineOutcome::rejected_malformed}, Row{"{}", LineOutcome::rejected_malformed},
         Row{"[]", LineOutcome::rejected_malformed}, Row{"{\"", LineOutcome::rejected_malformed},
         Row{R"({"ip":"192.0.2.7","request":"GET /x","status":200,"time":1795310827)",
             LineOutcome::rejected_malformed},
         Row{R"({"ip":"192.0.2.7","request":"GET /x)", LineOutcome::rejected_malformed}}));
    CAPTURE(row.line);
    LineReader reader("json");
    CHECK(reader.read(row.line) == row.outcome);
}

TEST_CASE("well-known keys of many servers") {
    const std::string_view line = GENERATE(values<std::string_view>(
        {R"({"t":"2026-11-22T01:27:07+00:00","h":"192.0.2.7","r":"GET /x HTTP/1.1","s":200,"b":5,"ua":"curl","v":"mirror.example"})",
         R"({"time_local":"22/Nov/2026:01:27:07 +0000","remote_addr":"192.0.2.7","request":"GET /x HTTP/1.1","status":"200","body_bytes_sent":"5","request_time":"0.004","http_user_agent":"curl","http_host":"mirror.example"})",
         R"({"msec":"1795310827.123","remote_addr":"192.0.2.7","request_method":"GET","request_uri":"/x","status":"200","bytes_sent":"5","http_user_agent":"curl","server_name":"mirror.example"})",
         R"({"ClientAddr":"192.0.2.7:4000","DownstreamContentSize":5,"DownstreamStatus":200,"RequestHost":"mirror.example","RequestMethod":"GET","RequestPath":"/x","StartUTC":"2026-11-22T01:27:07.1Z","request_User-Agent":"curl"})",
         R"({"httpRequest":{"requestMethod":"GET","requestUrl":"/x","status":200,"responseSize":"5","userAgent":"curl","remoteIp":"192.0.2.7"},"host":"mirror.example","timestamp":"2026-11-22T01:27:07Z"})",
         R"({"@timestamp":"2026-11-22T01:27:07.000Z","source":{"ip":"192.0.2.7"},"http":{"request":{"method":"GET"},"response":{"status_code":200,"body":{"bytes":5}}},"url":{"original":"/x","domain":"mirror.example"},"user_agent":{"original":"curl"}})",
         R"({"@timestamp":"2026-11-22T01:27:07.000Z","source.ip":"192.0.2.7","http.request.method":"GET","http.response.status_code":200,"http.response.body.bytes":5,"url.original":"/x","url.domain":"mirror.example","user_agent.original":"curl"})",
         R"({ "timestamp":"22/Nov/2026:01:27:07 +0000", "clientip":"192.0.2.7", "verb":"GET", "request":"/x", "url":"/x", "response":"200", "bytes":"5", "agent":"curl", "vhost":"mirror.example" })",
         R"({"time":1795310827,"client_ip":"192.0.2.7","http_request":"GET /x HTTP/1.1","status_code":200,"bytes_read":5,"user_agent":"curl","host":"mirror.example","request_time":3})"}));
    CAPTURE(line);
    CHECK(detect_format(std::span(&line, 1)).format->name() == "json");
    LineReader reader("json");
    REQUIRE(reader.read(line) == LineOutcome::counted);
    CHECK(reader.record.protocol == Protocol::http);
    CHECK(reader.record.action == Action::get);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.path == "/x");
    CHECK(reader.record.status == 200);
    CHECK(reader.record.bytes == 5);
    CHECK(reader.record.user_agent == "curl");
    CHECK(reader.record.virtual_host == "mirror.example");
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 27, 7));
}

TEST_CASE("configured keys come before the well-known ones") {
    const auto format = make_format(
        "json",
        {{"client", "net.peer"}, {"path", "what"}, {"method", "host"}, {"time", "when.at"}});
    AccessRecord record;
    const auto parser = format->make_parser({});
    REQUIRE(
        parser
            ->parse(R"({"net":{"peer":"192.0.2.7"},"remote_addr":"198.51.100.1","what":"/x",)"
                    R"("host":"GET","uri":"/y","when":{"at":1795310827},"time":1,"status":200})",
                    record)
            .has_record());
    CHECK(record.client == "192.0.2.7");
    CHECK(record.path == "/x");
    CHECK(record.action == Action::get);
    CHECK(record.virtual_host.empty());
    CHECK(record.time == utc(2026, 11, 22, 1, 27, 7));
}

TEST_CASE("escapes, raw bytes and other things that JSON forbids lose no record") {
    using namespace std::string_literals;
    struct Row {
        std::string request;  // between the quotes
        Action action;
        std::string path;
    };
    const Row row = GENERATE(values<Row>(
        {Row{R"(GET /a\"b\\c%20d?x=\"y\" HTTP/1.1)", Action::get, R"(/a"b\c%20d?x="y")"},
         Row{R"(GET /\u00e9\ud83d\ude00\/ HTTP/1.1)", Action::get, "/\xc3\xa9\xf0\x9f\x98\x80/"},
         Row{R"(GET /\ud83d HTTP/1.1)", Action::get, "/\xed\xa0\xbd"},
         Row{R"(GET /\u00 HTTP/1.1)", Action::get, R"(/\u00)"},
         Row{R"(GET /a\x22\xe9\q HTTP/1.1)", Action::get, "/a\"\xe9\\q"},
         Row{"GET /\xc3\xa9 HTTP/1.1", Action::get, "/\xc3\xa9"},
         Row{"GET /\xfc\xff HTTP/1.1", Action::get, "/\xfc\xff"},
         Row{"GET /a\tb\x01\0c HTTP/1.1"s, Action::get, "/a\tb\x01\0c"s},
         Row{"\\u0016\\u0003\\u0001\xfc\\u0003\xde\xad\\\"", Action::unreadable, ""},
         Row{"\x16\x03\x01\xfc", Action::unreadable, ""}, Row{"", Action::unreadable, ""},
         Row{"PRI * HTTP/2.0", Action::unreadable, ""},
         Row{"GET /epel/9/a b.rpm", Action::get, "/epel/9/a b.rpm"},
         Row{"HEAD /x HTTP/1.1", Action::head, "/x"}}));
    CAPTURE(row.request);
    LineReader reader("json");
    const std::string line = "{" + std::string(iso) + R"(,"remote_addr":"192.0.2.7","request":")" +
                             row.request + R"(","status":200,"bytes":5,"ua":"a\u00e9"})";
    REQUIRE(reader.read(line) == LineOutcome::counted);
    CHECK(reader.record.action == row.action);
    CHECK(reader.record.path == row.path);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.bytes == 5);
    CHECK(reader.record.user_agent == "a\xc3\xa9");
}

TEST_CASE("JSON's shape may vary") {
    LineReader reader("json");
    const auto line = GENERATE(values<std::string>(
        {R"({ "time" : 1795310827 , "ip":	"192.0.2.7" ,"request":"GET /x", "status":200 } )",
         R"({"TIME":1795310827,"Ip":"192.0.2.7","Request":"GET /x","STATUS":200})",
         R"({"time":1795310827,"ip":"192.0.2.7","request":"GET /x","status":200} and more)",
         // Of a key that occurs twice the last value, and of two keys the surer one.
         R"({"time":1,"ip":"198.51.100.1","time":1795310827,"ip":"192.0.2.7","request":"GET /x","status":200})",
         R"({"ip":"198.51.100.1","remote_addr":"192.0.2.7","time":1795310827,"request":"GET /x","status":200})",
         R"({"remote_addr":"-","ip":"192.0.2.7","time":1795310827,"request":"GET /x","status":200})",
         R"({"remote_addr":null,"ip":"192.0.2.7","time":1795310827,"request":"GET /x","status":200.0})",
         R"({"more":[{"ip":[[1,{"time":2}]]}],"time":1795310827,"ip":"192.0.2.7","request":"GET /x","status":2e2})",
         R"({"xff":"203.0.113.9, 192.0.2.7:40000","time":1795310827,"request":"GET /x","status":200})",
         R"({"ip":"192.0.2.7:40000","time":1795310827,"request":"GET /x","status":"200","bytes":"-"})"}));
    CAPTURE(line);
    REQUIRE(reader.read(line) == LineOutcome::counted);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.path == "/x");
    CHECK(reader.record.status == 200);
    CHECK(reader.record.bytes == 0);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 27, 7));
}

TEST_CASE("Caddy's clients") {
    struct Row {
        std::string_view members;
        std::string_view client;
    };
    const Row row = GENERATE(
        values<Row>({Row{R"("remote_ip":"192.0.2.7","remote_port":"47034")", "192.0.2.7"},
                     Row{R"("remote_ip":"198.51.100.1","client_ip":"192.0.2.7")", "192.0.2.7"},
                     Row{R"("client_ip":"2001:db8::1","remote_ip":"198.51.100.1")", "2001:db8::1"},
                     Row{R"("remote_addr":"192.0.2.7:47034")", "192.0.2.7"},
                     Row{R"("remote_addr":"[2001:db8::1]:47034")", "2001:db8::1"}}));
    CAPTURE(row.members);
    LineReader reader("caddy");
    REQUIRE(reader.read(caddy("1795310827.5", row.members)) == LineOutcome::counted);
    CHECK(reader.record.client == row.client);
    CHECK(reader.record.virtual_host == "mirror.example");
    CHECK(reader.record.path == "/x");
    CHECK(reader.record.bytes == 5);
}

TEST_CASE("Caddy's headers") {
    LineReader reader("caddy");
    REQUIRE(reader.read(caddy("1795310827.5",
                              R"("remote_ip":"192.0.2.7","headers":{"User-Agent":["a \"b\" é"],)"
                              R"("X-Forwarded-For":["203.0.113.9, 198.51.100.1"],"Accept":[]})")) ==
            LineOutcome::counted);
    CHECK(reader.record.user_agent == "a \"b\" é");
    CHECK(reader.record.forwarded_for == "203.0.113.9, 198.51.100.1");
}

TEST_CASE("lines of Caddy's own that are no accesses") {
    struct Row {
        std::string_view line;
        LineOutcome outcome;
    };
    const Row row = GENERATE(values<Row>(
        {Row{R"({"level":"info","ts":1795311451.02,"logger":"tls","msg":"cleaning storage unit"})",
             LineOutcome::skipped_message},
         Row{R"({"level":"warn","ts":"2026-11-22T01:27:07Z","msg":"caddyfile is not formatted"})",
             LineOutcome::skipped_message},
         // Logged once more as an access
         Row{R"({"level":"error","ts":1795311451.02,"logger":"http.log.error.log0","msg":"x","request":{"remote_ip":"192.0.2.7","method":"GET","uri":"/x"},"status":502,"size":0})",
             LineOutcome::skipped_message},
         Row{R"({"msg":"x"})", LineOutcome::rejected_malformed},
         Row{R"({"level":"info","ts":1795311451.02,"logger":"http.log.access","msg":"handled request"})",
             LineOutcome::rejected_malformed}}));
    CAPTURE(row.line);
    LineReader reader("caddy");
    CHECK(reader.read(row.line) == row.outcome);
}

TEST_CASE("Caddy's unmatched host, and its old common_log alone") {
    LineReader reader("caddy");
    REQUIRE(
        reader.read(R"({"level":"info","ts":1795310827.5,"logger":"http.log.access",)"
                    R"("msg":"handled request","request":{"remote_ip":"192.0.2.7",)"
                    R"("method":"GET","host":"other.example","uri":"/"},"size":0,"status":0})") ==
        LineOutcome::counted);
    CHECK(reader.record.status == 0);
    REQUIRE(reader.read(R"({"level":"info","ts":1795310827.5,"logger":"http.log.access",)"
                        R"("msg":"handled request","common_log":"192.0.2.7 - - )"
                        R"([22/Nov/2026:01:27:07 +0000] \"GET /x HTTP/1.1\" 200 5"})") ==
            LineOutcome::counted);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.path == "/x");
    CHECK(reader.record.bytes == 5);
}

TEST_CASE("a format string that writes JSON gives the keys") {
    struct Row {
        std::string_view log_format;
        std::string_view line;
    };
    const Row row = GENERATE(values<Row>(
        {Row{R"(log_format json escape=json '{"a":"$time_iso8601","b":"$remote_addr",'
                '"c":"$request","d":$status,"e":$body_bytes_sent,"f":"$http_user_agent"}';)",
             R"({"a":"2026-11-22T01:27:07+00:00","b":"192.0.2.7","c":"GET /x HTTP/1.1","d":200,"e":5,"f":"curl"})"},
         Row{R"({"a":$msec,"n":{"b":"$remote_addr","c":"$request_method"},"g":"$request_uri","d":"$status","e":"$bytes_sent","f":"$http_user_agent"})",
             R"({"a":1795310827.123,"n":{"b":"192.0.2.7","c":"GET"},"g":"/x","d":"200","e":"5","f":"curl"})"},
         Row{R"("{ \"a\":\"%t\", \"b\":\"%a\", \"c\":\"%r\", \"d\":%>s, \"e\":%B, \"f\":\"%{User-Agent}i\" }")",
             R"({ "a":"[22/Nov/2026:01:27:07 +0000]", "b":"192.0.2.7", "c":"GET /x HTTP/1.1", "d":200, "e":5, "f":"curl" })"},
         Row{R"({"a":"%{%Y-%m-%dT%H:%M:%S}t.%{msec_frac}t%{%z}t","b":"%h","c":"%m %U%q %H","d":"%>s","e":"%b","f":"%{User-Agent}i"})",
             R"({"a":"2026-11-22T02:27:07.123+0100","b":"192.0.2.7","c":"GET /x HTTP/1.1","d":"200","e":"5","f":"curl"})"},
         Row{R"({"a":"%{%d.%m.%Y %H:%M:%S}t","b":"%h","m":"%m","c":"%U%q","d":"%>s","e":"%b","f":"%{User-Agent}i"})",
             R"({"a":"22.11.2026 01:27:07","b":"192.0.2.7","m":"GET","c":"/x","d":"200","e":"5","f":"curl"})"}}));
    CAPTURE(row.log_format, row.line);
    LineReader reader(row.log_format);
    REQUIRE(reader.read(row.line) == LineOutcome::counted);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK(reader.record.action == Action::get);
    CHECK(reader.record.path == "/x");
    CHECK(reader.record.status == 200);
    CHECK(reader.record.bytes == 5);
    CHECK(reader.record.user_agent == "curl");
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 27, 7));
}

TEST_CASE("a JSON format string that cannot do is refused") {
    CHECK_THROWS_WITH(make_format(R"({"b":"$remote_addr","c":"$request","d":$status})"),
                      contains("$time_iso8601"));
    CHECK_THROWS_WITH(make_format(R"({"a":"%t","c":"%r","d":%>s})"), contains("%h"));
    CHECK_THROWS_WITH(make_format(R"({"a":"%t","b":"%h","c":"%r","d":%>s,})"),
                      contains("JSON object"));
    CHECK_THROWS_WITH(make_format(R"({"a":"%{%H:%M}t %{%d}t","b":"%h","c":"%r","d":%>s})"),
                      contains("%t"));
}
