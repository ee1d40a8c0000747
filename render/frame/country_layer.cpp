#include "render/frame/country_layer.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>

#include "render/map/cairo_handles.hpp"

namespace mapgen {
namespace {

/// The smallest box of whole pixels around the rings, as far as it lies in `clip`.
FrameBox box_around(const std::vector<const CountryArea*>& areas, const FrameBox& clip) {
    double left = clip.right();
    double right = clip.left;
    double top = clip.bottom();
    double bottom = clip.top;
    for (const CountryArea* area : areas) {
        for (const PixelPath& ring : area->rings) {
            for (const PixelPoint& point : ring) {
                left = std::min(left, point.x);
                right = std::max(right, point.x);
                top = std::min(top, point.y);
                bottom = std::max(bottom, point.y);
            }
        }
    }
    FrameBox box;
    box.left = std::max(static_cast<int>(std::floor(left)), clip.left);
    box.top = std::max(static_cast<int>(std::floor(top)), clip.top);
    box.width = std::min(static_cast<int>(std::ceil(right)), clip.right()) - box.left;
    box.height = std::min(static_cast<int>(std::ceil(bottom)), clip.bottom()) - box.top;
    return box;
}

}  // namespace

double tint_strength(std::uint64_t clients) {
    constexpr double weakest = 0.3;
    constexpr double most = 1000;
    const double position =
        std::log(std::clamp(static_cast<double>(clients), 1.0, most)) / std::log(most);
    return weakest + (1 - weakest) * position;
}

CountryLayer::CountryLayer(const Theme::Countries& theme, std::vector<CountryArea> areas,
                           std::vector<PixelPath> lakes, FrameBox clip)
    : m_theme(theme), m_areas(std::move(areas)), m_lakes(std::move(lakes)), m_clip(clip) {}

void CountryLayer::draw(Picture& picture, std::span<const CountryCount> countries) const {
    for (const CountryCount& entry : countries) {
        const auto runs = entry.clients > 0 ? runs_of(entry.country) : nullptr;
        if (!runs) {
            continue;
        }
        const auto opacity = static_cast<std::uint32_t>(
            std::lround(m_theme.opacity * tint_strength(entry.clients) * 255));
        for (const Run& run : *runs) {
            const std::uint32_t part = (run.coverage * opacity + 127) / 255;
            std::uint32_t* pixels = picture.row(run.y) + run.x;
            // Land has one colour, so that a run mostly has one result.
            std::uint32_t under = pixels[0];
            std::uint32_t result = blended(under, m_theme.tint, part);
            for (int i = 0; i < run.length; ++i) {
                if (pixels[i] != under) {
                    under = pixels[i];
                    result = blended(under, m_theme.tint, part);
                }
                pixels[i] = result;
            }
        }
    }
}

std::shared_ptr<const CountryLayer::Runs> CountryLayer::runs_of(CountryCode country) const {
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_runs.find(country); found != m_runs.end()) {
        return found->second;
    }
    Runs runs = rasterised(country);
    auto shared = runs.empty() ? nullptr : std::make_shared<const Runs>(std::move(runs));
    m_runs.emplace(country, shared);
    return shared;
}

CountryLayer::Runs CountryLayer::rasterised(CountryCode country) const {
    std::vector<const CountryArea*> areas;
    for (const CountryArea& area : m_areas) {
        if (area.country == country) {
            areas.push_back(&area);
        }
    }
    const FrameBox box = box_around(areas, m_clip);
    Runs runs;
    if (box.width <= 0 || box.height <= 0) {
        return runs;
    }
    const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, box.width, box.height));
    {
        const CairoContext cairo(cairo_create(surface.get()));
        cairo_translate(cairo.get(), -box.left, -box.top);
        for (const CountryArea* area : areas) {
            fill_paths(cairo.get(), area->rings);
        }
        cairo_set_operator(cairo.get(), CAIRO_OPERATOR_DEST_OUT);
        fill_paths(cairo.get(), m_lakes);
    }
    cairo_surface_flush(surface.get());
    const unsigned char* bytes = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int row = 0; bytes != nullptr && row < box.height; ++row) {
        const unsigned char* line = bytes + std::ptrdiff_t{row} * stride;
        for (int begin = 0; begin < box.width;) {
            const int end = static_cast<int>(
                std::find_if(line + begin, line + box.width,
                             [&](unsigned char coverage) { return coverage != line[begin]; }) -
                line);
            if (line[begin] != 0) {
                runs.push_back({box.left + begin, box.top + row, end - begin, line[begin]});
            }
            begin = end;
        }
    }
    return runs;
}

}  // namespace mapgen
