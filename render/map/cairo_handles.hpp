#pragma once

#include <memory>
#include <vector>

#include "render/map/map_path.hpp"

extern "C" {
struct _cairo;          // NOLINT(clang-diagnostic-reserved-identifier): Cairo's name for cairo_t
struct _cairo_surface;  // NOLINT(clang-diagnostic-reserved-identifier): and for cairo_surface_t
}

namespace mapgen {

struct DestroyCairo {
    void operator()(_cairo* cairo) const;
    void operator()(_cairo_surface* surface) const;
};
using CairoContext = std::unique_ptr<_cairo, DestroyCairo>;
using CairoSurface = std::unique_ptr<_cairo_surface, DestroyCairo>;

/// Adds a line to the context's current path, apart from what is there.
void add_path(_cairo* cairo, const PixelPath& path, bool closed);

/// Fills what the paths enclose, by the even-odd rule, with the context's source. All of them are
/// one path: edges that two share cancel out instead of showing as seams.
void fill_paths(_cairo* cairo, const std::vector<PixelPath>& paths);

}  // namespace mapgen
