#pragma once

#include <algorithm>
#include <limits>
#include <optional>

#include "render/map/projection.hpp"

namespace mapgen {

/// A rectangle of the projected plane, in the projection's units; empty until it includes a point.
struct PlaneBox {
    double west = std::numeric_limits<double>::infinity();
    double east = -std::numeric_limits<double>::infinity();
    double south = std::numeric_limits<double>::infinity();
    double north = -std::numeric_limits<double>::infinity();

    double width() const { return east - west; }
    double height() const { return north - south; }
    /// Neither empty nor a line.
    bool has_area() const { return width() > 0 && height() > 0; }

    void include(std::optional<PlanePoint> point) {
        if (point) {
            west = std::min(west, point->x);
            east = std::max(east, point->x);
            south = std::min(south, point->y);
            north = std::max(north, point->y);
        }
    }
    bool contains(PlanePoint point) const {
        return point.x >= west && point.x <= east && point.y >= south && point.y <= north;
    }
};

}  // namespace mapgen
