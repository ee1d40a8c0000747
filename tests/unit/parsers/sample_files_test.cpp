#include <fstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "line_reader.hpp"

using namespace mapgen;

namespace {

std::vector<std::string> lines_of(const std::string& name) {
    std::ifstream file(std::string(MAPGEN_SOURCE_DIR "/tests/fixtures/logs/") + name);
    REQUIRE(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

Detection detect(const std::vector<std::string>& lines) {
    const std::vector<std::string_view> views(lines.begin(), lines.end());
    return detect_format(views);
}

/// What a file of a real server must come to.
struct Expected {
    std::string file;
    std::string format;
    int transfers = 0;    ///< GET answered 200 or 206; sent completely
    int records = 0;      ///< these and the other records
    int messages = 0;     ///< skipped_message
    int directories = 0;  ///< skipped_directory
    int rejected = 0;
    std::uint64_t bytes = 0;  ///< of the transfers
    int sessions = 0;         ///< records of rsync sessions, apart from the others
};

}  // namespace

TEST_CASE("real servers' files come to what the servers did") {
    const Expected expected = GENERATE(values<Expected>(
        {Expected{"apache-common.log", "common", 4, 10, 0, 0, 0, 1000},
         Expected{"apache-vhost_combined.log", "vhost-combined", 4, 10, 0, 0, 0, 1758},
         Expected{"nginx-combined.log", "combined", 6, 11, 0, 0, 0, 3704084},
         Expected{"lighttpd.log", "lighttpd", 4, 9, 0, 0, 0, 2621952},
         Expected{"pureftpd-clf.log", "pure-ftpd-clf", 3, 3, 0, 0, 0, 5500},
         Expected{"pureftpd-clf-tree.log", "pure-ftpd-clf", 3, 3, 0, 0, 0, 3200010},
         Expected{"pureftpd-stats.log", "pure-ftpd-stats", 3, 3, 0, 0, 0, 5500},
         Expected{"pureftpd-stats-tree.log", "pure-ftpd-stats", 3, 3, 0, 0, 0, 3200010},
         Expected{"pureftpd-w3c.log", "pure-ftpd-w3c", 3, 3, 4, 0, 0, 5500},
         Expected{"pureftpd-w3c-tree.log", "pure-ftpd-w3c", 3, 3, 4, 0, 0, 3200010},
         Expected{"proftpd-extendedlog.log", "proftpd", 3, 4, 0, 0, 0, 5500},
         Expected{"proftpd-extended-tree.log", "proftpd", 4, 4, 0, 0, 0, 6200010},
         Expected{"proftpd-xferlog.log", "xferlog", 3, 4, 0, 0, 0, 5500},
         Expected{"proftpd-xferlog-tree.log", "xferlog", 4, 4, 0, 0, 0, 6200010},
         Expected{"pureftpd-xferlog-tree.log", "xferlog", 3, 3, 0, 0, 0, 3200010},
         Expected{"vsftpd-xferlog-1.log", "xferlog", 3, 4, 0, 0, 0, 5500},
         Expected{"vsftpd-xferlog-tree.log", "xferlog", 6, 6, 0, 0, 0, 9100020},
         Expected{"vsftpd-native-1.log", "vsftpd", 3, 4, 10, 0, 0, 5500},
         Expected{"vsftpd-tree.log", "vsftpd", 6, 6, 14, 0, 0, 9100020},
         Expected{"caddy-2.6.2.log", "caddy", 4, 7, 0, 0, 0, 3975868},
         Expected{"nginx-escape-json.log", "json", 6, 11, 0, 0, 0, 3704084},
         // One module has a log format of its own that names no module: that comes from the
         // sessions.
         Expected{"rsyncd-ipv4.log", "rsyncd", 10, 10, 41, 4, 0, 200206331, 22},
         Expected{"rsyncd-tree.log", "rsyncd", 7, 7, 34, 0, 0, 3640020, 14}}));
    CAPTURE(expected.file);
    const auto lines = lines_of(expected.file);
    const Detection detection = detect(lines);
    REQUIRE(detection.format != nullptr);
    CHECK(detection.format->name() == expected.format);

    const auto parser = detection.format->make_parser({});
    LineTally tally;
    int transfers = 0;
    int sessions = 0;
    std::uint64_t bytes = 0;
    for (const std::string& line : lines) {
        AccessRecord record;
        const ParsedLine parsed = parser->parse(line, record);
        tally.add(parsed.has_record() ? LineOutcome::counted : parsed.reason());
        if (parsed.has_record() && record.is_session) {
            ++sessions;
            continue;
        }
        const bool transferred =
            record.action == Action::sent ||
            (record.action == Action::get && (record.status == 200 || record.status == 206));
        if (parsed.has_record() && transferred) {
            ++transfers;
            bytes += record.bytes;
            CHECK(record.client.find_first_not_of("127.0:") == std::string_view::npos);
            CHECK_FALSE(record.path.empty());
        }
    }
    CHECK(transfers == expected.transfers);
    CHECK(bytes == expected.bytes);
    CHECK(sessions == expected.sessions);
    CHECK(tally.counted() == static_cast<unsigned>(expected.records + expected.sessions));
    CHECK(tally.of(LineOutcome::skipped_message) == static_cast<unsigned>(expected.messages));
    CHECK(tally.of(LineOutcome::skipped_directory) == static_cast<unsigned>(expected.directories));
    CHECK(tally.rejected() == static_cast<unsigned>(expected.rejected));
    CHECK(tally.read() == lines.size());
}
