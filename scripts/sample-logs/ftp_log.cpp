#include "ftp_log.hpp"

#include <array>
#include <string_view>

#include "garbage.hpp"
#include "package_names.hpp"

namespace sample_logs {

namespace {

enum class Kind : std::uint8_t { complete, host_name, aborted, upload, deletion, cut, garbage };

struct WeightedKind {
    Kind kind;
    std::uint32_t weight;
};

constexpr auto kinds = std::to_array<WeightedKind>({{Kind::complete, 800},
                                                    {Kind::host_name, 10},
                                                    {Kind::aborted, 100},
                                                    {Kind::upload, 50},
                                                    {Kind::deletion, 36},
                                                    {Kind::cut, 2},
                                                    {Kind::garbage, 2}});

constexpr auto passwords = std::to_array<std::string_view>(
    {"ftp@example.com", "<no_password>", "anonymous@", "-wget@", "mozilla@example.com"});
constexpr auto raw_passwords = std::to_array<std::string_view>(
    {"ftp@example.com", "my name is nobody", "o a guest ftp 0 * i", "two  spaces", "IEUser@"});

class FtpLog {
public:
    FtpLog(LogBuilder& log, const World& world, FtpServer server, Random random)
        : m_log(log), m_world(world), m_server(server), m_random(random) {}

    void add_line(sys_seconds time) {
        const Kind kind = m_log.empty() ? Kind::complete : m_random.pick_weighted(kinds).kind;
        if (kind == Kind::garbage) {
            append_garbage(m_log, m_random);
            return;
        }
        const std::size_t begin = m_log.text.size();
        const ClientId client = visitor(m_world, time, m_random);
        const std::uint64_t bytes = file_length(m_random);
        append_head(kind, client, time);
        append_number(m_log.text, bytes);
        m_log.text += ' ';
        if (kind == Kind::cut) {
            cut_line(m_log.text, begin, m_log.text.size() - begin, m_random);
            m_log.rejected();
            return;
        }
        if (m_server == FtpServer::proftpd) {
            m_log.text += ftp_disk_prefix;
        }
        const Repository repository = append_path(m_log.text, m_random);
        append_tail(kind);
        if (kind == Kind::complete || kind == Kind::host_name) {
            m_log.counted(time, repository,
                          kind == Kind::complete ? std::optional(client) : std::nullopt, bytes);
        } else {
            m_log.skipped();
        }
    }

private:
    void append_head(Kind kind, ClientId client, sys_seconds time) {
        std::string& text = m_log.text;
        text += m_time.xferlog(time, m_server == FtpServer::vsftpd ? ' ' : '0');
        text += ' ';
        append_number(text, m_random.below(90));
        text += ' ';
        if (kind == Kind::host_name) {
            text += "cable-";
            append_number(text, client);
            text += ".customers.example.org";
        } else {
            if (m_server == FtpServer::vsftpd && m_world.population.is_v4(client)) {
                text += "::ffff:";
            }
            text += m_world.population.address(client, m_random);
        }
        text += ' ';
    }

    void append_tail(Kind kind) {
        std::string& text = m_log.text;
        if (m_random.chance(20)) {
            text += "_(copy_\"2\")";  // both servers turn spaces into underscores
        }
        text += m_random.chance(950) ? " b _ " : " a _ ";
        text += kind == Kind::upload ? 'i' : kind == Kind::deletion ? 'd' : 'o';
        text += " a ";
        text += m_random.pick(m_server == FtpServer::proftpd ? raw_passwords : passwords);
        text += " ftp 0 * ";
        text += kind == Kind::aborted || (kind == Kind::upload && m_random.chance(300)) ? 'i' : 'c';
        text += '\n';
    }

    LogBuilder& m_log;
    const World& m_world;
    FtpServer m_server;
    Random m_random;
    TimeText m_time;
};

}  // namespace

void write_ftp_log(LogBuilder& log, const World& world, FtpServer server, std::size_t period,
                   std::uint64_t total, Random random) {
    const std::vector<sys_seconds> moments = world.timeline.moments(period, total, random);
    FtpLog lines(log, world, server, random);
    for (const sys_seconds moment : moments) {
        lines.add_line(moment);
    }
}

}  // namespace sample_logs
