#include "render/map/base_map.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "render/map/cairo_handles.hpp"
#include "render/map/map_path.hpp"
#include "render/map/shapefile.hpp"

namespace mapgen {
namespace {

/// Below this many pixels a degree (a world 640 pixels wide) the 1:50 m islands and fjords are
/// noise.
constexpr double detailed_from_scale = 2.06;

/// Degrees between the lines of the graticule: a region has about as many lines as the world has.
int graticule_step(const MapLayout& layout) {
    constexpr int whole_world = 30;
    if (!layout.is_cut_out()) {
        return whole_world;
    }
    const double room = std::max(layout.extent().width, layout.extent().height) / 12;
    for (const int step : {1, 2, 5, 10, 15}) {
        if (step * layout.pixels_per_degree() >= room) {
            return step;
        }
    }
    return whole_world;
}

void set_colour(cairo_t* cairo, std::uint32_t colour) {
    cairo_set_source_rgb(cairo, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                         (colour & 0xFF) / 255.0);
}

void fill(cairo_t* cairo, const std::vector<PixelPath>& paths, std::uint32_t colour) {
    set_colour(cairo, colour);
    fill_paths(cairo, paths);
}

void stroke(cairo_t* cairo, const std::vector<PixelPath>& paths, std::uint32_t colour,
            double width) {
    set_colour(cairo, colour);
    cairo_set_line_width(cairo, width);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    for (const PixelPath& path : paths) {
        add_path(cairo, path, false);
    }
    cairo_stroke(cairo);
}

/// Of a line around the area.
PixelPath corners_of(const PixelArea& area) {
    return {{area.left, area.top},
            {area.right(), area.top},
            {area.right(), area.bottom()},
            {area.left, area.bottom()},
            {area.left, area.top}};
}

/// Lakes of less than two pixels would be specks.
void drop_specks(std::vector<PixelPath>& paths) {
    std::erase_if(paths, [](const PixelPath& path) {
        const auto [west, east] =
            std::minmax_element(path.begin(), path.end(), [](auto a, auto b) { return a.x < b.x; });
        const auto [north, south] =
            std::minmax_element(path.begin(), path.end(), [](auto a, auto b) { return a.y < b.y; });
        return path.empty() || (east->x - west->x) * (south->y - north->y) < 4;
    });
}

/// All that is drawn, on the picture.
struct MapPaths {
    PixelPath outline;
    std::vector<PixelPath> grid;
    std::vector<PixelPath> land;
    std::vector<PixelPath> lakes;
    std::vector<PixelPath> borders;
};

}  // namespace

std::string map_scale(const MapLayout& layout) {
    return layout.pixels_per_degree() < detailed_from_scale ? "110m" : "50m";
}

std::vector<PixelPath> lake_paths(const MapLayout& layout,
                                  const std::filesystem::path& natural_earth) {
    auto lakes = filled_paths(
        layout, read_polygons(natural_earth / fmt::format("ne_{}_lakes.shp", map_scale(layout))));
    drop_specks(lakes);
    return lakes;
}

namespace {

MapPaths paths_of(const MapLayout& layout, const MapSources& sources) {
    const std::string scale = map_scale(layout);
    const auto layer = [&](const char* name) {
        return read_polygons(sources.natural_earth / fmt::format("ne_{}_{}.shp", scale, name));
    };
    return {world_outline(layout), line_paths(layout, graticule(graticule_step(layout))),
            filled_paths(layout, layer("land_union")), lake_paths(layout, sources.natural_earth),
            line_paths(layout, border_lines(sources, scale))};
}

void paint(cairo_t* cairo, const MapLayout& layout, const MapColours& colours,
           const MapPaths& paths, double hairline) {
    if (layout.is_cut_out()) {
        const PixelArea area = layout.extent();
        cairo_rectangle(cairo, area.left, area.top, area.width, area.height);
        cairo_clip(cairo);
    }
    // The edge is a line as well, for land may have the colour of the paper: around the world,
    // where it hides no island, but within the area of a region. Half of each line is cut off.
    stroke(cairo, {paths.outline}, colours.graticule, 2 * hairline);

    // Everything is drawn on an ocean without shores first, and the world's outline cut out of that
    // as a whole: cutting each shape, Cairo has to intersect polygons that share their edges, and
    // errs (1.16 leaves bands).
    cairo_push_group_with_content(cairo, CAIRO_CONTENT_COLOR);
    set_colour(cairo, colours.ocean);
    cairo_paint(cairo);
    stroke(cairo, paths.grid, colours.graticule, hairline);
    fill(cairo, paths.land, colours.land);
    fill(cairo, paths.lakes, colours.ocean);
    stroke(cairo, paths.borders, colours.border, hairline);
    if (layout.is_cut_out()) {
        stroke(cairo, {corners_of(layout.extent())}, colours.graticule, 2 * hairline);
    }
    cairo_pop_group_to_source(cairo);
    add_path(cairo, paths.outline, true);
    cairo_fill(cairo);
}

void copy_pixels(cairo_surface_t* surface, std::span<std::uint32_t> pixels, int width, int height) {
    cairo_surface_flush(surface);
    const auto* bytes = cairo_image_surface_get_data(surface);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    for (int row = 0; row < height; ++row) {
        const auto* line =
            reinterpret_cast<const std::uint32_t*>(bytes + static_cast<std::size_t>(row) * stride);
        std::transform(line, line + width, pixels.begin() + std::ptrdiff_t{row} * width,
                       [](std::uint32_t pixel) { return pixel | 0xFF000000U; });
    }
}

}  // namespace

void draw_base_map(const MapLayout& layout, const MapColours& colours, const MapSources& sources,
                   std::span<std::uint32_t> pixels, int width, int height) {
    const MapPaths paths = paths_of(layout, sources);
    const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    const CairoContext cairo(cairo_create(surface.get()));
    set_colour(cairo.get(), colours.background);
    cairo_paint(cairo.get());
    paint(cairo.get(), layout, colours, paths,
          std::max(1.0, std::min(width / 1920.0, height / 1080.0)));
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) {
        throw failure(fmt::format("cannot draw a map of {}x{} pixels: {}", width, height,
                                  cairo_status_to_string(cairo_status(cairo.get()))));
    }
    copy_pixels(surface.get(), pixels, width, height);
}

}  // namespace mapgen
