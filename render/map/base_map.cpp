#include "render/map/base_map.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "render/map/map_path.hpp"
#include "render/map/shapefile.hpp"

namespace mapgen {
namespace {

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using Cairo = std::unique_ptr<cairo_t, DestroyCairo>;

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

void add_path(cairo_t* cairo, const PixelPath& path, bool closed) {
    cairo_new_sub_path(cairo);
    for (const PixelPoint& point : path) {
        cairo_line_to(cairo, point.x, point.y);
    }
    if (closed) {
        cairo_close_path(cairo);
    }
}

void fill(cairo_t* cairo, const std::vector<PixelPath>& paths, std::uint32_t colour) {
    set_colour(cairo, colour);
    // One path for all: edges that two parts share then cancel out instead of showing as seams.
    for (const PixelPath& path : paths) {
        add_path(cairo, path, true);
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill(cairo);
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

/// Land may have the paper's colour: a line says where the map of a region is cut.
void draw_frame(cairo_t* cairo, const PixelArea& area, std::uint32_t colour, double width) {
    set_colour(cairo, colour);
    cairo_set_line_width(cairo, 2 * width);  // half of it is clipped away
    cairo_rectangle(cairo, area.left, area.top, area.width, area.height);
    cairo_stroke(cairo);
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

}  // namespace

void draw_base_map(const MapLayout& layout, const MapColours& colours, const MapSources& sources,
                   std::span<std::uint32_t> pixels, int width, int height) {
    const std::string scale = layout.pixels_per_degree() < detailed_from_scale ? "110m" : "50m";
    const auto layer = [&](const char* name) {
        return read_polygons(sources.natural_earth / fmt::format("ne_{}_{}.shp", scale, name));
    };
    const auto land = filled_paths(layout, layer("land_union"));
    auto lakes = filled_paths(layout, layer("lakes"));
    drop_specks(lakes);
    const auto borders = line_paths(layout, border_lines(sources, scale));
    const auto grid = line_paths(layout, graticule(graticule_step(layout)));

    std::fill(pixels.begin(), pixels.end(), 0xFF000000U | colours.background);
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    const Cairo cairo(cairo_create(surface.get()));
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) {
        throw failure(fmt::format("cannot draw a map of {}x{} pixels: {}", width, height,
                                  cairo_status_to_string(cairo_status(cairo.get()))));
    }
    set_colour(cairo.get(), colours.background);
    cairo_paint(cairo.get());

    if (layout.is_cut_out()) {
        const PixelArea area = layout.extent();
        cairo_rectangle(cairo.get(), area.left, area.top, area.width, area.height);
        cairo_clip(cairo.get());
    }
    // Everything is drawn on an ocean without shores first, and the world's outline cut out of that
    // as a whole: cutting each shape, Cairo has to intersect polygons that share their edges, and
    // errs (1.16 leaves bands).
    const double hairline = std::max(1.0, layout.extent().width / 1824);
    cairo_push_group_with_content(cairo.get(), CAIRO_CONTENT_COLOR);
    set_colour(cairo.get(), colours.ocean);
    cairo_paint(cairo.get());
    stroke(cairo.get(), grid, colours.graticule, hairline);
    fill(cairo.get(), land, colours.land);
    fill(cairo.get(), lakes, colours.ocean);
    stroke(cairo.get(), borders, colours.border, hairline);
    if (layout.is_cut_out()) {
        draw_frame(cairo.get(), layout.extent(), colours.border, hairline);
    }
    cairo_pop_group_to_source(cairo.get());
    add_path(cairo.get(), world_outline(layout), true);
    cairo_fill(cairo.get());

    cairo_surface_flush(surface.get());
    const auto* bytes = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    for (int row = 0; row < height; ++row) {
        const auto* line =
            reinterpret_cast<const std::uint32_t*>(bytes + static_cast<std::size_t>(row) * stride);
        std::transform(line, line + width, pixels.begin() + std::ptrdiff_t{row} * width,
                       [](std::uint32_t pixel) { return pixel | 0xFF000000U; });
    }
}

}  // namespace mapgen
