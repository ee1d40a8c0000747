// Random histories of logs: servers write, rotations of every kind happen, nights are missed, runs
// are killed, and at the end each line must have been counted once.

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "mirror.hpp"

using namespace mapgen;
using namespace mapgen::test;

namespace {

constexpr int clients = 60;
constexpr int days = 4;

/// How often chance is asked, and a record of what came of it for the message of a failure.
class Chance {
public:
    explicit Chance(unsigned seed) : m_random(seed) {}

    int up_to(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    bool one_in(int times) { return up_to(times - 1) == 0; }
    template <typename T>
    const T& any_of(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(up_to(static_cast<int>(all.size()) - 1))];
    }
    template <typename T>
    void shuffle(std::vector<T>& all) {
        std::shuffle(all.begin(), all.end(), m_random);
    }

private:
    std::mt19937 m_random;
};

enum class Rotation { rename, rename_and_compress_later, date_extension, copy_and_truncate };

/// What all lines together must come to.
struct Truth {
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;
    std::set<std::pair<int, int>> clients_by_day;

    void add(int client, int day, std::uint64_t line_bytes) {
        ++requests;
        bytes += line_bytes;
        clients_by_day.emplace(client, day);
    }
};

/// The server's side: one log, and what became of its older parts.
class Log {
public:
    Log(const TemporaryFolder& folder, std::string name, Rotation rotation)
        : m_folder(folder), m_name(std::move(name)), m_rotation(rotation) {}

    const std::string& name() const { return m_name; }

    void append(const std::string& text) { m_folder.append(m_name, text); }

    void rotate(int number) {
        if (!std::filesystem::exists(m_folder.path(m_name))) {
            return;
        }
        switch (m_rotation) {
            case Rotation::date_extension:
                m_folder.rename(m_name, m_name + "-202611" + std::to_string(100 + number));
                break;
            case Rotation::copy_and_truncate:
                shift();
                m_folder.write(m_name + ".1", m_folder.read(m_name));
                m_folder.write(m_name, "");
                break;
            case Rotation::rename:
            case Rotation::rename_and_compress_later:
                shift();
                m_folder.rename(m_name, m_name + ".1");
                break;
        }
        if (m_rotation == Rotation::rename_and_compress_later &&
            std::filesystem::exists(m_folder.path(m_name + ".2"))) {
            m_folder.gzip(m_name + ".2");
        }
    }

    /// Of the old parts that are not yet compressed, one is.
    void compress(Chance& chance) {
        std::vector<std::string> plain;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder.path(""))) {
            const std::string file = entry.path().filename().string();
            if (file.starts_with(m_name + ".") || file.starts_with(m_name + "-")) {
                if (!file.ends_with(".gz") && entry.is_regular_file()) {
                    plain.push_back(file);
                }
            }
        }
        std::sort(plain.begin(), plain.end());
        if (!plain.empty()) {
            // nginx writes a member whenever its buffer is full.
            m_folder.gzip(chance.any_of(plain), chance.one_in(2) ? 700 : std::size_t{1} << 30);
        }
    }

private:
    void shift() {
        for (int number = 40; number >= 1; --number) {
            for (const char* end : {"", ".gz"}) {
                const std::string from = m_name + "." + std::to_string(number) + end;
                if (std::filesystem::exists(m_folder.path(from))) {
                    m_folder.rename(from, m_name + "." + std::to_string(number + 1) + end);
                }
            }
        }
    }

    const TemporaryFolder& m_folder;
    std::string m_name;
    Rotation m_rotation;
};

class History {
public:
    explicit History(unsigned seed) : m_chance(seed) {
        const std::vector<Rotation> rotations{Rotation::rename, Rotation::rename_and_compress_later,
                                              Rotation::date_extension,
                                              Rotation::copy_and_truncate};
        const int logs = 1 + m_chance.up_to(2);
        for (int i = 0; i < logs; ++i) {
            m_logs.emplace_back(m_logs_folder, "log" + std::to_string(i),
                                m_chance.any_of(rotations));
        }
    }

    void live() {
        const int steps = 4 + m_chance.up_to(10);
        for (int i = 0; i < steps; ++i) {
            step(i);
        }
        finish_lines();
        run(false);
        if (m_chance.one_in(2)) {
            run(false);
        }
    }

    const std::string& story() const { return m_story; }
    const Truth& truth() const { return m_truth; }
    Totals counted() const { return Mirror(m_state_folder).totals(); }
    const std::vector<std::string>& problems() const { return m_problems; }

private:
    void step(int number) {
        Log& log =
            m_logs[static_cast<std::size_t>(m_chance.up_to(static_cast<int>(m_logs.size()) - 1))];
        switch (m_chance.up_to(11)) {
            case 0:
            case 1:
            case 2:
            case 3:
                write(log, m_chance.one_in(3) ? m_chance.up_to(2) : m_chance.up_to(120));
                break;
            case 4:
                write_part_of_a_line(log);
                break;
            case 5:
            case 6:
                finish_lines();
                tell("rotate " + log.name());
                log.rotate(number);
                break;
            case 7:
                tell("compress " + log.name());
                log.compress(m_chance);
                break;
            case 8:
                link_a_file();
                break;
            case 9:
                run_and_kill();
                break;
            case 10:
                begin_alike(number);
                break;
            default:
                if (run() && m_chance.one_in(3)) {
                    replace_by_a_shorter_one(log);
                }
                break;
        }
    }

    void tell(const std::string& what) { m_story += what + "; "; }

    /// A line unlike any other: the bytes count up.
    std::string next_line() {
        const int client = m_chance.up_to(clients - 1);
        const int day = std::min(days - 1, m_line / 150);
        const std::uint64_t bytes = 1000 + static_cast<std::uint64_t>(m_line);
        ++m_line;
        m_truth.add(client, day, bytes);
        char line[160];
        std::snprintf(line, sizeof line,
                      "192.0.2.%d - - [%02d/Nov/2026:%02d:%02d:%02d +0000] \"GET /epel/%d.rpm "
                      "HTTP/1.1\" 200 %llu \"-\" \"libdnf\"\n",
                      client, 10 + day, m_line / 60 % 24, m_line % 60, m_line % 59, m_line,
                      static_cast<unsigned long long>(bytes));
        return line;
    }

    std::string next_lines(int count) {
        std::string text;
        for (int i = 0; i < count; ++i) {
            text += next_line();
        }
        return text;
    }

    void write(Log& log, int lines) {
        finish_lines();
        tell("write " + std::to_string(lines) + " to " + log.name());
        log.append(next_lines(lines));
    }

    void write_part_of_a_line(Log& log) {
        finish_lines();
        const std::string line = next_line();
        const auto length = static_cast<std::size_t>(m_chance.up_to(static_cast<int>(line.size())));
        tell("write " + std::to_string(length) + " bytes of a line to " + log.name());
        log.append(line.substr(0, length));
        m_unfinished = &log;
        m_rest = line.substr(length);
    }

    void finish_lines() {
        if (m_unfinished != nullptr) {
            m_unfinished->append(m_rest);
            m_unfinished = nullptr;
        }
    }

    /// Another name for one of the files: a copy, a symbolic or a hard link.
    void link_a_file() {
        const std::vector<std::string> all = files();
        if (all.empty()) {
            return;
        }
        const std::string file = m_chance.any_of(all);
        const auto from = m_logs_folder.path(file);
        const auto to = m_logs_folder.path("other" + std::to_string(m_links++));
        tell("link or copy " + file);
        switch (m_unfinished != nullptr ? 1 : m_chance.up_to(2)) {
            case 0:
                std::filesystem::copy_file(from, to);
                break;
            case 1:
                std::filesystem::create_symlink(from, to);
                break;
            default:
                std::filesystem::create_hard_link(from, to);
                break;
        }
    }

    /// A new log that begins as another does, for more than is hashed in one piece, and goes on
    /// differently.
    void begin_alike(int number) {
        finish_lines();
        const std::string name = "alike" + std::to_string(number);
        std::string beginning;
        for (const char* host : {"192.0.2.201", "192.0.2.202"}) {
            for (int i = 0; i < 30; ++i) {
                beginning += std::string(host) +
                             " - - [09/Nov/2026:00:00:00 +0000] \"GET /fedora/ HTTP/1.1\" 304 0 "
                             "\"-\" \"curl\"\n";
            }
        }
        tell("begin " + name + " as others");
        m_logs.emplace_back(m_logs_folder, name, Rotation::rename);
        m_logs.back().append(beginning + next_lines(1 + m_chance.up_to(40)));
    }

    /// An admin empties a log that was read to its end, and the server goes on in it.
    void replace_by_a_shorter_one(Log& log) {
        if (m_unfinished != nullptr || !std::filesystem::exists(m_logs_folder.path(log.name()))) {
            return;
        }
        tell("replace " + log.name());
        if (m_chance.one_in(2)) {
            std::filesystem::remove(m_logs_folder.path(log.name()));
        }
        m_logs_folder.write(log.name(), next_lines(1));
    }

    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(m_logs_folder.path(""))) {
            if (std::filesystem::exists(entry.path())) {  // no link to what has been renamed
                names.push_back(entry.path().filename().string());
            }
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    std::vector<std::string> files_to_read() {
        std::vector<std::string> names = files();
        m_chance.shuffle(names);
        if (!names.empty() && m_chance.one_in(3)) {
            names.push_back(names.front());  // two globs match it
        }
        for (std::string& name : names) {
            name = m_logs_folder.path(name).string();
        }
        return names;
    }

    /// Whether all files were read, none of them through a pipe.
    bool run(bool pipes = true) {
        const unsigned jobs = 1 + static_cast<unsigned>(m_chance.up_to(2));
        tell("run with " + std::to_string(jobs));
        std::vector<std::string> names = files_to_read();
        std::optional<std::thread> writer;
        if (pipes && !names.empty() && m_chance.one_in(4)) {
            writer = through_a_pipe(names.back());
        }
        Mirror mirror(m_state_folder, jobs);
        for (const InputReport& report : mirror.ingest_all(names)) {
            if (report.problem && report.problem->find("pipe") == std::string::npos) {
                m_problems.push_back(*report.problem);
            }
        }
        if (writer) {
            writer->join();
        }
        return !writer;
    }

    /// Makes `name` a pipe that delivers what the file of that name holds, as `cat` would.
    std::thread through_a_pipe(std::string& name) {
        tell("pipe " + name);
        std::ifstream file(name, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (m_unfinished != nullptr) {
            text.clear();  // what a pipe holds is complete: a part of a line would count as one
        }
        name = m_state_folder.path("pipe").string();
        std::filesystem::remove(name);
        REQUIRE(::mkfifo(name.c_str(), 0600) == 0);
        return std::thread([name, text = std::move(text)] {
            std::ofstream pipe(name, std::ios::binary);
            pipe << text;  // fails where the reader closes early, which is its good right
        });
    }

    void run_and_kill() {
        const int delay = m_chance.up_to(6000);
        const unsigned jobs = 1 + static_cast<unsigned>(m_chance.up_to(1));
        const std::vector<std::string> names = files_to_read();
        tell("kill a run after " + std::to_string(delay) + " us");
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                Mirror(m_state_folder, jobs).ingest_all(names);
            } catch (...) {
                ::_exit(1);
            }
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(delay));
        ::kill(child, SIGKILL);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
            m_problems.emplace_back("a run that was to be killed failed before");
        }
    }

    Chance m_chance;
    TemporaryFolder m_logs_folder;
    TemporaryFolder m_state_folder;
    std::vector<Log> m_logs;
    Log* m_unfinished = nullptr;
    std::string m_rest;  // of the line that is not finished
    int m_line = 0;
    int m_links = 0;
    Truth m_truth;
    std::string m_story;
    std::vector<std::string> m_problems;
};

unsigned number_from_environment(const char* name, unsigned otherwise) {
    const char* const text = std::getenv(name);
    return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

}  // namespace

// MAPGEN_HISTORIES says how many, MAPGEN_FIRST_HISTORY where to begin: a history is its number.
TEST_CASE("Whatever happens to the logs, each line is counted once", "[histories]") {
    ::signal(SIGPIPE, SIG_IGN);
    const unsigned first = number_from_environment("MAPGEN_FIRST_HISTORY", 1);
    const unsigned count = number_from_environment("MAPGEN_HISTORIES", MAPGEN_DEFAULT_HISTORIES);
    for (unsigned seed = first; seed < first + count; ++seed) {
        History history(seed);
        history.live();
        const Totals counted = history.counted();
        const Truth& truth = history.truth();
        INFO("history " << seed << ": " << history.story());
        for (const std::string& problem : history.problems()) {
            FAIL_CHECK(problem);
        }
        REQUIRE(counted.requests == truth.requests);
        REQUIRE(counted.bytes == truth.bytes);
        REQUIRE(counted.clients == truth.clients_by_day.size());
    }
}
