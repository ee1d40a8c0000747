#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "line_reader.hpp"
#include "parsers/log_daemon.hpp"

using namespace mapgen;

namespace {

/// Every sample of every format, and every line of the fixtures.
std::vector<std::string> known_lines() {
    std::vector<std::string> lines;
    for (const LogFormat* format : all_formats()) {
        for (const std::string_view sample : format->sample_lines()) {
            lines.emplace_back(sample);
        }
    }
    for (const LogDaemon& daemon : log_daemons()) {
        lines.insert(lines.end(), daemon.sample_lines.begin(), daemon.sample_lines.end());
    }
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(MAPGEN_SOURCE_DIR "/tests/fixtures/logs")) {
        if (entry.path().extension() == ".log") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        std::ifstream file(path);
        for (std::string line; std::getline(file, line);) {
            lines.push_back(line);
        }
    }
    return lines;
}

/// Every format, two of them behind the prefix of each log daemon, and one in a log format of an
/// administrator's.
std::vector<std::shared_ptr<const LogFormat>> known_formats() {
    std::vector<std::shared_ptr<const LogFormat>> formats;
    for (const LogFormat* format : all_formats()) {
        formats.push_back(make_format(format->name()));
    }
    for (const LogDaemon& daemon : log_daemons()) {
        formats.push_back(in_log_daemon(daemon.name, make_format("rsyncd")));
        formats.push_back(in_log_daemon(daemon.name, make_format("combined")));
    }
    formats.push_back(make_format("rsync:%h %a %-5o %i %t %f %10l %C %b"));
    return formats;
}

/// One parser of each format, given lines that end exactly where their memory ends, so that the
/// sanitizers notice a byte read too many.
class AllParsers {
public:
    AllParsers() {
        for (const auto& format : m_formats) {
            m_parsers.push_back(format->make_parser({}));
        }
    }

    /// Whether every outcome is one that a parser may give.
    bool read(std::string_view text) {
        const std::unique_ptr<char[]> memory(new char[text.size()]);
        std::copy(text.begin(), text.end(), memory.get());
        const std::string_view line(memory.get(), text.size());
        bool sound = true;
        for (std::size_t i = 0; i < m_parsers.size(); ++i) {
            const LogFormat& format = *m_formats[i];
            AccessRecord record;
            const ParsedLine parsed = m_parsers[i]->parse(line, record);
            sound = sound && is_sound(format, parsed, record, format.recognise(line));
            // The same bytes as what a log daemon's prefix stood before.
            const ParsedLine message = m_parsers[i]->parse_message({}, line, record);
            sound = sound && is_sound(format, message, record, format.recognise_message(line));
        }
        return sound;
    }

private:
    static bool is_sound(const LogFormat& format, const ParsedLine& parsed,
                         const AccessRecord& record, int score) {
        // A line that needs one before it may be claimed without that.
        if (score < 0 || score > 100 || (score > 0 && !format.is_ordered() && is_bad(parsed))) {
            return false;
        }
        if (parsed.has_record()) {
            const bool has_path = !record.path.empty() || record.action == Action::unreadable;
            return !record.client.empty() && has_path && record.status < 1000 &&
                   record.protocol == format.protocol();
        }
        return (is_skipped(parsed.reason()) || is_rejected(parsed.reason())) &&
               parsed.reason() != LineOutcome::rejected_too_long;
    }

    /// A format must not claim a line that its parser rejects.
    static bool is_bad(const ParsedLine& parsed) {
        return !parsed.has_record() && is_rejected(parsed.reason());
    }

    std::vector<std::shared_ptr<const LogFormat>> m_formats = known_formats();
    std::vector<std::unique_ptr<LineParser>> m_parsers;
};

}  // namespace

TEST_CASE("lines cut at any byte") {
    AllParsers parsers;
    for (const std::string& line : known_lines()) {
        for (std::size_t length = 0; length <= line.size(); ++length) {
            const std::string_view text(line.data(), length);
            if (!parsers.read(text) || !parsers.read(std::string_view(line).substr(length))) {
                FAIL_CHECK("cut at " << length << ": " << line);
            }
        }
    }
}

TEST_CASE("lines with random damage") {
    AllParsers parsers;
    std::mt19937 random(20261122);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    constexpr std::string_view telling = " \"\\[]()/:-#x0123456789\t\r\0\x7f\x80\xc3\xff";
    const auto lines = known_lines();
    for (const std::string& original : lines) {
        for (int round = 0; round < 200; ++round) {
            std::string line = original;
            for (std::size_t edits = 1 + below(6); edits > 0 && !line.empty(); --edits) {
                const std::size_t at = below(line.size());
                const std::size_t length = 1 + below(8);
                switch (below(6)) {
                    case 0:
                        line[at] = telling[below(telling.size())];
                        break;
                    case 1:
                        line[at] = static_cast<char>(below(256));
                        break;
                    case 2:
                        line.erase(at, length);
                        break;
                    case 3:
                        line.insert(at, 1, telling[below(telling.size())]);
                        break;
                    case 4:
                        line.insert(below(line.size() + 1), line.substr(at, length));
                        break;
                    default: {
                        const std::string& other = lines[below(lines.size())];
                        line = line.substr(0, at) + other.substr(std::min(at, other.size()));
                    }
                }
            }
            if (!parsers.read(line)) {
                FAIL_CHECK("damaged: " << line);
            }
        }
    }
}

TEST_CASE("lines of 64 KiB are read, and in time that grows no faster than they do") {
    AllParsers parsers;
    constexpr std::size_t longest = 64 * 1024;
    const std::string clf = "192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"GET /";
    const std::string xferlog = "Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 /x";
    const std::string rsyncd = "2026/11/22 01:23:18 [25415] send UNKNOWN [192.0.2.7] epel () ";
    const std::string foreign_rsyncd = "2026/11/22 01:23:18 [25415] 192.0.2.7 ";
    const std::string syslog = "<165>1 2026-11-22T01:23:44.003Z host rsyncd 12 - [a ";
    const std::string journal = R"({"__REALTIME_TIMESTAMP":"1795310624123456","MESSAGE":[)";
    const std::string vsftpd =
        "Sun Jul  5 12:00:01 2026 [pid 1] [ftp] OK DOWNLOAD: Client \"192.0.2.7\", \"/x";
    const std::string proftpd = "192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] \"RETR x";
    const std::string pure_ftpd_clf = "192.0.2.7 - ftp [22/Nov/2026:01:43:25 -0000] \"GET /x";
    const std::string pure_ftpd_stats = "1795311807 6b0248bf.4be1 ftp 192.0.2.7 D 10 0 /x";
    const std::string pure_ftpd_w3c = "2026-11-22 01:43:30 192.0.2.7 []sent /x";
    for (const std::string& head :
         {std::string(), clf, xferlog, rsyncd, vsftpd, proftpd, pure_ftpd_clf, pure_ftpd_stats,
          pure_ftpd_w3c, foreign_rsyncd, syslog, journal, std::string("#Fields: c-ip date")}) {
        for (const std::string_view filling :
             {std::string_view("\""),         std::string_view("\" "),
              std::string_view("\\"),         std::string_view("\\\""),
              std::string_view("\\#001"),     std::string_view(" "),
              std::string_view(" b _ o a"),   std::string_view("b CCCC"),
              std::string_view("[] \""),      std::string_view(" ("),
              std::string_view(") "),         std::string_view(" send 1"),
              std::string_view("\" 200"),     std::string_view("\" 200 1"),
              std::string_view("\0", 1),      std::string_view("\xff"),
              std::string_view("1,234,"),     std::string_view("%41"),
              std::string_view("%"),          std::string_view(", 1 bytes"),
              std::string_view("] OK LOGIN"), std::string_view(": Client \""),
              std::string_view(" c-ip"),      std::string_view("x=\"]\" "),
              std::string_view("[["),         std::string_view("115,"),
              std::string_view("192.0.2.7 "), std::string_view("(192.0.2.7) from ")}) {
            std::string line = head;
            while (line.size() + filling.size() <= longest) {
                line += filling;
            }
            CHECK(parsers.read(line));
        }
    }
    const std::string path(longest - 200, 'x');
    test::LineReader reader("combined");
    REQUIRE(reader.read(clf + path + " HTTP/1.1\" 200 5 \"-\" \"-\"") == LineOutcome::counted);
    CHECK(reader.record.path == "/" + path);
}

TEST_CASE("NUL bytes and invalid UTF-8 are bytes of a name like any other") {
    using namespace std::string_literals;
    test::LineReader combined("combined");
    REQUIRE(combined.read("192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"GET /a\0\xff\xc3(b "
                          "HTTP/1.1\" 200 5 \"-\" \"\0\""s) == LineOutcome::counted);
    CHECK(combined.record.path == "/a\0\xff\xc3(b"s);
    CHECK(combined.record.user_agent == "\0"s);
    test::LineReader rsyncd("rsyncd");
    REQUIRE(
        rsyncd.read("2026/11/22 01:23:18 [25415] send UNKNOWN [192.0.2.7] epel () a\0\xff 3"s) ==
        LineOutcome::counted);
    CHECK(rsyncd.record.path == "/epel/a\0\xff"s);
    test::LineReader xferlog("xferlog");
    REQUIRE(
        xferlog.read("Sun Jul  5 12:00:02 2026 1 192.0.2.7 300 /a\0\xff b _ o a ftp ftp 0 * c"s) ==
        LineOutcome::counted);
    CHECK(xferlog.record.path == "/a\0\xff"s);
}
