#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "render/map/base_map.hpp"

namespace mapgen {

/// How a frame looks, from a file in data/themes. Colours are 0xRRGGBB, opacities 0 … 1.
struct Theme {
    MapColours map;
    struct Text {
        std::uint32_t strong = 0;  ///< title, date, numbers
        std::uint32_t normal = 0;  ///< labels
        std::uint32_t faint = 0;   ///< credits, legend, axis
    } text;
    struct Timeline {
        std::uint32_t line = 0;
        std::uint32_t area = 0;
        double area_opacity = 0;
        std::uint32_t axis = 0;
    } timeline;
    std::uint32_t mirror_ring = 0;
    struct Countries {
        std::uint32_t tint = 0;
        double opacity = 0;  ///< of the strongest tint
    } countries;
    struct Heat {
        std::vector<std::uint32_t> palette;  ///< two or more, evenly spaced, from few to many
        double core_from = 0;                ///< the palette's position (0 … 1) of one client
        double core_opacity = 1;
        double glow_to = 0;  ///< the palette's position of the brightest glow
        double glow_opacity = 0;
    } heat;
};

/// `name` is one of theme_names(data_directory) or a path that ends in ".toml". Throws a usage
/// Error that lists the known themes for a name that is none, and one that names file and line for
/// a file that does not say what a theme must say.
Theme load_theme(std::string_view name, const std::filesystem::path& data_directory);

}  // namespace mapgen
