#include "parsers/rsync_sessions.hpp"

#include <string>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;
using mapgen::test::LineReader;
using mapgen::test::utc;

namespace {

std::string log_line(int process, std::string_view message, int second = 18) {
    return "2026/11/22 01:23:" + std::to_string(second) + " [" + std::to_string(process) + "] " +
           std::string(message);
}

constexpr auto counted = LineOutcome::counted;
constexpr auto message = LineOutcome::skipped_message;

}  // namespace

TEST_CASE("a session is a request, and its end adds the bytes") {
    LineReader reader("rsyncd");
    const AccessRecord& record = reader.record;
    REQUIRE(reader.read(log_line(7, "rsync on epel/9/ from UNKNOWN (2001:db8::1)")) == counted);
    CHECK(record.is_session);
    CHECK(record.protocol == Protocol::rsync);
    CHECK(record.action == Action::sent);
    CHECK(record.requests == 1);
    CHECK(record.bytes == 0);
    CHECK(record.client == "2001:db8::1");
    CHECK(record.path == "/epel/9/");
    CHECK(record.time == utc(2026, 11, 22, 1, 23, 18));

    // Another one between its lines.
    REQUIRE(reader.read(log_line(8, "rsync on fedora from joe@a.example.org (192.0.2.8)", 19)) ==
            counted);
    CHECK(record.path == "/fedora");
    CHECK(record.client == "192.0.2.8");

    REQUIRE(reader.read(log_line(7, "sent 572 bytes  received 81 bytes  total size 312", 20)) ==
            counted);
    CHECK(record.is_session);
    CHECK(record.requests == 0);
    CHECK(record.bytes == 572);
    CHECK(record.client == "2001:db8::1");
    CHECK(record.path == "/epel/9/");
    CHECK(record.time == utc(2026, 11, 22, 1, 23, 18));

    REQUIRE(reader.read(log_line(8, "wrote 1,234 bytes  read 81 bytes  total size 312")) ==
            counted);
    CHECK(record.bytes == 1234);
    CHECK(record.path == "/fedora");
    // Both are closed.
    CHECK(reader.read(log_line(7, "sent 5 bytes  received 81 bytes  total size 312")) == message);
    CHECK(reader.read(log_line(8, "sent 5 bytes  received 81 bytes  total size 312")) == message);
}

TEST_CASE("a transfer's record is no session's") {
    LineReader reader("rsyncd");
    REQUIRE(reader.read(log_line(7, "rsync on epel/ from UNKNOWN (192.0.2.7)")) == counted);
    REQUIRE(reader.read(log_line(7, "send UNKNOWN [192.0.2.7] epel () 9/x 300")) == counted);
    CHECK_FALSE(reader.record.is_session);
    CHECK(reader.record.requests == 1);
}

TEST_CASE("uploads are no sessions to count") {
    LineReader reader("rsyncd");
    CHECK(reader.read(log_line(7, "rsync to incoming/ from joe@a.example.org (192.0.2.7)")) ==
          message);
    CHECK(reader.read(log_line(7, "sent 572 bytes  received 81 bytes  total size 312")) == message);
}

TEST_CASE("the process of a session that never ended is used again") {
    LineReader reader("rsyncd");
    REQUIRE(reader.read(log_line(7, "rsync on epel/ from UNKNOWN (192.0.2.7)")) == counted);
    SECTION("by a client that asks for nothing") {
        CHECK(reader.read(log_line(7, "connect from UNKNOWN (192.0.2.8)")) == message);
        CHECK(reader.read(log_line(7, "sent 5 bytes  received 1 bytes  total size 3")) == message);
    }
    SECTION("by another session") {
        REQUIRE(reader.read(log_line(7, "rsync on fedora/ from UNKNOWN (192.0.2.8)")) == counted);
        REQUIRE(reader.read(log_line(7, "sent 5 bytes  received 1 bytes  total size 3")) ==
                counted);
        CHECK(reader.record.path == "/fedora/");
        CHECK(reader.record.client == "192.0.2.8");
    }
}

TEST_CASE("session lines as clients may shape them") {
    struct Row {
        std::string_view text;
        std::string_view path;
        std::string_view client;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"rsync on epel/a from b (1).rpm from x (192.0.2.7)", "/epel/a from b (1).rpm",
             "192.0.2.7"},
         Row{R"(rsync on epel/ctl\#001 from x (192.0.2.7))", "/epel/ctl\001", "192.0.2.7"},
         Row{"rsync on epel/9/ epel/8/ from x (192.0.2.7)", "/epel/9/ epel/8/", "192.0.2.7"},
         Row{"rsync on my module/x from a b@host (fe80::1%eth0)", "/my module/x",
             "fe80::1%eth0"}}));
    CAPTURE(row.text);
    LineReader reader("rsyncd");
    REQUIRE(reader.read(log_line(7, row.text)) == counted);
    CHECK(reader.record.path == row.path);
    CHECK(reader.record.client == row.client);
    for (const std::string_view other :
         {"rsync on epel/", "rsync on  from x (192.0.2.7)", "rsync on epel/ from x (y)",
          "rsync on epel/ (192.0.2.7)", "rsync on epel/ from x (192.0.2.7", "rsync on / from x ()",
          "sent 5 bytes", "sent x bytes  received 1 bytes  total size 3"}) {
        CAPTURE(other);
        CHECK(reader.read(log_line(9, other)) == message);
    }
}

TEST_CASE("transfers in a log format that nobody told") {
    struct Row {
        std::string_view line;
        std::string_view path;
        std::uint64_t bytes = 0;
        Action action = Action::sent;
    };
    const Row row = GENERATE(values<Row>(
        {Row{"client.example.org 192.0.2.7 send 9/RPM-GPG-KEY 300 343", "/epel/9/RPM-GPG-KEY", 343},
         Row{"client.example.org 192.0.2.7 send 9/ctl\\#001\tname 1 44", "/epel/9/ctl\001\tname",
             44},
         Row{"192.0.2.7 <f+++++++++ 9/x 1,234", "/epel/9/x", 1234},
         Row{"send 9/a name 300", "/epel/9/a name", 300},
         Row{"send 192.0.2.7 9/x 300", "/epel/9/x", 300},
         Row{"send client.example.org [192.0.2.7] 9/x 300", "/epel/9/x", 300},
         Row{"send 192.0.2.7 epel 9/x 300", "/epel/9/x", 300},
         Row{"send 192.0.2.7 epel (joe) 9/x 300", "/epel/9/x", 300},
         Row{"send 198.51.100.9 notes 300", "/epel/198.51.100.9 notes", 300},
         Row{"[192.0.2.7] send 9/send 5 300", "/epel/9/send", 300},
         Row{"192.0.2.7 9/x 300", "/epel/9/x", 300},
         Row{"<f+++++++++ 9/na  me            300 7", "/epel/9/na  me", 300},
         Row{"2026/11/22-01:23:18 del. 9/x", "/epel/9/x", 0, Action::deleted},
         Row{"recv 9/x 300", "/epel/9/x", 300, Action::received}}));
    CAPTURE(row.line);
    LineReader reader("rsyncd");
    REQUIRE(reader.read(log_line(7, "rsync on epel/9/ from client.example.org (192.0.2.7)")) ==
            counted);
    const LineOutcome outcome = reader.read(log_line(7, row.line));
    if (row.action == Action::deleted) {
        // Without a number at its end it is certain only where it begins with the operation.
        CHECK(outcome == message);
        return;
    }
    REQUIRE(outcome == counted);
    CHECK(reader.record.path == row.path);
    CHECK(reader.record.bytes == row.bytes);
    CHECK(reader.record.action == row.action);
    CHECK(reader.record.client == "192.0.2.7");
    CHECK_FALSE(reader.record.is_session);
}

TEST_CASE("what such a transfer leaves open is not guessed") {
    LineReader reader("rsyncd");
    const std::string line = log_line(7, "192.0.2.7 send 9/RPM-GPG-KEY 300 343");
    CHECK(reader.read(line) == LineOutcome::rejected_malformed);
    REQUIRE(reader.read(log_line(8, "rsync on epel/ from UNKNOWN (192.0.2.7)")) == counted);
    CHECK(reader.read(line) == LineOutcome::rejected_malformed);
    CHECK(reader.read(log_line(8, "send 9/RPM-GPG-KEY")) == LineOutcome::rejected_malformed);
    CHECK(reader.read(log_line(8, "192.0.2.7 send 9/RPM-GPG-KEY 5c7401c0")) ==
          LineOutcome::rejected_malformed);
    CHECK(reader.read(log_line(8, "192.0.2.7 cd+++++++++ 9 4096")) ==
          LineOutcome::skipped_directory);
    CHECK(reader.read(log_line(8, "192.0.2.7 .f          9/x 4096")) ==
          LineOutcome::skipped_directory);
    CHECK(reader.read(log_line(8, "deleting 9/x")) == LineOutcome::skipped_deletion);
}

TEST_CASE("sessions that never end are forgotten, the oldest first") {
    RsyncSessions sessions;
    const std::chrono::sys_seconds time{};
    for (std::uint32_t process = 0; process < RsyncSessions::most_sessions; ++process) {
        sessions.open(process, "192.0.2.7", "epel/", time, false);
    }
    REQUIRE(sessions.find(0) != nullptr);
    sessions.open(1'000'000, "192.0.2.8", "fedora/", time, true);
    CHECK(sessions.find(0) == nullptr);
    REQUIRE(sessions.find(1) != nullptr);
    // A closed one makes room.
    CHECK(sessions.close(70) != nullptr);
    sessions.open(1'000'001, "192.0.2.8", "fedora/", time, false);
    CHECK(sessions.find(1) != nullptr);
    CHECK(sessions.close(70) == nullptr);
    REQUIRE(sessions.find(1'000'000) != nullptr);
    CHECK(sessions.find(1'000'000)->is_upload);
    CHECK(sessions.find(1'000'000)->module() == "fedora");
}

TEST_CASE("sessions of endless paths do not fill the memory") {
    RsyncSessions sessions;
    const std::string path = "epel/" + std::string(60'000, 'x');
    for (std::uint32_t process = 0; process < 2'000; ++process) {
        CHECK(sessions.open(process, "192.0.2.7", path, {}, false).path == "/" + path);
    }
    std::size_t text = 0;
    for (std::uint32_t process = 0; process < 2'000; ++process) {
        const RsyncSession* session = sessions.find(process);
        text += session != nullptr ? session->path.size() : 0;
    }
    CHECK(text <= RsyncSessions::most_text);
    CHECK(text > RsyncSessions::most_text / 2);
    CHECK(sessions.find(1'999) != nullptr);
    CHECK(sessions.find(0) == nullptr);
}
