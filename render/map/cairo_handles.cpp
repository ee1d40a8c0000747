#include "render/map/cairo_handles.hpp"

#include <cairo.h>

namespace mapgen {

void DestroyCairo::operator()(_cairo* cairo) const {
    cairo_destroy(cairo);
}

void DestroyCairo::operator()(_cairo_surface* surface) const {
    cairo_surface_destroy(surface);
}

void add_path(_cairo* cairo, const PixelPath& path, bool closed) {
    cairo_new_sub_path(cairo);
    for (const PixelPoint& point : path) {
        cairo_line_to(cairo, point.x, point.y);
    }
    if (closed) {
        cairo_close_path(cairo);
    }
}

void fill_paths(_cairo* cairo, const std::vector<PixelPath>& paths) {
    for (const PixelPath& path : paths) {
        add_path(cairo, path, true);
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill(cairo);
}

}  // namespace mapgen
