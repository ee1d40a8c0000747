#include "drawing_libraries.hpp"

#include <cairo.h>
#include <fmt/format.h>
#include <ft2build.h>
#include <hb.h>
#include <pango/pango.h>
#include <proj.h>
#include <sys/utsname.h>

#include FT_FREETYPE_H

namespace mapgen::test {
namespace {

std::string freetype_version() {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) {
        return "unknown";
    }
    int major = 0;
    int minor = 0;
    int patch = 0;
    FT_Library_Version(library, &major, &minor, &patch);
    FT_Done_FreeType(library);
    return fmt::format("{}.{}.{}", major, minor, patch);
}

}  // namespace

std::string drawing_libraries() {
    utsname machine{};
    uname(&machine);
    const PJ_INFO proj = proj_info();
    return fmt::format("machine {}\ncairo {}\npango {}\nharfbuzz {}\nfreetype {}\nproj {}\n",
                       machine.machine, cairo_version_string(), pango_version_string(),
                       hb_version_string(), freetype_version(), proj.version);
}

}  // namespace mapgen::test
