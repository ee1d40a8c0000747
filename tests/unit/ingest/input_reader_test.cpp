#include "ingest/input_reader.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "catch.hpp"
#include "input/block_reader.hpp"
#include "mirror.hpp"
#include "store/state_transaction.hpp"

using namespace mapgen;
using namespace mapgen::test;
using Result = InputReport::Result;

TEST_CASE("A log is counted once, whatever happens to the file", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write("access_log", log_lines(1000));
    const InputReport first = mirror.ingest("access_log");
    REQUIRE(first.result == Result::read);
    CHECK(first.format == "combined");
    CHECK(first.lines.counted() == 1000);
    CHECK(mirror.totals().requests == 1000);
    CHECK(mirror.totals().clients == 200);
    CHECK(mirror.totals("epel").clients == 200);
    CHECK(mirror.totals("fedora") == Totals{});
    const Totals counted = mirror.totals();

    SECTION("not changed: not even opened") {
        CHECK(mirror.ingest("access_log").result == Result::unchanged);
    }
    SECTION("renamed") {
        folder.rename("access_log", "access_log.1");
        CHECK(mirror.ingest("access_log.1").result == Result::unchanged);
    }
    SECTION("copied") {
        folder.write("copy", folder.read("access_log"));
        CHECK(mirror.ingest("copy").result == Result::nothing_new);
    }
    SECTION("gzipped, in one member or many") {
        folder.rename("access_log", "access_log.1");
        folder.gzip("access_log.1", GENERATE(std::size_t{1} << 30, std::size_t{997}));
        CHECK(mirror.ingest("access_log.1.gz").result == Result::nothing_new);
    }
    SECTION("cut short by a copy") {
        folder.write("short", folder.read("access_log").substr(0, 90'000));
        CHECK(mirror.ingest("short").result == Result::nothing_new);
    }
    SECTION("grown: only what is new") {
        folder.append("access_log", log_lines(500, 1000));
        const InputReport grown = mirror.ingest("access_log");
        CHECK(grown.result == Result::read);
        CHECK(grown.lines.read() == 500);
        CHECK(mirror.totals().requests == 1500);
        CHECK(mirror.totals().clients == 200);
        folder.gzip("access_log");
        CHECK(mirror.ingest("access_log.gz").result == Result::nothing_new);
        CHECK(mirror.totals().requests == 1500);
        return;
    }
    SECTION("grown, rotated, gzipped before the next run, and a new one begun") {
        folder.append("access_log", log_lines(500, 1000));
        folder.rename("access_log", "access_log.1");
        folder.gzip("access_log.1");
        folder.write("access_log", log_lines(300, 1500));
        CHECK(mirror.ingest("access_log").lines.read() == 300);
        CHECK(mirror.ingest("access_log.1.gz").lines.read() == 500);
        CHECK(mirror.totals().requests == 1800);
        return;
    }
    SECTION("copytruncate: the copy is known, what follows in the old file is new") {
        folder.write("access_log.1", folder.read("access_log"));
        folder.write("access_log", log_lines(10, 1000));
        CHECK(mirror.ingest("access_log.1").result == Result::nothing_new);
        CHECK(mirror.ingest("access_log").lines.read() == 10);
        CHECK(mirror.totals().requests == 1010);
        return;
    }
    CHECK(mirror.totals() == counted);
}

TEST_CASE("A log of two lines that grows is one log", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    std::uint64_t lines = 0;
    for (const int size : {1, 2, 3, 40, 41, 2000}) {
        folder.write("access_log", log_lines(size));
        lines += mirror.ingest("access_log").lines.read();
        CHECK(lines == static_cast<std::uint64_t>(size));
        CHECK(mirror.totals().requests == lines);
    }
    CHECK(mirror.store().ledger().size() == 1);
}

TEST_CASE("Logs that begin alike and differ later are two", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    const std::string begin = log_lines(900);
    REQUIRE(begin.size() > 65536);
    folder.write("a", begin + log_lines(300, 1000));
    folder.write("b", begin + log_lines(400, 2000));
    CHECK(mirror.ingest("a").lines.read() == 1200);
    CHECK(mirror.ingest("b").lines.read() == 1300);
    folder.append("a", log_lines(5, 5000));
    folder.append("b", log_lines(7, 6000));
    folder.gzip("b");
    CHECK(mirror.ingest("b.gz").lines.read() == 7);
    CHECK(mirror.ingest("a").lines.read() == 5);
    CHECK(mirror.totals().requests == 2512);
}

TEST_CASE("A last line without an end waits, and is not lost", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    const std::string lines = log_lines(11);
    folder.write("access_log", lines.substr(0, lines.size() - 20));
    const InputReport first = mirror.ingest("access_log");
    CHECK(first.lines.read() == 10);
    CHECK(first.waiting_bytes > 0);
    SECTION("it is finished later") {
        folder.write("access_log", lines + log_lines(2, 11));
        CHECK(mirror.ingest("access_log").lines.read() == 3);
        CHECK(mirror.totals().requests == 13);
    }
    SECTION("it never ends: the gzipped log cannot grow any more") {
        folder.gzip("access_log");
        const InputReport last = mirror.ingest("access_log.gz");
        CHECK(last.lines.read() == 1);
        CHECK(mirror.ingest("access_log.gz").result == Result::unchanged);
    }
}

TEST_CASE("The number of threads changes nothing", "[ingest]") {
    const TemporaryFolder one_folder;
    const TemporaryFolder many_folder;
    Mirror one(one_folder, 1);
    Mirror many(many_folder, 5);
    const std::string lines = log_lines(40'000, 0, 251);
    one_folder.write("log", lines);
    many_folder.write("log", lines);
    CHECK(one.ingest("log").lines == many.ingest("log").lines);
    CHECK(one.totals() == many.totals());
    const auto id = *one.store().find_repository("epel");
    const DayCounts a = one.store().counts(id, CivilDay(2026, 11, 22));
    const DayCounts b = many.store().counts(id, CivilDay(2026, 11, 22));
    CHECK(a.places == b.places);
    CHECK(a.countries == b.countries);
    CHECK(a.totals.clients == 251);
}

TEST_CASE("Clients are distinct across inputs and runs while the day is open", "[ingest]") {
    const TemporaryFolder folder;
    {
        Mirror mirror(folder);
        folder.write("http", log_lines(50, 0, 50));
        mirror.ingest("http");
    }
    Mirror mirror(folder);
    folder.write(
        "xferlog",
        "Sun Nov 22 12:00:02 2026 1 ::ffff:192.0.2.7 300 /pub/epel/9/x b _ o a a@b ftp 0 * c\n"
        "Sun Nov 22 12:00:02 2026 1 198.51.100.1 300 /debian/x b _ o a a@b ftp 0 * c\n");
    folder.write("rsyncd",
                 "2026/11/22 01:23:18 [7] send UNKNOWN [2001:db8:0:1::1] epel () 9/K 300\n"
                 "2026/11/22 01:23:18 [7] send UNKNOWN [2001:db8:0:1::2] epel () 9/K 300\n"
                 "2026/11/22 01:23:18 [8] send UNKNOWN [2001:db8:0:2::1] debian () K 300\n");
    CHECK(mirror.ingest("xferlog").lines.counted() == 2);
    CHECK(mirror.ingest("rsyncd").lines.counted() == 3);
    CHECK(mirror.totals("all").clients == 50 + 1 + 2);
    CHECK(mirror.totals("epel").clients == 50 + 1);
    CHECK(mirror.totals("all").requests == 50 + 2 + 3);
}

TEST_CASE("After a day is sealed, late lines add requests and no clients", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write("log", log_lines(10));
    mirror.ingest("log");
    CHECK(mirror.store().seal_days(mirror.now + std::chrono::days{29}, std::chrono::days{30}) == 0);
    CHECK(mirror.store().seal_days(mirror.now + std::chrono::days{30}, std::chrono::days{30}) == 1);
    folder.append("log", log_lines(5, 10));
    const InputReport late = mirror.ingest("log");
    CHECK(late.lines.counted() == 5);
    CHECK(late.late_requests == 5);
    CHECK(mirror.totals().requests == 15);
    CHECK(mirror.totals().clients == 10);
}

TEST_CASE("A host name is a request without a client", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write(
        "log",
        "client.example.org - - [22/Nov/2026:01:27:07 +0000] \"GET /epel/x HTTP/1.1\" 200 9 "
        "\"-\" \"curl\"\n");
    mirror.ingest("log");
    CHECK(mirror.totals("epel") == Totals{0, 0, 1, 9});
    CHECK(mirror.store().ledger().front().located_requests.back() == 1);
}

TEST_CASE("A day with a log and no download is covered, with zeros", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write(
        "log",
        "192.0.2.1 - - [22/Nov/2026:01:27:07 +0000] \"GET /x HTTP/1.1\" 404 9 \"-\" \"-\"\n");
    mirror.ingest("log");
    REQUIRE(mirror.store().covered_days() == std::vector{CivilDay(2026, 11, 22)});
    const auto totals = mirror.store().totals(*mirror.store().find_repository("epel"));
    REQUIRE(totals.size() == 1);
    CHECK(totals.front().totals == Totals{});
}

TEST_CASE("Damage is reported with file and offset, and what precedes it counts", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write("log", log_lines(5000));
    folder.gzip("log");
    const std::string whole = folder.read("log.gz");
    SECTION("cut off") {
        folder.write("log.gz", whole.substr(0, whole.size() / 2));
        const InputReport report = mirror.ingest("log.gz");
        REQUIRE(report.problem);
        CHECK_THAT(*report.problem, contains("log.gz") && contains("cut off at byte"));
        CHECK(report.lines.counted() > 1000);
        CHECK(report.lines.counted() < 5000);
        CHECK(report.lines.rejected() == 0);
        folder.write("log.gz", whole);
        CHECK(mirror.ingest("log.gz").lines.counted() == 5000 - report.lines.counted());
        CHECK(mirror.totals().requests == 5000);
    }
    SECTION("bytes changed in the middle") {
        std::string damaged = whole;
        for (std::size_t i = whole.size() / 2; i < whole.size() / 2 + 64; ++i) {
            damaged[i] = static_cast<char>(~damaged[i]);
        }
        folder.write("log.gz", damaged);
        const InputReport report = mirror.ingest("log.gz");
        REQUIRE(report.problem);
        CHECK_THAT(*report.problem, contains("damaged"));
        CHECK(report.lines.counted() > 1000);
    }
    SECTION("garbage behind it") {
        folder.write("log.gz", whole + "garbage");
        const InputReport report = mirror.ingest("log.gz");
        REQUIRE(report.problem);
        CHECK_THAT(*report.problem, contains("not gzip's follow"));
        CHECK(report.lines.counted() == 5000);
    }
    SECTION("zeros behind it are padding") {
        folder.write("log.gz", whole + std::string(1000, '\0'));
        const InputReport report = mirror.ingest("log.gz");
        CHECK_FALSE(report.problem);
        CHECK(report.lines.counted() == 5000);
    }
}

TEST_CASE("Odd lines have outcomes", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder, GENERATE(1U, 3U));
    const std::string line = log_lines(1);
    const std::string without_end = line.substr(0, line.size() - 1);
    folder.write("log", line + without_end + "\r\n" + "\n" + "  \t\n" + std::string(65536, 'x') +
                            "\n" + std::string(65537, 'x') + "\n" + std::string(3'000'000, 'x') +
                            "\n" + std::string(5000, '\0') + "\n" + "\xff\xfe\xc3(\n" + line);
    const InputReport report = mirror.ingest("log");
    CHECK(report.lines.counted() == 3);
    CHECK(report.lines.of(LineOutcome::skipped_blank) == 3);
    CHECK(report.lines.of(LineOutcome::rejected_too_long) == 2);
    CHECK(report.lines.of(LineOutcome::rejected_malformed) == 2);
    CHECK(report.lines.read() == 10);
    folder.append("log", log_lines(4, 1));
    CHECK(mirror.ingest("log").lines.counted() == 4);
}

TEST_CASE("Dates that a clock without a battery writes are rejected", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write("log", log_lines(1) +
                            "192.0.2.1 - - [01/Jan/1970:00:00:07 +0000] \"GET /x HTTP/1.1\" "
                            "200 9 \"-\" \"-\"\n");
    CHECK(mirror.ingest("log").lines.of(LineOutcome::rejected_date) == 1);
    CHECK(mirror.store().covered_days().size() == 1);
}

TEST_CASE("Files that are no logs are named, and count nothing", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    SECTION("missing") {
        const InputReport report = mirror.ingest("missing");
        CHECK(report.result == Result::failed);
        CHECK_THAT(report.problem.value(), contains("missing") && contains("No such file"));
    }
    SECTION("empty") {
        folder.write("empty", "");
        const InputReport report = mirror.ingest("empty");
        CHECK(report.result == Result::nothing_new);
        CHECK_FALSE(report.problem);
        folder.write("empty", log_lines(2));
        CHECK(mirror.ingest("empty").lines.counted() == 2);
    }
    SECTION("a folder") {
        CHECK_THAT(mirror.ingest(".").problem.value(), contains("is a directory"));
    }
    SECTION("another kind of text, which is quoted without its addresses") {
        folder.write("text", "Nov 22 sshd from 192.0.2.9 port 22, [2001:db8::9] failed\nx\ny\nz\n");
        const InputReport report = mirror.ingest("text");
        CHECK(report.result == Result::failed);
        CHECK_THAT(report.problem.value(), contains("no log format") &&
                                               contains("sshd from … port 22") &&
                                               !contains("192.0.2.9") && !contains("2001:db8"));
        CHECK(mirror.store().ledger().empty());
    }
    SECTION("a fifo that nobody may read twice is read once") {
        REQUIRE(mkfifo(folder.path("fifo").c_str(), 0600) == 0);
        std::thread writer([&] { folder.write("fifo", log_lines(3)); });
        CHECK(mirror.ingest("fifo").lines.counted() == 3);
        writer.join();
        CHECK(mirror.totals().requests == 3);
    }
}

TEST_CASE("A log read as the wrong format is not used up", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write("log", log_lines(30));
    const InputReport wrong = mirror.ingest("log", "xferlog");
    CHECK(wrong.result == Result::failed);
    CHECK_THAT(wrong.problem.value(), contains("none of its 30 lines") && contains("xferlog"));
    CHECK(mirror.ingest("log").lines.counted() == 30);
}

TEST_CASE("Many rejected lines need a look, a few do not", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    std::string junk;
    for (int i = 0; i < 30; ++i) {
        junk += "junk " + std::to_string(i) + "\n";
    }
    folder.write("few", log_lines(1000) + junk);
    CHECK_FALSE(mirror.ingest("few").problem);
    folder.write("many", log_lines(100, 2000) + junk);
    const InputReport many = mirror.ingest("many");
    CHECK(many.lines.counted() == 100);
    CHECK_THAT(many.problem.value(), contains("30 of 130 lines were rejected"));
}

TEST_CASE("A copy that was cut short is known by a shorter head", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    const std::string lines = log_lines(3000);
    folder.write("log", lines);
    mirror.ingest("log");
    for (const std::size_t size : {std::size_t{5000}, std::size_t{40'000}, std::size_t{100'000}}) {
        folder.write("copy", lines.substr(0, size));
        folder.gzip("copy");
        CHECK(mirror.ingest("copy.gz").result == Result::nothing_new);
    }
    CHECK(mirror.totals().requests == 3000);
}

TEST_CASE("A short log that begins like a longer one is a log of its own", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    const std::string start =
        "192.0.2.8 - - [22/Nov/2026:01:27:07 +0000] \"GET /epel/9/Everything/x86_64/";
    const std::string end = " HTTP/1.1\" 200 9 \"-\" \"-\"\n";
    folder.write("a", start + "aaaaaaaaaaaaaaaaaaaaaa" + end);
    folder.write("b", start + "b" + end);
    mirror.ingest("a");
    CHECK(mirror.ingest("b").lines.counted() == 1);
    CHECK(mirror.totals().requests == 2);
}

TEST_CASE("A log compressed in the middle of a line goes on behind that line", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    const std::string lines = log_lines(10);
    folder.write("log", lines.substr(0, lines.size() - 5));
    folder.gzip("log");
    CHECK(mirror.ingest("log.gz").lines.counted() == 10);
    folder.write("log", lines + log_lines(5, 10));
    const InputReport rest = mirror.ingest("log");
    CHECK(rest.lines.read() == 5);
    CHECK(rest.lines.counted() == 5);
}

TEST_CASE("Two logs damaged before their first line are two, and told once", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    const std::string header("\x1f\x8b\x08\0\0\0\0\0\0\3", 10);
    folder.write("a.gz", header);
    folder.write("b.gz", header + "x");
    CHECK(mirror.ingest("a.gz").problem);
    CHECK(mirror.ingest("b.gz").problem);
    CHECK(mirror.ingest("a.gz").result == Result::unchanged);
    CHECK(mirror.ingest("b.gz").result == Result::unchanged);
    CHECK(mirror.store().ledger().size() == 2);
    folder.write("new", log_lines(3));
    CHECK(mirror.ingest("new").lines.counted() == 3);
    CHECK(mirror.store().ledger().size() == 3);
}

TEST_CASE("The format is found behind blank lines and the hole of a truncation", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write("blank", std::string(100'000, '\n') + log_lines(5));
    const InputReport blank = mirror.ingest("blank");
    CHECK(blank.lines.counted() == 5);
    CHECK(blank.lines.of(LineOutcome::skipped_blank) == 100'000);
    folder.write("hole", std::string(60'000, '\0') + log_lines(7));
    CHECK(mirror.ingest("hole").lines.counted() == 7);
    folder.write("abyss", std::string(3'000'000, '\0') + log_lines(9));
    const InputReport abyss = mirror.ingest("abyss");
    CHECK(abyss.lines.counted() == 8);
    CHECK(abyss.lines.of(LineOutcome::rejected_too_long) == 1);
}

TEST_CASE("A file without line ends is told, and nothing of it is kept", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write("zeros", std::string(3'000'000, '\0'));
    const InputReport report = mirror.ingest("zeros");
    CHECK_THAT(report.problem.value(), contains("zeros") && contains("no line end"));
    CHECK(report.lines.read() == 0);
    CHECK(mirror.store().ledger().empty());
}

TEST_CASE("An input that is not committed leaves no trace", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write("log", log_lines(10));
    {
        StateTransaction transaction(mirror.store());
        DayCounts counts;
        counts.day = CivilDay(2026, 11, 22);
        counts.totals.requests = 99;
        DayDraft draft = transaction.draft(counts.day);
        draft.add_counts(*mirror.store().find_repository("all"), counts);
        transaction.write(draft, mirror.now);
        transaction.write_ledger(LedgerEntry{});
    }
    CHECK(mirror.totals() == Totals{});
    CHECK(mirror.store().ledger().empty());
    mirror.ingest("log");
    CHECK(mirror.totals().requests == 10);
}

TEST_CASE("A log that begins as a longer one does, and goes on differently, is another",
          "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    const int alike = GENERATE(1, 10, 60, 600);
    const std::string beginning = log_lines(alike);
    folder.write("longer", beginning + log_lines(500, 5000));
    folder.write("shorter", beginning + log_lines(1, 9000));
    CHECK(mirror.ingest("longer").lines.read() == static_cast<std::uint64_t>(alike) + 500);
    CHECK(mirror.ingest("shorter").lines.read() == static_cast<std::uint64_t>(alike) + 1);
    folder.write("cut", (beginning + log_lines(500, 5000)).substr(0, 70'000));
    CHECK(mirror.ingest("cut").lines.read() == 0);
}

TEST_CASE("Files read at the same time are counted as if they came one by one", "[ingest]") {
    const TemporaryFolder folder;
    const unsigned jobs = GENERATE(1U, 2U, 8U);
    Mirror mirror(folder, jobs);
    std::vector<std::string> names;
    for (int i = 0; i < 12; ++i) {
        names.push_back("log." + std::to_string(i));
        folder.write(names.back(), log_lines(1000, i * 1000));
        if (i % 3 == 0) {
            folder.write("copy" + std::to_string(i), log_lines(1000, i * 1000));
            names.push_back("copy" + std::to_string(i));
            folder.gzip(names.back());
            names.back() += ".gz";
        }
    }
    names.push_back(names.front());
    names.emplace_back("missing");
    const std::vector<InputReport> reports = mirror.ingest_all(names);
    REQUIRE(reports.size() == names.size());
    CHECK(reports.back().problem);
    CHECK(reports.back().result == Result::failed);
    CHECK(mirror.totals().requests == 12'000);
    std::uint64_t lines = 0;
    for (const InputReport& report : reports) {
        lines += report.lines.read();
    }
    CHECK(lines == 12'000);
    CHECK(mirror.store().ledger().size() == 12);
}
