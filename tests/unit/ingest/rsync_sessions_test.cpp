#include <string>

#include "catch.hpp"
#include "ingest/input_reader.hpp"
#include "mirror.hpp"

using namespace mapgen;
using namespace mapgen::test;

namespace {

std::string session(int process, const std::string& time, int bytes) {
    const std::string head = "2026/11/22 " + time + " [" + std::to_string(process) + "] ";
    return head + "rsync on epel/ from UNKNOWN (192.0.2." + std::to_string(process % 200) + ")\n" +
           head + "sent " + std::to_string(bytes) + " bytes  received 50 bytes  total size 1000\n";
}

const std::string transfer =
    "2026/11/22 02:00:00 [77] send UNKNOWN [192.0.2.77] epel () 9/x.rpm 300\n";

}  // namespace

TEST_CASE("rsync's sessions count where no transfers are logged", "[ingest]") {
    const TemporaryFolder folder;
    Mirror mirror(folder);
    folder.write("rsyncd.log", session(1, "01:00:00", 700) + session(2, "01:00:01", 40));
    const InputReport report = mirror.ingest("rsyncd.log");
    CHECK(report.format == "rsyncd (sessions only)");
    CHECK(report.lines.counted() == 2);
    CHECK(mirror.totals().requests == 2);
    CHECK(mirror.totals().bytes == 740);
    CHECK(mirror.totals("epel").clients == 2);
    SECTION("which the ledger remembers when nothing of them is new") {
        folder.append("rsyncd.log", "2026/11/22 03:00:00 [9] connect from UNKNOWN (192.0.2.9)\n");
        CHECK(mirror.ingest("rsyncd.log").format == "rsyncd (sessions only)");
    }
    SECTION("a session that ends in the next reading has its bytes") {
        const std::string late = session(3, "04:00:00", 55);
        const std::size_t line = late.find('\n') + 1;
        folder.append("rsyncd.log", late.substr(0, line));
        mirror.ingest("rsyncd.log");
        CHECK(mirror.totals().requests == 3);
        CHECK(mirror.totals().bytes == 740);
        folder.append("rsyncd.log", late.substr(line));
        mirror.ingest("rsyncd.log");
        CHECK(mirror.totals().requests == 3);
        CHECK(mirror.totals().bytes == 795);
    }
}

TEST_CASE("rsync's sessions do not count where any log of the server has transfers", "[ingest]") {
    const TemporaryFolder folder;
    const unsigned jobs = GENERATE(1U, 2U);
    Mirror mirror(folder, jobs);
    SECTION("in the same log, wherever in it") {
        folder.write("rsyncd.log", session(1, "01:00:00", 700) + transfer);
        CHECK(mirror.ingest("rsyncd.log").format == "rsyncd");
    }
    SECTION("in another that is read in the same run, before it or behind it") {
        folder.write("a", session(1, "01:00:00", 700));
        folder.write("b", transfer + session(77, "02:00:01", 350));
        folder.write("c", session(2, "03:00:00", 70));
        mirror.ingest_all({"a", "b", "c"});
    }
    SECTION("in one of the night before") {
        folder.write("rsyncd.log.1", transfer);
        mirror.ingest("rsyncd.log.1");
        folder.write("rsyncd.log", session(1, "05:00:00", 700));
        mirror.ingest("rsyncd.log");
    }
    CHECK(mirror.totals().requests == 1);
    CHECK(mirror.totals().bytes == 300);
}
