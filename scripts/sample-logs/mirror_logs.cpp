#include "mirror_logs.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "configuration.hpp"
#include "file_writer.hpp"
#include "ftp_log.hpp"
#include "http_log.hpp"
#include "parallel.hpp"
#include "rsync_log.hpp"

namespace sample_logs {

namespace {

namespace fs = std::filesystem;

using WriteLog = void (*)(LogBuilder&, const World&, std::size_t period, std::uint64_t total,
                          Random);

template <HttpLayout layout>
void write_http(LogBuilder& log, const World& world, std::size_t period, std::uint64_t total,
                Random random) {
    write_http_log(log, world, layout, period, total, random);
}

template <FtpServer server>
void write_ftp(LogBuilder& log, const World& world, std::size_t period, std::uint64_t total,
               Random random) {
    write_ftp_log(log, world, server, period, total, random);
}

struct MirrorLog {
    std::string_view file;
    std::uint64_t per_mille;  ///< of all lines
    WriteLog write;
};

constexpr auto mirror_logs = std::to_array<MirrorLog>({
    {"http/access_log", 690, write_http<HttpLayout::combined>},
    {"http/other_vhosts_access.log", 70, write_http<HttpLayout::vhost_combined>},
    {"http/epel.example.org-access_log", 40, write_http<HttpLayout::epel_host_common>},
    {"ftp/xferlog", 50, write_ftp<FtpServer::vsftpd>},
    {"ftp/proftpd-xferlog", 30, write_ftp<FtpServer::proftpd>},
    {"rsync/rsyncd.log", 120, write_rsync_log},
});

/// The name that the log of a period has once all later ones have been rotated in.
std::string rotated_name(std::string_view file, std::size_t rotations) {
    if (rotations == 0) {
        return std::string(file);
    }
    // delaycompress: the newest rotated log stays plain for a night.
    return fmt::format("{}.{}{}", file, rotations, rotations == 1 ? "" : ".gz");
}

void set_modification_time(const fs::path& file, sys_seconds time) {
    timespec when{};
    when.tv_sec = time.time_since_epoch().count();
    const std::array<timespec, 2> times = {when, when};
    if (utimensat(AT_FDCWD, file.c_str(), times.data(), 0) != 0) {
        throw std::runtime_error(fmt::format("{}: its time cannot be set", file.string()));
    }
}

void remove_earlier_logs(const fs::path& output) {
    for (const MirrorLog& log : mirror_logs) {
        const fs::path path = output / log.file;
        fs::create_directories(path.parent_path());
        std::vector<fs::path> earlier;
        for (const fs::directory_entry& entry : fs::directory_iterator(path.parent_path())) {
            const std::string name = entry.path().filename().string();
            const std::string mine = path.filename().string();
            if (entry.is_regular_file() && (name == mine || name.starts_with(mine + "."))) {
                earlier.push_back(entry.path());
            }
        }
        for (const fs::path& file : earlier) {
            fs::remove(file);
        }
    }
    fs::remove(output / configuration_name);
}

std::string lines_row(std::string_view file, const LineCounts& lines) {
    return fmt::format("{},{},{},{},{}\n", file, lines.lines(), lines.counted, lines.skipped,
                       lines.rejected);
}

constexpr std::string_view lines_header = "file,lines,counted,skipped,rejected\n";

Random log_random(const World& world, std::size_t log, std::size_t period) {
    return Random({world.seed, log_purpose, log, period});
}

Truth empty_truth(const World& world) {
    return {0, world.timeline.days(), world.population.size()};
}

}  // namespace

void write_mirror_logs(const Options& options, const World& world) {
    remove_earlier_logs(options.output);
    const std::size_t periods = world.timeline.periods();
    Truth truth = empty_truth(world);
    std::vector<std::string> rows(mirror_logs.size() * periods);
    in_parallel(rows.size(), options.threads, [&](std::size_t piece) -> std::function<void()> {
        const std::size_t number = piece / periods;
        const std::size_t period = piece % periods;
        const MirrorLog& log = mirror_logs[number];
        LogBuilder builder(world, period);
        log.write(builder, world, period, options.lines * log.per_mille / 1000,
                  log_random(world, number, period));

        const std::size_t rotations = periods - 1 - period;
        const std::string name = rotated_name(log.file, rotations);
        const fs::path file = options.output / name;
        // Some servers append to a compressed log with a new member now and then.
        write_file(file,
                   rotations < 2 ? builder.text : gzipped(builder.text, period % 5 == 0 ? 3 : 1));
        set_modification_time(file, world.timeline.period_end(period));
        rows[piece] = lines_row(name, builder.lines());
        return [&truth, part = builder.truth()] { truth.add(part); };
    });
    std::sort(rows.begin(), rows.end());
    std::string lines(lines_header);
    for (const std::string& row : rows) {
        lines += row;
    }
    write_file(options.output / "truth-lines.csv", lines);
    truth.write_csv(options.output / "truth.csv", world.timeline);
    write_file(options.output / configuration_name, configuration(options));
}

void write_combined_log(const Options& options, const World& world) {
    const bool compress = options.combined_only.extension() == ".gz";
    FileWriter file(options.combined_only);
    GzipJoiner joiner;
    if (compress) {
        file.write(GzipJoiner::header());
    }
    Truth truth = empty_truth(world);
    in_parallel(world.timeline.periods(), options.threads,
                [&](std::size_t period) -> std::function<void()> {
                    LogBuilder builder(world, period);
                    write_http_log(builder, world, HttpLayout::combined, period, options.lines,
                                   log_random(world, 0, period));
                    GzipJoiner::Block block;
                    if (compress) {
                        block = GzipJoiner::compress(builder.text);
                    }
                    return [&, builder = std::move(builder), block = std::move(block)] {
                        file.write(compress ? block.deflated : builder.text);
                        joiner.add(block);
                        truth.add(builder.truth());
                    };
                });
    if (compress) {
        file.write(joiner.trailer());
    }
    file.close();
    truth.write_csv(options.combined_only.string() + ".truth.csv", world.timeline);
}

}  // namespace sample_logs
