#include "render/map/country_areas.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

#include "core/error.hpp"
#include "render/map/base_map.hpp"
#include "render/map/shapefile.hpp"

namespace mapgen {

std::vector<CountryArea> country_areas(const MapLayout& layout,
                                       const std::filesystem::path& natural_earth) {
    const std::filesystem::path shapes_file =
        natural_earth / fmt::format("ne_{}_admin_0_countries.shp", map_scale(layout));
    std::filesystem::path codes_file = shapes_file;
    codes_file.replace_extension(".dbf");
    const auto shapes = read_shapes(shapes_file);
    const auto codes = read_texts(codes_file, "iso_a2");
    if (codes.size() != shapes.size()) {
        throw failure(
            fmt::format("{}: has {} records, but {} has {} shapes; take fresh copies of both",
                        codes_file.string(), codes.size(), shapes_file.string(), shapes.size()));
    }
    std::vector<CountryArea> areas;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const CountryCode country = CountryCode::from(codes[i]);
        if (!country.known()) {
            continue;
        }
        auto rings = filled_paths(layout, shapes[i]);
        if (!rings.empty()) {
            areas.push_back({country, std::move(rings)});
        }
    }
    return areas;
}

}  // namespace mapgen
