#include "http_log.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "garbage.hpp"
#include "package_names.hpp"

namespace sample_logs {

namespace {

/// The kinds of lines; the downloads come first.
enum class Kind : std::uint8_t {
    whole_file,
    part_of_file,
    aborted,
    no_bytes,
    host_name,
    old_protocol,
    odd_name,
    carriage_return,
    head,
    not_modified,
    redirect,
    failure,
    other_method,
    crawler,
    no_request,
    cut,
    bad_date,
    bad_number,
    garbage,
};

struct WeightedKind {
    Kind kind;
    std::uint32_t weight;
};

constexpr auto kinds = std::to_array<WeightedKind>({
    {Kind::whole_file, 5900}, {Kind::part_of_file, 1300}, {Kind::not_modified, 800},
    {Kind::head, 600},        {Kind::failure, 600},       {Kind::redirect, 250},
    {Kind::aborted, 120},     {Kind::crawler, 120},       {Kind::other_method, 80},
    {Kind::no_request, 60},   {Kind::host_name, 50},      {Kind::no_bytes, 40},
    {Kind::old_protocol, 20}, {Kind::odd_name, 20},       {Kind::carriage_return, 10},
    {Kind::cut, 8},           {Kind::garbage, 16},        {Kind::bad_date, 3},
    {Kind::bad_number, 3},
});

constexpr auto user_agents = std::to_array<std::string_view>({
    "libdnf (Fedora Linux 42; workstation; Linux.x86_64)",
    "libdnf (Fedora Linux 42; server; Linux.x86_64)",
    "libdnf (Rocky Linux 9.5; generic; Linux.x86_64)",
    "libdnf (AlmaLinux 9.5; generic; Linux.x86_64)",
    "libdnf (Red Hat Enterprise Linux 9.5; generic; Linux.aarch64)",
    "libdnf5/5.2.8 (Fedora Linux 42; kde; Linux.x86_64)",
    "dnf/2.7.5",
    "urlgrabber/3.10 yum/3.4.3",
    "PackageKit-hawkey",
    "rpm-ostree/2025.2",
    "ZYpp 17.31.15 (curl 8.0.1) openSUSE-Leap-15.5-x86_64",
    "curl/7.76.1",
    "curl/8.9.1",
    "Wget/1.21.4",
    "Wget/1.14 (linux-gnu)",
    "aria2/1.37.0",
    "python-requests/2.32.3",
    "Go-http-client/1.1",
    "Java/17.0.9",
    "Artifactory/7.90.7 79007900",
    "Pulp/3.49 (x86_64 Linux)",
    "Mozilla/5.0 (X11; Fedora; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36",
    R"(a \"quoted\" \\ \t \xc3\xa9 agent)",
    "-",
});

constexpr auto hosts =
    std::to_array<std::string_view>({"mirror.example.org:80", "mirror.example.org:443",
                                     "www.mirror.example.org:443", "ftp.example.org:80"});

constexpr auto other_methods = std::to_array<std::string_view>(
    {"POST", "OPTIONS", "PROPFIND", "PUT", "DELETE", "CONNECT", "TRACE"});

/// What Apache logs where it could read no request line: TLS on the plain port, time-outs, HTTP/2.
constexpr auto unreadable_requests = std::to_array<std::string_view>(
    {R"("\x16\x03\x01\x02" 400 463)", R"("\x16\x03\x01\x05\xa8\x01" 400 226)", R"("-" 408 -)",
     R"("" 400 0)", R"("  " 400 345)", R"("PRI * HTTP/2.0" 400 463)",
     R"("\x03\x00\x00/*\xe0\x00\x00\x00\x00\x00Cookie: mstshash=Administr" 400 226)"});

constexpr auto failures = std::to_array<std::string_view>(
    {"404", "404", "404", "404", "403", "416", "400", "500", "503"});

class HttpLog {
public:
    HttpLog(LogBuilder& log, const World& world, HttpLayout layout, Random random)
        : m_log(log), m_world(world), m_layout(layout), m_random(random) {}

    void add_line(sys_seconds moment) {
        const Kind kind = m_log.empty() ? Kind::whole_file : m_random.pick_weighted(kinds).kind;
        if (kind == Kind::garbage) {
            append_garbage(m_log, m_random);
            return;
        }
        const sys_seconds time = start_of(moment);
        const std::size_t begin = m_log.text.size();
        const ClientId client = visitor(m_world, time, m_random);
        append_head(kind, client, time);
        switch (kind) {
            case Kind::no_request:
                m_log.text += m_random.pick(unreadable_requests);
                append_tail("-");
                m_log.skipped();
                break;
            case Kind::cut:
                m_log.text += "\"GET ";
                cut_line(m_log.text, begin, m_log.text.size() - begin, m_random);
                m_log.rejected();
                break;
            case Kind::bad_date:
                append_request("GET", " HTTP/1.1\" 200 300");
                append_tail(user_agent_of(client));
                m_log.rejected();
                break;
            case Kind::bad_number:
                append_request(
                    "GET", m_random.chance(500) ? " HTTP/1.1\" 2OO 300" : " HTTP/1.1\" 200 3x0");
                append_tail(user_agent_of(client));
                m_log.rejected();
                break;
            default:
                if (is_download(kind)) {
                    add_download(kind, client, time);
                } else {
                    add_other(kind, client);
                }
                break;
        }
    }

private:
    /// A client stays with its program.
    static std::string_view user_agent_of(ClientId client) {
        return user_agents[client % user_agents.size()];
    }

    static bool is_download(Kind kind) { return kind <= Kind::carriage_return; }

    /// Most requests are over in the second they begin; a few take up to an hour.
    sys_seconds start_of(sys_seconds moment) {
        const std::uint32_t dice = m_random.below(1000);
        const std::uint32_t longest = dice < 700 ? 1 : dice < 990 ? 20 : 3'600;
        return std::max(m_world.timeline.begin(),
                        moment - std::chrono::seconds(m_random.below(longest)));
    }

    void append_head(Kind kind, ClientId client, sys_seconds time) {
        std::string& text = m_log.text;
        if (m_layout == HttpLayout::vhost_combined) {
            text += m_random.pick(hosts);
            text += ' ';
        }
        if (kind == Kind::host_name) {
            text += "dsl-";
            append_number(text, client);
            text += ".customers.example.org";
        } else {
            if (m_world.population.is_v4(client) && m_random.chance(10)) {
                text += "::ffff:";
            }
            text += m_world.population.address(client, m_random);
        }
        text += " - - [";
        if (kind == Kind::bad_date) {
            text +=
                m_random.chance(500) ? "31/Feb/2026:12:00:00 +0100" : "10/Mai/2026:12:00:00 +0200";
        } else {
            text += m_time.apache(time);
        }
        text += "] ";
    }

    Repository append_request(std::string_view method, std::string_view end) {
        m_log.text += '"';
        m_log.text += method;
        m_log.text += ' ';
        const Repository repository = append_target();
        m_log.text += end;
        return repository;
    }

    Repository append_target() {
        if (m_layout == HttpLayout::epel_host_common) {
            append_epel_host_path(m_log.text, m_random);
            return Repository::epel;
        }
        return append_request_target(m_log.text, m_random);
    }

    void append_tail(std::string_view user_agent, std::string_view line_end = "\n") {
        std::string& text = m_log.text;
        if (m_layout != HttpLayout::epel_host_common) {
            text += m_random.chance(20) ? R"( "https://mirror.example.org/pub/" ")" : R"( "-" ")";
            text += user_agent;
            text += '"';
        }
        text += line_end;
    }

    void add_download(Kind kind, ClientId client, sys_seconds time) {
        std::uint64_t bytes = file_length(m_random);
        std::string_view end = " HTTP/1.1\" 200 ";
        switch (kind) {
            case Kind::part_of_file:
                bytes = bytes / m_random.between(2, 40) + 1;
                end = " HTTP/1.1\" 206 ";
                break;
            case Kind::aborted:
                bytes = bytes * m_random.below(1000) / 1000;
                break;
            case Kind::no_bytes:
                bytes = 0;
                break;
            case Kind::old_protocol:
                end = "\" 200 ";
                break;
            case Kind::odd_name:
                end = R"(?name=a\"b\\c%20d+e f(1).rpm HTTP/1.0" 200 )";
                break;
            default:
                break;
        }
        const Repository repository = append_request("GET", end);
        if (kind == Kind::no_bytes) {
            m_log.text += '-';
        } else {
            append_number(m_log.text, bytes);
        }
        append_tail(user_agent_of(client), kind == Kind::carriage_return ? "\r\n" : "\n");
        m_log.counted(time, repository,
                      kind == Kind::host_name ? std::nullopt : std::optional(client), bytes);
    }

    /// Lines that are understood and are no downloads.
    void add_other(Kind kind, ClientId client) {
        std::string_view user_agent = user_agent_of(client);
        switch (kind) {
            case Kind::head:
                append_request("HEAD",
                               m_random.chance(800) ? " HTTP/1.1\" 200 -" : " HTTP/1.1\" 404 -");
                break;
            case Kind::not_modified:
                append_request("GET", " HTTP/1.1\" 304 -");
                break;
            case Kind::redirect:
                append_request(
                    "GET", m_random.chance(500) ? " HTTP/1.1\" 301 345" : " HTTP/1.1\" 302 289");
                break;
            case Kind::other_method:
                append_request(m_random.pick(other_methods), m_random.chance(400)
                                                                 ? " HTTP/1.1\" 200 1024"
                                                                 : " HTTP/1.1\" 405 228");
                break;
            case Kind::crawler:
                user_agent = "mirrormanager-crawler/0.6.1";
                // A log without user agents shows the crawler as anybody else.
                append_request(m_layout == HttpLayout::epel_host_common ? "HEAD" : "GET",
                               " HTTP/1.1\" 200 3021");
                break;
            default:
                append_request("GET", " HTTP/1.1\" ");
                m_log.text += m_random.pick(failures);
                m_log.text += " 196";
                break;
        }
        append_tail(user_agent);
        m_log.skipped();
    }

    LogBuilder& m_log;
    const World& m_world;
    HttpLayout m_layout;
    Random m_random;
    TimeText m_time;
};

}  // namespace

void write_http_log(LogBuilder& log, const World& world, HttpLayout layout, std::size_t period,
                    std::uint64_t total, Random random) {
    const std::vector<sys_seconds> moments = world.timeline.moments(period, total, random);
    HttpLog lines(log, world, layout, random);
    for (const sys_seconds moment : moments) {
        lines.add_line(moment);
    }
}

}  // namespace sample_logs
