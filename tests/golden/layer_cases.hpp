#pragma once

#include <string>
#include <vector>

#include "render/frame/picture.hpp"

namespace mapgen::test {

/// A layer that mapgen draws with integers alone, over a flat colour: no library has a part in it,
/// so it is the same to the pixel everywhere.
struct LayerCase {
    std::string name;  ///< the reference's, too
    Picture picture;
};

/// Heat, the mirror's ring, the timeline without its labels.
std::vector<LayerCase> layer_cases();

}  // namespace mapgen::test
