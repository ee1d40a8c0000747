// Writes the inputs that fuzzing begins with. Usage: make_seeds FOLDER
//
// FOLDER/TARGET/… for each target: the samples of every registered format, the logs in
// tests/fixtures as each format that recognises them, the shipped configuration, and small files of
// every compression. A new format is found in the registry.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "compressed_fixture.hpp"
#include "ingest/default_repositories.hpp"
#include "input/block_reader.hpp"
#include "parsers/format_registry.hpp"

using namespace mapgen;

namespace {

const std::filesystem::path source_folder = MAPGEN_SOURCE_DIR;
constexpr std::size_t lines_a_seed = 12;

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error(path.string() + ": cannot be read");
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

class SeedWriter {
public:
    SeedWriter(const std::filesystem::path& folder, const std::string& target)
        : m_folder(folder / target) {
        std::filesystem::create_directories(m_folder);
    }

    void write(std::string_view content) {
        const auto path = m_folder / ("seed-" + std::to_string(m_count++));
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        if (!(file << content).flush()) {
            throw std::runtime_error(path.string() + ": cannot be written");
        }
    }

private:
    std::filesystem::path m_folder;
    unsigned m_count = 0;
};

std::vector<std::string> fixture_logs() {
    std::vector<std::string> logs;
    for (const auto& entry :
         std::filesystem::directory_iterator(source_folder / "tests/fixtures/logs")) {
        if (entry.path().extension() == ".log") {
            logs.push_back(read_file(entry.path()));
        }
    }
    return logs;
}

/// The first lines of `log`, of which `wanted(line)` holds.
template <typename Wanted>
std::string first_lines(std::string_view log, Wanted wanted) {
    std::string lines;
    std::size_t count = 0;
    for_each_line(log, [&](std::string_view line) {
        if (count < lines_a_seed && wanted(line)) {
            lines.append(line).push_back('\n');
            ++count;
        }
    });
    return lines;
}

void write_parser_seeds(const std::filesystem::path& folder, const std::vector<std::string>& logs) {
    constexpr std::string_view message_mark = "\x01";
    SeedWriter seeds(folder, "parsers");
    for (const LogFormat* format : all_formats()) {
        const std::string head = std::string(format->name()) + "\n";
        std::string samples = head;
        std::string messages = head;
        for (const std::string_view sample : format->sample_lines()) {
            samples.append(sample).push_back('\n');
            messages.append(message_mark).append(sample).push_back('\n');
        }
        seeds.write(samples);
        seeds.write(messages);
        for (const std::string& log : logs) {
            const std::string lines = first_lines(
                log, [&](std::string_view line) { return format->recognise(line) > 0; });
            if (!lines.empty()) {
                seeds.write(head + lines);
            }
        }
    }
    // Formats that a configuration describes, on the lines that they describe.
    constexpr std::string_view combined =
        "192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] \"GET /epel/9/ HTTP/1.1\" 200 538 \"-\" "
        "\"dnf\"\n";
    for (const std::string_view text :
         {"%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"",
          "%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\" %D",
          "%a %{%Y-%m-%dT%H:%M:%S%z}t \"%m %U%q %H\" %s %B \"%{X-Forwarded-For}i\"",
          "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent "
          "\"$http_referer\" \"$http_user_agent\"",
          "$time_iso8601 $remote_addr $request_method $request_uri $status $bytes_sent $msec"}) {
        seeds.write(std::string(text) + "\n" + std::string(combined) +
                    "2026-11-22T01:27:07+00:00 192.0.2.7 GET /epel/9/ 200 538 1795310827.001\n");
    }
    for (const std::string_view text : {"%o %h [%a] %m (%u) %f %l", "%t [%p] %o %a %m %f %b %''l",
                                        "%i %B %C %M %f %L %l %a %m %P", "%t %o %h %a %m %f %'l"}) {
        seeds.write(std::string(text) +
                    "\n2026/11/22 01:23:18 [25415] send UNKNOWN [192.0.2.1] epel () 9/KEY 300\n"
                    "\x01send host.example.org [2001:db8::1] epel () a b 1,234\n");
    }
    seeds.write(
        "json\n\ttime=ts\n\tclient=remote_ip\n\tpath=uri\n\tstatus=status\n\tbytes=size\n"
        "{\"ts\":\"2026-11-22T01:27:07Z\",\"remote_ip\":\"192.0.2.7\",\"uri\":\"/epel/\","
        "\"status\":200,\"size\":538}\n"
        "{\"ts\":1795310827.5,\"remote_ip\":\"2001:db8::1\",\"uri\":\"\\u0041\",\"status\":\"200\","
        "\"size\":\"538\"}\n");
}

void write_detection_seeds(const std::filesystem::path& folder,
                           const std::vector<std::string>& logs) {
    SeedWriter seeds(folder, "detection");
    for (const std::string& log : logs) {
        seeds.write(first_lines(log, [](std::string_view) { return true; }));
    }
    for (const LogFormat* format : all_formats()) {
        std::string lines;
        std::string behind_prefix;
        for (const std::string_view sample : format->sample_lines()) {
            lines.append(sample).push_back('\n');
            behind_prefix.append("Nov 22 01:23:44 host rsyncd[123]: ").append(sample) += '\n';
            behind_prefix.append("<30>1 2026-11-22T01:23:44.5Z host vsftpd 7 - - ")
                .append(sample) += '\n';
        }
        seeds.write(lines);
        seeds.write(behind_prefix);
    }
    seeds.write(
        "__REALTIME_TIMESTAMP=1795310827000001\nSYSLOG_IDENTIFIER=rsyncd\n_PID=123\n"
        "MESSAGE=send UNKNOWN [192.0.2.1] epel () 9/KEY 300\n\n");
    seeds.write(
        "{\"__REALTIME_TIMESTAMP\":\"1795310827000001\",\"SYSLOG_IDENTIFIER\":\"vsftpd\","
        "\"MESSAGE\":\"[ftp] OK DOWNLOAD: Client \\\"192.0.2.7\\\", \\\"/x\\\", 300 bytes\"}\n");
}

void write_compressed_seeds(const std::filesystem::path& folder, const std::string& target) {
    SeedWriter seeds(folder, target);
    const std::string text = test::number_lines(300) + std::string(300, 'x');
    for (const test::PackedKind& kind : test::packed_kinds()) {
        const std::string packed = kind.pack(text);
        for (const char choice : {'\0', '\x01', '\x06', '\x0b'}) {
            const std::string head(1, choice);
            seeds.write(head + packed);
            seeds.write(head + kind.pack(""));
            seeds.write(head + packed + std::string(4, '\0') + kind.pack("more\n"));
            seeds.write(head + packed.substr(0, packed.size() / 2));
            seeds.write(head + packed + "garbage");
        }
    }
    seeds.write(std::string("\0plain\n", 7));
}

void write_path_seeds(const std::filesystem::path& folder) {
    SeedWriter paths(folder, "paths");
    SeedWriter repositories(folder, "repositories");
    std::string rules;
    for (const RepositoryRule& rule : default_repositories()) {
        rules += "=" + rule.name + "\n";
        for (const std::string& pattern : rule.match) {
            rules += "+" + pattern + "\n";
        }
        for (const std::string& pattern : rule.except) {
            rules += "-" + pattern + "\n";
        }
    }
    std::string some;
    const std::string table = read_file(source_folder / "tests/fixtures/repository-paths.tsv");
    for_each_line(table, [&](std::string_view line) {
        const std::size_t start = line.find('\t') + 1;
        const std::string path(line.substr(start, line.find('\t', start) - start));
        for (const char protocol : {'\0', '\x01', '\x02'}) {
            paths.write(protocol + path);
        }
        some += path + "\n";
        if (some.size() > 400) {
            repositories.write(rules + some);
            some.clear();
        }
    });
    for (const std::string_view path :
         {"http://mirror.example.org/a/../b?c", "//a/./%2e%2E/b%00", "*", "host.example.org:443"}) {
        paths.write("\0" + std::string(path));
    }
    repositories.write("+/a/**/b/**/*c?[0-9]/$\n-/a/b/c\n/a/x/b/y/zc11\n/a/b/c\n");
    repositories.write("+a\n");
    repositories.write("+/$/a\n");
}

void write_configuration_seeds(const std::filesystem::path& folder) {
    SeedWriter seeds(folder, "configuration");
    const std::string shipped = read_file(source_folder / "data/mapgen.toml");
    seeds.write(shipped);
    std::string all_keys;  // with the commented-out examples switched on
    for_each_line(shipped, [&](std::string_view line) {
        const bool is_example = line.starts_with("#") && line.find_first_of("=[") != line.npos;
        all_keys.append(is_example ? line.substr(line.find_first_not_of("# ")) : line) += '\n';
    });
    seeds.write(all_keys);
    seeds.write(
        "timezone = \"Europe/Berlin\"\nstate = \"s.db\"\noutput = \"maps\"\ncount = \"accesses\"\n"
        "mirror = { name = \"mirror.example.org\", latitude = 48.74, longitude = 9.31 }\n"
        "[[input]]\nname = \"http\"\npaths = [\"a\", \"b*\"]\nformat = \"combined\"\n"
        "modules = { epel = \"/pub/epel\" }\n"
        "[[repository]]\nname = \"kde\"\ntitle = \"KDE\"\nmatch = [\"/kde\"]\nexcept = []\n"
        "[map]\nprojection = \"eqearth\"\n[video]\nsize = \"1920x1080\"\n"
        "formats = [\"mp4\", \"webm\"]\n[geoip]\ntables = [\"x.mmdb\"]\n");
}

void write_block_seeds(const std::filesystem::path& folder) {
    SeedWriter seeds(folder, "blocks");
    for (const std::string_view content :
         {"a\nb\r\n\nc", "a\n\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\nb",
          "\x01\n\x01\n\x01\n\x01\n\x01\n\x01\n\x01\n\x01\n\x01\n\x01\n\x01\n\x01\n\x01\n\x01\n",
          "\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01"}) {
        seeds.write("0" + std::string(content));
        seeds.write("1" + std::string(content));
    }
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc != 2) {
        std::cerr << "Usage: make_seeds FOLDER\n";
        return 2;
    }
    try {
        const std::filesystem::path folder = argv[1];
        const std::vector<std::string> logs = fixture_logs();
        write_parser_seeds(folder, logs);
        write_detection_seeds(folder, logs);
        write_compressed_seeds(folder, "decoders");
        write_compressed_seeds(folder, "sources");
        write_path_seeds(folder);
        write_configuration_seeds(folder);
        write_block_seeds(folder);
    } catch (const std::exception& error) {
        std::cerr << "make_seeds: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
