#include "app/data_directory.hpp"

#include <cstdlib>

namespace mapgen {

std::filesystem::path data_directory() {
    if (const char* directory = std::getenv("MAPGEN_DATA_DIR");
        directory != nullptr && *directory != '\0') {
        return directory;
    }
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    std::filesystem::path installed = program.parent_path().parent_path() / "share/mapgen";
    if (!error && std::filesystem::exists(installed / "themes", error)) {
        return installed;
    }
    return MAPGEN_SOURCE_DATA_DIRECTORY;
}

}  // namespace mapgen
