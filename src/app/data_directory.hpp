#pragma once

#include <filesystem>

namespace mapgen {

/// Where maps, fonts and themes are: $MAPGEN_DATA_DIR where it is set, else share/mapgen beside the
/// folder of the running program, else the data folder of the sources it was built from.
std::filesystem::path data_directory();

}  // namespace mapgen
