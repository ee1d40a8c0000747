// How long one line takes in each format: `per line` is the time.

#include <benchmark/benchmark.h>
#include <date/tz.h>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/format_registry.hpp"

namespace {

constexpr int line_count = 4'000;

/// Line `index` of a mirror's log at fifty lines a second.
using MakeLine = std::string (*)(int index);

std::chrono::sys_seconds time_of(int index) {
    return std::chrono::sys_seconds{std::chrono::seconds{1'795'311'000 + index / 50}};
}

std::string package(int index) {
    return fmt::format(
        "pub/fedora/linux/updates/40/Everything/x86_64/Packages/k/"
        "kernel-6.8.{}-300.fc40.x86_64.rpm",
        index % 977);
}

std::string client(int index) {
    return index % 4 == 0 ? fmt::format("2001:db8:{:x}::{:x}", index % 769, index % 80)
                          : fmt::format("198.51.{}.{}", index % 251, index % 241);
}

std::string common(int index) {
    return fmt::format("{} - - [{:%d/%b/%Y:%H:%M:%S} +0000] \"GET /{} HTTP/1.1\" 200 {}",
                       client(index), time_of(index), package(index), 1000 + index);
}

std::string combined(int index) {
    return common(index) + " \"-\" \"libdnf (Fedora Linux 40; workstation; Linux.x86_64)\"";
}

std::string combined_escaped(int index) {
    return fmt::format(
        "{} - - [{:%d/%b/%Y:%H:%M:%S} +0000] \"GET /a\\x22{} HTTP/1.1\" 200 {} \"-\" \"-\"",
        client(index), time_of(index), package(index), 1000 + index);
}

std::string vhost_combined(int index) {
    return "mirror.example.org:443 " + combined(index);
}

std::string xferlog(int index) {
    return fmt::format("{:%a %b %e %H:%M:%S %Y} 1 {} {} /{} b _ o a ftp@example.com ftp 0 * c",
                       time_of(index), client(index), 1000 + index, package(index));
}

std::string lighttpd(int index) {
    return fmt::format(
        "{} mirror.example.org - [{:%d/%b/%Y:%H:%M:%S} +0000] \"GET /{} HTTP/1.1\" 200 {} \"-\" "
        "\"libdnf (Fedora Linux 40; workstation; Linux.x86_64)\"",
        client(index), time_of(index), package(index), 1000 + index);
}

std::string combined_forwarded(int index) {
    return combined(index) + fmt::format(" \"{}\"", client(index + 1));
}

std::string vsftpd(int index) {
    return fmt::format(
        "{:%a %b %e %H:%M:%S %Y} [pid {}] [ftp] OK DOWNLOAD: Client \"{}\", \"/{}\", {} bytes, "
        "841.86Kbyte/sec",
        time_of(index), 1000 + index % 300, client(index), package(index), 1000 + index);
}

std::string proftpd_path(int index) {
    return fmt::format(
        "{} UNKNOWN ftp [{:%d/%b/%Y:%H:%M:%S} +0000] \"RETR kernel.rpm\" 226 {} /srv/{}",
        client(index), time_of(index), 1000 + index, package(index));
}

std::string pure_ftpd_clf(int index) {
    return fmt::format("{} - ftp [{:%d/%b/%Y:%H:%M:%S} -0000] \"GET /srv/a%20b/{}\" 200 {}",
                       client(index), time_of(index), package(index), 1000 + index);
}

std::string pure_ftpd_stats(int index) {
    return fmt::format("{} 6b0248bf.{:x} ftp {} D {} 0 /srv/{}",
                       time_of(index).time_since_epoch().count(), index, client(index),
                       1000 + index, package(index));
}

std::string pure_ftpd_w3c(int index) {
    return fmt::format("{:%Y-%m-%d %H:%M:%S} {} []sent /srv/a%20b/{} 226 ftp {}", time_of(index),
                       client(index), package(index), 1000 + index);
}

std::string rsyncd(int index) {
    return fmt::format("{:%Y/%m/%d %H:%M:%S} [{}] send UNKNOWN [{}] fedora-enchilada () {} {}",
                       time_of(index), 1000 + index % 300, client(index), package(index),
                       1000 + index);
}

std::string laid_out(int index) {
    return fmt::format("{} {:%Y-%m-%dT%H:%M:%S}+0000 \"GET /{} HTTP/1.1\" 200 {} \"curl/7.88.1\"",
                       client(index), time_of(index), package(index), 1000 + index);
}

std::string json(int index) {
    return fmt::format(
        R"~({{"t":"{:%Y-%m-%dT%H:%M:%S}+00:00","h":"{}","r":"GET /{} HTTP/1.1","s":200,"b":{},)~"
        R"~("ua":"libdnf (Fedora Linux 40; workstation; Linux.x86_64)"}})~",
        time_of(index), client(index), package(index), 1000 + index);
}

/// As a module's own log format may have it; the lines need the sessions before them.
std::string rsyncd_foreign(int index) {
    const int process = 1000 + index % 300;
    const std::string address = fmt::format("198.51.100.{}", index % 75);
    if (index < 300) {
        return fmt::format("{:%Y/%m/%d %H:%M:%S} [{}] rsync on epel/ from UNKNOWN ({})",
                           time_of(index), process, address);
    }
    return fmt::format("{:%Y/%m/%d %H:%M:%S} [{}] UNKNOWN {} send {} {} {}", time_of(index),
                       process, address, package(index), 1000 + index, 1043 + index);
}

std::string rsyncd_session(int index) {
    const int process = 1000 + index / 2 % 300;
    return index % 2 == 0
               ? fmt::format("{:%Y/%m/%d %H:%M:%S} [{}] rsync on epel/{} from UNKNOWN ({})",
                             time_of(index), process, package(index), client(index))
               : fmt::format(
                     "{:%Y/%m/%d %H:%M:%S} [{}] sent {} bytes  received 102 bytes  total "
                     "size 205000",
                     time_of(index), process, 1000 + index);
}

std::string syslog_combined(int index) {
    return fmt::format("{:%b %e %H:%M:%S} mirror nginx: ", time_of(index)) + combined(index);
}

std::string syslog_rsyncd(int index) {
    return fmt::format(
        "{:%Y-%m-%dT%H:%M:%S}+00:00 mirror rsyncd[{}]: send UNKNOWN [{}] fedora-enchilada () {} {}",
        time_of(index), 1000 + index % 300, client(index), package(index), 1000 + index);
}

std::string journal_rsyncd(int index) {
    return fmt::format(
        R"~({{"_TRANSPORT":"syslog","PRIORITY":"6","SYSLOG_FACILITY":"3","_UID":"0","_GID":"0",)~"
        R"~("__CURSOR":"s=0639;i={}","__REALTIME_TIMESTAMP":"{}000000","_COMM":"rsync",)~"
        R"~("_EXE":"/usr/bin/rsync","_CMDLINE":"/usr/bin/rsync --daemon --no-detach",)~"
        R"~("_SYSTEMD_UNIT":"rsync.service","_HOSTNAME":"mirror","SYSLOG_IDENTIFIER":"rsyncd",)~"
        R"~("SYSLOG_PID":"{}","MESSAGE":"send UNKNOWN [{}] fedora-enchilada () {} {}"}})~",
        index, time_of(index).time_since_epoch().count(), 1000 + index % 300, client(index),
        package(index), 1000 + index);
}

/// With a byte in it that is not UTF-8.
std::string json_raw(int index) {
    std::string line = json(index);
    return line.replace(line.find("pub/"), 1, "\xfc");
}

std::string caddy(int index) {
    return fmt::format(
        R"~({{"level":"info","ts":{}.7862742,"logger":"http.log.access.log0",)~"
        R"~("msg":"handled request","request":{{"remote_ip":"{}","remote_port":"47034",)~"
        R"~("proto":"HTTP/1.1","method":"GET","host":"mirror.example.org","uri":"/{}",)~"
        R"~("headers":{{"Connection":["close"],"User-Agent":["libdnf (Fedora Linux 40; )~"
        R"~(workstation; Linux.x86_64)"]}}}},"user_id":"","duration":0.006579843,"size":{},)~"
        R"~("status":200,"resp_headers":{{"Etag":["\"tovqit8c\""],"Content-Type":[],)~"
        R"~("Last-Modified":["Sun, 22 Nov 2026 01:23:17 GMT"],"Accept-Ranges":["bytes"],)~"
        R"~("Content-Length":["300"],"Server":["Caddy"]}}}})~",
        time_of(index).time_since_epoch().count(), client(index), package(index), 1000 + index);
}

/// The lines of a block of a log, one behind the other in memory as ingest meets them.
class Block {
public:
    explicit Block(MakeLine make_line) {
        std::vector<std::size_t> ends;
        for (int i = 0; i < line_count; ++i) {
            m_text += make_line(i);
            ends.push_back(m_text.size());
            m_text += '\n';
        }
        std::size_t begin = 0;
        for (const std::size_t end : ends) {
            m_lines.push_back(std::string_view(m_text).substr(begin, end - begin));
            begin = end + 1;
        }
    }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    const std::vector<std::string_view>& lines() const { return m_lines; }
    std::size_t bytes() const { return m_text.size(); }

private:
    std::string m_text;
    std::vector<std::string_view> m_lines;
};

void parse(benchmark::State& state, const char* format, MakeLine make_line) {
    const Block block(make_line);
    const auto log_format = mapgen::make_format(format);
    const auto parser = log_format->make_parser({date::locate_zone("Europe/Berlin")});
    std::uint64_t sum = 0;
    for (auto _ : state) {
        for (const std::string_view line : block.lines()) {
            mapgen::AccessRecord record;
            if (!parser->parse(line, record).has_record()) {
                state.SkipWithError("a line was not read");
                return;
            }
            sum += record.bytes + record.path.size();
        }
    }
    benchmark::DoNotOptimize(sum);
    state.SetBytesProcessed(static_cast<std::int64_t>(block.bytes()) * state.iterations());
    state.counters["per line"] = benchmark::Counter(
        line_count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void detect(benchmark::State& state, MakeLine make_line) {
    const Block block(make_line);
    const auto first = std::span(block.lines()).first(300);
    for (auto _ : state) {
        benchmark::DoNotOptimize(mapgen::detect_format(first));
    }
}

BENCHMARK_CAPTURE(parse, common, "common", common);
BENCHMARK_CAPTURE(parse, combined, "combined", combined);
BENCHMARK_CAPTURE(parse, combined_with_escapes, "combined", combined_escaped);
BENCHMARK_CAPTURE(parse, vhost_combined, "vhost-combined", vhost_combined);
BENCHMARK_CAPTURE(parse, xferlog, "xferlog", xferlog);
BENCHMARK_CAPTURE(parse, lighttpd, "lighttpd", lighttpd);
BENCHMARK_CAPTURE(parse, combined_with_forwarded_for, "combined", combined_forwarded);
BENCHMARK_CAPTURE(parse, vsftpd, "vsftpd", vsftpd);
BENCHMARK_CAPTURE(parse, proftpd_path, "proftpd-path", proftpd_path);
BENCHMARK_CAPTURE(parse, pure_ftpd_clf, "pure-ftpd-clf", pure_ftpd_clf);
BENCHMARK_CAPTURE(parse, pure_ftpd_stats, "pure-ftpd-stats", pure_ftpd_stats);
BENCHMARK_CAPTURE(parse, pure_ftpd_w3c, "pure-ftpd-w3c", pure_ftpd_w3c);
BENCHMARK_CAPTURE(parse, rsyncd, "rsyncd", rsyncd);
BENCHMARK_CAPTURE(parse, rsyncd_foreign, "rsyncd", rsyncd_foreign);
BENCHMARK_CAPTURE(parse, rsyncd_session, "rsyncd", rsyncd_session);
BENCHMARK_CAPTURE(parse, rsyncd_template, "%o %h [%a] %m (%u) %f %l", rsyncd);
BENCHMARK_CAPTURE(parse, syslog_combined, "syslog:combined", syslog_combined);
BENCHMARK_CAPTURE(parse, syslog_rsyncd, "syslog:rsyncd", syslog_rsyncd);
BENCHMARK_CAPTURE(parse, journal_json_rsyncd, "journal-json:rsyncd", journal_rsyncd);
BENCHMARK_CAPTURE(parse, combined_by_apache_template,
                  R"(%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i")", combined);
BENCHMARK_CAPTURE(parse, combined_by_nginx_template,
                  R"($remote_addr - $remote_user [$time_local] "$request" $status )"
                  R"($body_bytes_sent "$http_referer" "$http_user_agent")",
                  combined);
BENCHMARK_CAPTURE(parse, laid_out_by_apache_template,
                  R"(%h %{%Y-%m-%dT%H:%M:%S%z}t "%r" %>s %b "%{User-Agent}i")", laid_out);
BENCHMARK_CAPTURE(parse, json, "json", json);
BENCHMARK_CAPTURE(parse, json_by_nginx_template,
                  R"({"t":"$time_iso8601","h":"$remote_addr","r":"$request","s":$status,)"
                  R"("b":$body_bytes_sent,"ua":"$http_user_agent"})",
                  json);
BENCHMARK_CAPTURE(parse, json_not_utf8, "json", json_raw);
BENCHMARK_CAPTURE(parse, caddy, "caddy", caddy);
BENCHMARK_CAPTURE(detect, vhost_combined, vhost_combined);
BENCHMARK_CAPTURE(detect, syslog_rsyncd, syslog_rsyncd);
BENCHMARK_CAPTURE(detect, journal_json_rsyncd, journal_rsyncd);

}  // namespace

BENCHMARK_MAIN();
