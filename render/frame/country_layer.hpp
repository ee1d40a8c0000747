#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "render/frame/day_view.hpp"
#include "render/frame/frame_layout.hpp"
#include "render/frame/picture.hpp"
#include "render/frame/theme.hpp"
#include "render/map/country_areas.hpp"

namespace mapgen {

/// How strongly a country is tinted for `clients` (1 or more) of whom no more is known: 0.3 … 1 on
/// a fixed logarithmic scale from 1 to 1000.
double tint_strength(std::uint64_t clients);

/// A gentle tint of the land of countries, for clients of whom no more than the country is known.
class CountryLayer {
public:
    /// `lakes` stay as they are, and so does what lies outside of `clip`, which lies within
    /// the pictures.
    CountryLayer(const Theme::Countries& theme, std::vector<CountryArea> areas,
                 std::vector<PixelPath> lakes, FrameBox clip);

    /// Countries that are not on the map are passed over. May be called from many threads.
    void draw(Picture& picture, std::span<const CountryCount> countries) const;

private:
    /// Neighbouring pixels of a row of which the country covers the same part.
    struct Run {
        int x = 0;
        int y = 0;
        int length = 0;
        std::uint32_t coverage = 0;  ///< 1 … 255
    };
    using Runs = std::vector<Run>;

    /// Worked out when first needed: most countries never are. Nothing where it is not on the map.
    std::shared_ptr<const Runs> runs_of(CountryCode country) const;
    Runs rasterised(CountryCode country) const;

    Theme::Countries m_theme;
    std::vector<CountryArea> m_areas;
    std::vector<PixelPath> m_lakes;
    FrameBox m_clip;
    mutable std::mutex m_mutex;
    mutable std::map<CountryCode, std::shared_ptr<const Runs>> m_runs;
};

}  // namespace mapgen
