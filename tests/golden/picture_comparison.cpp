#include "picture_comparison.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace mapgen::test {
namespace {

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

int channel_distance(std::uint32_t a, std::uint32_t b, unsigned shift) {
    return std::abs(static_cast<int>(a >> shift & 0xFFU) - static_cast<int>(b >> shift & 0xFFU));
}

int distance(std::uint32_t a, std::uint32_t b) {
    return std::max(
        {channel_distance(a, b, 0), channel_distance(a, b, 8), channel_distance(a, b, 16)});
}

}  // namespace

Picture read_png(const std::filesystem::path& file) {
    const std::unique_ptr<cairo_surface_t, DestroySurface> surface(
        cairo_image_surface_create_from_png(file.c_str()));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error(fmt::format(
            "{}: {}", file.string(), cairo_status_to_string(cairo_surface_status(surface.get()))));
    }
    Picture picture;
    picture.width = cairo_image_surface_get_width(surface.get());
    picture.height = cairo_image_surface_get_height(surface.get());
    const auto* bytes = cairo_image_surface_get_data(surface.get());
    const std::ptrdiff_t stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < picture.height; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(bytes + y * stride);
        std::transform(row, row + picture.width, std::back_inserter(picture.pixels),
                       [](std::uint32_t pixel) { return pixel | 0xFF000000U; });
    }
    return picture;
}

Comparison compare(const Picture& actual, const Picture& expected, const Tolerance& tolerance) {
    Comparison result;
    if (actual.width != expected.width || actual.height != expected.height) {
        result.same_size = false;
        result.summary = fmt::format("is {}x{}, must be {}x{}", actual.width, actual.height,
                                     expected.width, expected.height);
        return result;
    }
    int left = actual.width;
    int top = actual.height;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < actual.height; ++y) {
        for (int x = 0; x < actual.width; ++x) {
            const int far = distance(actual.row(y)[x], expected.row(y)[x]);
            result.furthest = std::max(result.furthest, far);
            if (far > tolerance.unnoticed) {
                ++result.pixels;
                left = std::min(left, x);
                top = std::min(top, y);
                right = std::max(right, x + 1);
                bottom = std::max(bottom, y + 1);
            }
        }
    }
    const long most =
        static_cast<long>(tolerance.most_pixels * static_cast<double>(actual.pixels.size()));
    result.passed = result.pixels <= most && result.furthest <= tolerance.furthest;
    if (result.pixels == 0) {
        result.summary = result.furthest == 0
                             ? std::string("the same pixels")
                             : fmt::format("no pixel differs by more than {}", result.furthest);
        return result;
    }
    result.box = {left, top, right - left, bottom - top};
    result.summary = fmt::format(
        "{} pixels differ by more than {} ({} may), the furthest by {} ({} may); all within "
        "x {} to {}, y {} to {}",
        result.pixels, tolerance.unnoticed, most, result.furthest, tolerance.furthest, left,
        right - 1, top, bottom - 1);
    return result;
}

Picture amplified_difference(const Picture& actual, const Picture& expected) {
    constexpr int gain = 4;
    constexpr int least = 48;  // what an eye finds on black
    Picture picture{actual.width, actual.height, {}};
    picture.pixels.reserve(actual.pixels.size());
    for (std::size_t i = 0; i < actual.pixels.size(); ++i) {
        std::uint32_t pixel = 0xFF000000U;
        for (const unsigned shift : {0U, 8U, 16U}) {
            const int far = channel_distance(actual.pixels[i], expected.pixels[i], shift);
            const int shown = far == 0 ? 0 : std::clamp(far * gain, least, 255);
            pixel |= static_cast<std::uint32_t>(shown) << shift;
        }
        picture.pixels.push_back(pixel);
    }
    return picture;
}

}  // namespace mapgen::test
