#include "render/frame/mirror_ring.hpp"

#include <algorithm>
#include <cmath>

namespace mapgen {

CoverageMask ring_mask(PixelPoint centre, double radius, double stroke, const FrameBox& box) {
    constexpr int samples = 8;  // a side of each pixel
    const double outer = radius + stroke / 2;
    const double inner = radius - stroke / 2;
    CoverageMask mask;
    mask.left = std::max(static_cast<int>(std::floor(centre.x - outer)), box.left);
    mask.top = std::max(static_cast<int>(std::floor(centre.y - outer)), box.top);
    mask.width = std::min(static_cast<int>(std::ceil(centre.x + outer)), box.right()) - mask.left;
    mask.height = std::min(static_cast<int>(std::ceil(centre.y + outer)), box.bottom()) - mask.top;
    for (int y = 0; y < mask.height; ++y) {
        for (int x = 0; x < mask.width; ++x) {
            int hits = 0;
            for (int row = 0; row < samples; ++row) {
                const double dy = mask.top + y + (row + 0.5) / samples - centre.y;
                for (int column = 0; column < samples; ++column) {
                    const double dx = mask.left + x + (column + 0.5) / samples - centre.x;
                    const double squared = dx * dx + dy * dy;
                    hits += squared >= inner * inner && squared <= outer * outer ? 1 : 0;
                }
            }
            mask.coverage.push_back(static_cast<std::uint8_t>(hits * 255 / (samples * samples)));
        }
    }
    return mask;
}

}  // namespace mapgen
