#pragma once

#include <cmath>

namespace mapgen {

/// The same meridian in [−180, 180).
inline double wrapped_longitude(double longitude) {
    const double turned = std::fmod(longitude + 180.0, 360.0);
    return (turned < 0 ? turned + 360.0 : turned) - 180.0;
}

}  // namespace mapgen
