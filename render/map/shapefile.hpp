#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/coordinates.hpp"

namespace mapgen {

/// A closed line on the earth; the last point need not repeat the first.
using Ring = std::vector<Coordinates>;
/// An open line on the earth.
using Polyline = std::vector<Coordinates>;

/// All rings of the polygons in an ESRI shapefile (FILE.shp with FILE.shx beside it; Esri white
/// paper "ESRI Shapefile Technical Description", 1998), in degrees of WGS 84. Throws a failure
/// Error that names the file if it is missing, damaged, or holds anything but such polygons.
std::vector<Ring> read_polygons(const std::filesystem::path& file);

/// The same rings by shape, in the file's order; a shape may have none.
std::vector<std::vector<Ring>> read_shapes(const std::filesystem::path& file);

/// A field of each shape's record, in the same order, from the dBASE table (FILE.dbf) of a
/// shapefile. Throws a failure Error that names the file if it is missing, damaged, or has no such
/// field.
std::vector<std::string> read_texts(const std::filesystem::path& file, const std::string& field);
/// The rings of polygons, or lines.
struct Outlines {
    bool are_rings = false;
    std::vector<Polyline> parts;
};

/// The same for a shapefile that holds either polygons or lines.
Outlines read_outlines(const std::filesystem::path& file);

}  // namespace mapgen
