#include <string>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::LineReader;
using mapgen::test::utc;

TEST_CASE("an xferlog line") {
    LineReader reader("xferlog");
    REQUIRE(reader.read("Sun Jul  5 12:00:02 2026 1 ::ffff:192.0.2.7 8254144 /pub/big.iso b _ o a "
                        "ftp@example.com ftp 0 * c") == LineOutcome::counted);
    const AccessRecord& record = reader.record;
    CHECK(record.protocol == Protocol::ftp);
    CHECK(record.action == Action::sent);
    CHECK(record.status == 0);
    CHECK(record.bytes == 8254144);
    CHECK(record.time == utc(2026, 7, 5, 12, 0, 2));
    CHECK(record.client == "::ffff:192.0.2.7");
    CHECK(record.path == "/pub/big.iso");
    CHECK(record.user_agent.empty());
    CHECK(record.virtual_host.empty());
}

TEST_CASE("the day may be padded with a zero") {
    LineReader reader("xferlog");
    REQUIRE(reader.read("Sun Jul 05 12:00:02 2026 0 192.0.2.7 300 /x b _ o a ftp ftp 0 * c") ==
            LineOutcome::counted);
    CHECK(reader.record.time == utc(2026, 7, 5, 12, 0, 2));
    REQUIRE(reader.read("Sun Nov 22 01:43:28 2026 0 192.0.2.7 300 /x b _ o r ftp ftp 1 * c") ==
            LineOutcome::counted);
    CHECK(reader.record.time == utc(2026, 11, 22, 1, 43, 28));
}

TEST_CASE("direction and completion decide what happened") {
    struct Row {
        std::string_view direction;
        std::string_view completion;
        Action action;
    };
    const Row row =
        GENERATE(values<Row>({Row{"o", "c", Action::sent}, Row{"o", "i", Action::sent_partly},
                              Row{"i", "c", Action::received}, Row{"i", "i", Action::received},
                              Row{"d", "c", Action::deleted}}));
    LineReader reader("xferlog");
    REQUIRE(reader.read("Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 /x b _ " +
                        std::string(row.direction) + " r joe ftp 0 * " +
                        std::string(row.completion)) == LineOutcome::counted);
    CHECK(reader.record.action == row.action);
}

TEST_CASE("wu-ftpd before 2.4 logged no completion status") {
    struct Row {
        std::string_view rest;
        Action action;
    };
    const Row row =
        GENERATE(values<Row>({Row{"300 /x b _ o a guest ftp 0 *", Action::sent},
                              Row{"300 /x b _ o a two words ftp 0 *", Action::sent},
                              Row{"300 /x b _ i r joe ftp 1 joe", Action::received},
                              // Names that look like a status.
                              Row{"300 /x b _ o r joe ftp 1 c", Action::sent},
                              Row{"300 /x b _ o r joe ftp 1 c i", Action::sent_partly}}));
    CAPTURE(row.rest);
    LineReader reader("xferlog");
    REQUIRE(reader.read("Sun Jul  5 12:00:02 1992 1 192.0.2.7 " + std::string(row.rest)) ==
            LineOutcome::counted);
    CHECK(reader.record.action == row.action);
    CHECK(reader.record.path == "/x");
    CHECK(reader.record.bytes == 300);
}

TEST_CASE("names and passwords with spaces are kept apart") {
    struct Row {
        std::string_view middle;
        std::string_view path;
    };
    const Row row = GENERATE(
        values<Row>({Row{"/pub/name_with__spaces_\"q\"_\xc3\xa9.txt b _ o a ftp@example.com",  //
                         "/pub/name_with__spaces_\"q\"_\xc3\xa9.txt"},
                     Row{"/x b _ o a my secret pass word", "/x"}, Row{"/x b _ o a ", "/x"},
                     // What an anonymous user types must not change the name or the direction.
                     Row{"/x b _ o a y b _ i a z", "/x"},
                     Row{"/raw spaces b.txt a _ o g joe",  //
                         "/raw spaces b.txt"},
                     Row{"/x b CT o a <no_password>", "/x"}, Row{"/x a U o a ?", "/x"},
                     Row{"/ends/in/b b _ o a ftp", "/ends/in/b"}}));
    CAPTURE(row.middle);
    LineReader reader("xferlog");
    REQUIRE(reader.read("Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 " + std::string(row.middle) +
                        " ftp 0 * c") == LineOutcome::counted);
    CHECK(reader.record.path == row.path);
    CHECK(reader.record.action == Action::sent);
}

TEST_CASE("xferlog lines that cannot be read") {
    struct Row {
        std::string_view line;
        LineOutcome outcome;
    };
    constexpr auto date = LineOutcome::rejected_date;
    constexpr auto number = LineOutcome::rejected_number;
    constexpr auto malformed = LineOutcome::rejected_malformed;
    const Row row = GENERATE(values<Row>(
        {Row{"Sun Jul 32 12:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp ftp 0 * c", date},
         Row{"Sun Feb 29 12:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp ftp 0 * c", date},
         Row{"Sun Foo  5 12:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp ftp 0 * c", date},
         Row{"Sun Jul  5 24:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp ftp 0 * c", date},
         Row{"Sun Jul  5 12:00:02 20x6 1 192.0.2.7 300 /x b _ o a ftp ftp 0 * c", date},
         Row{"Sun Jul    12:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp ftp 0 * c", date},
         Row{"Sun Jul  5 12:00:02 2026 1 192.0.2.7 3e2 /x b _ o a ftp ftp 0 * c", number},
         Row{"Sun Jul  5 12:00:02 2026 1 192.0.2.7 -1 /x b _ o a ftp ftp 0 * c", number},
         Row{"Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp ftp 0", malformed},
         Row{"Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp sftp 0 *", malformed},
         Row{"Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp ftp 2 *", malformed},
         Row{"Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 /x b _ o a ftp ftp 0 * x", malformed},
         Row{"Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 /x b _ q a ftp ftp 0 * c", malformed},
         Row{"Sun Jul  5 12:00:02 2026 1 192.0.2.7 300  b _ o a ftp ftp 0 * c", malformed},
         Row{"Sun Jul  5 12:00:02 2026", malformed}, Row{"Sun Jul", malformed},
         // vsftpd's own log
         Row{"Sun Jul  5 12:00:01 2026 [pid 1359] [ftp] OK DOWNLOAD: Client \"192.0.2.7\", \"/x\", "
             "300 bytes, 841.86Kbyte/sec",
             malformed}}));
    CAPTURE(row.line);
    LineReader reader("xferlog");
    CHECK(reader.read(row.line) == row.outcome);
}
