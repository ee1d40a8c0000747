#include "render/frame/picture.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "core/replaced_file.hpp"
#include "render/frame/png_text.hpp"
#include "render/frame/style.hpp"
#include "render/map/cairo_handles.hpp"

namespace mapgen {
namespace {

cairo_status_t append(void* stream, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(stream)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

void write_png(const Picture& picture, const std::filesystem::path& file) {
    const CairoSurface surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
        throw failure(fmt::format("{}: cannot make a picture of {}x{} pixels", file.string(),
                                  picture.width, picture.height));
    }
    auto* bytes = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    for (int y = 0; y < picture.height; ++y) {
        std::copy_n(picture.row(y), picture.width,
                    reinterpret_cast<std::uint32_t*>(bytes + static_cast<std::size_t>(y) * stride));
    }
    cairo_surface_mark_dirty(surface.get());

    std::string png;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), append, &png);
    if (status != CAIRO_STATUS_SUCCESS) {
        throw failure(
            fmt::format("cannot write {}: {}", file.string(), cairo_status_to_string(status)));
    }
    png = with_png_text(std::move(png), "Software", fmt::format("mapgen, style {}", style_version));

    ReplacedFile replaced(file);
    errno = 0;
    std::ofstream out(replaced.path(), std::ios::binary | std::ios::trunc);
    out.write(png.data(), static_cast<std::streamsize>(png.size()));
    out.close();
    if (!out) {
        throw failure(fmt::format("cannot write {}: {}", file.string(), system_message(errno)));
    }
    replaced.commit();
}

void blend_mask(Picture& picture, const CoverageMask& mask, int x, int y, std::uint32_t colour) {
    const int left = x + mask.left;
    const int top = y + mask.top;
    const int first_row = std::max(0, -top);
    const int last_row = std::min(mask.height, picture.height - top);
    const int first_column = std::max(0, -left);
    const int last_column = std::min(mask.width, picture.width - left);
    for (int row = first_row; row < last_row; ++row) {
        const std::uint8_t* coverage = mask.coverage.data() + std::ptrdiff_t{row} * mask.width;
        std::uint32_t* pixels = picture.row(top + row) + left;
        for (int column = first_column; column < last_column; ++column) {
            if (coverage[column] != 0) {
                pixels[column] = blended(pixels[column], colour, coverage[column]);
            }
        }
    }
}

void blend_rectangle(Picture& picture, int left, int top, int width, int height,
                     std::uint32_t colour, std::uint32_t opacity) {
    const int right = std::min(left + width, picture.width);
    const int bottom = std::min(top + height, picture.height);
    const Overlay overlay = overlay_of(colour, opacity);
    for (int y = std::max(top, 0); y < bottom; ++y) {
        std::uint32_t* pixels = picture.row(y);
        for (int x = std::max(left, 0); x < right; ++x) {
            pixels[x] = laid_on(pixels[x], overlay);
        }
    }
}

}  // namespace mapgen
