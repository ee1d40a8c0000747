#pragma once

#include <cstdint>

#include "log_builder.hpp"
#include "random.hpp"

namespace sample_logs {

enum class FtpServer : std::uint8_t {
    vsftpd,   ///< IPv4 as ::ffff:a.b.c.d, paths below the server's root
    proftpd,  ///< paths on disk (below ftp_disk_prefix), passwords as typed
};

inline constexpr const char* ftp_disk_prefix = "/srv/mirror";

/// Writes the period's part of an xferlog, in UTC, that has `total` lines in all.
void write_ftp_log(LogBuilder& log, const World& world, FtpServer server, std::size_t period,
                   std::uint64_t total, Random random);

}  // namespace sample_logs
