#include "parsers/format_registry.hpp"

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
    FORMAT(rsyncd)             \
    FORMAT(caddy)              \
    FORMAT(json)

namespace mapgen {

#define MAPGEN_DECLARE_FORMAT(name) const LogFormat& name##_format();
MAPGEN_FORMATS(MAPGEN_DECLARE_FORMAT)
#undef MAPGEN_DECLARE_FORMAT

std::span<const LogFormat* const> all_formats() {
#define MAPGEN_FORMAT_ADDRESS(name) &name##_format(),
    static const LogFormat* const formats[] = {MAPGEN_FORMATS(MAPGEN_FORMAT_ADDRESS)};
#undef MAPGEN_FORMAT_ADDRESS
    return formats;
}

}  // namespace mapgen
