#include "parsers/format_registry.hpp"

#include <fmt/format.h>

#include <iterator>

#include "core/error.hpp"

// Every format, in the order in which they are listed to people: NAME stands for the function
// NAME_format() of the source file NAME_format.cpp. Static objects that register themselves would
// be left out by the linker, which takes from a library only what is asked for.
#define MAPGEN_FORMATS(FORMAT) \
    FORMAT(combined)           \
    FORMAT(common)             \
    FORMAT(vhost_combined)     \
    FORMAT(vhost_common)       \
    FORMAT(lighttpd)           \
    FORMAT(xferlog)            \
    FORMAT(vsftpd)             \
    FORMAT(proftpd)            \
    FORMAT(proftpd_path)       \
    FORMAT(pure_ftpd_clf)      \
    FORMAT(pure_ftpd_stats)    \
    FORMAT(pure_ftpd_w3c)      \
    FORMAT(rsyncd)

namespace mapgen {

#define MAPGEN_DECLARE_FORMAT(name) const LogFormat& name##_format();
MAPGEN_FORMATS(MAPGEN_DECLARE_FORMAT)
#undef MAPGEN_DECLARE_FORMAT

namespace {

/// A registered format lives as long as the program.
std::shared_ptr<const LogFormat> unowned(const LogFormat& format) {
    return {std::shared_ptr<const LogFormat>(), &format};
}

}  // namespace

std::span<const LogFormat* const> all_formats() {
#define MAPGEN_FORMAT_ADDRESS(name) &name##_format(),
    static const LogFormat* const formats[] = {MAPGEN_FORMATS(MAPGEN_FORMAT_ADDRESS)};
#undef MAPGEN_FORMAT_ADDRESS
    return formats;
}

std::shared_ptr<const LogFormat> make_format(std::string_view name,
                                             const FormatFields& /*fields*/) {
    std::string known;
    for (const LogFormat* format : all_formats()) {
        if (format->name() == name) {
            return unowned(*format);
        }
        fmt::format_to(std::back_inserter(known), "{}{}", known.empty() ? "" : ", ",
                       format->name());
    }
    throw usage_error(fmt::format("no log format is named '{}'; known are: {}", name, known));
}

}  // namespace mapgen
