#pragma once

#include <cstdint>

#include "log_builder.hpp"
#include "random.hpp"

namespace sample_logs {

enum class HttpLayout : std::uint8_t {
    combined,
    vhost_combined,    ///< a virtual host in front: "mirror.example.org:80 "
    epel_host_common,  ///< no referrer and user agent; a host that serves nothing but EPEL
};

/// Writes the period's part of an Apache access log that has `total` lines in all.
void write_http_log(LogBuilder& log, const World& world, HttpLayout layout, std::size_t period,
                    std::uint64_t total, Random random);

}  // namespace sample_logs
