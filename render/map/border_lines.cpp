#include "render/map/border_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/error.hpp"
#include "render/map/country_borders.hpp"

namespace mapgen {
namespace {

namespace fs = std::filesystem;

std::string in_capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

void require_file(const std::string& borders) {
    std::error_code error;
    if (in_capitals(fs::path(borders).extension().string()) == ".SHP" &&
        fs::is_regular_file(borders, error)) {
        return;
    }
    throw usage_error(fmt::format(
        "borders \"{}\" cannot be drawn: there is no such shapefile; give \"hairline\", \"none\" "
        "or the path of a .shp file",
        borders));
}

/// Degrees from Greenwich of the system's zero, if the text says so.
double prime_meridian(const std::string& system) {
    const std::size_t entry = system.find("PRIMEM[");
    const std::size_t comma = system.find(',', entry);
    double longitude = 0;
    if (entry != std::string::npos && comma != std::string::npos) {
        std::from_chars(system.data() + comma + 1, system.data() + system.size(), longitude);
    }
    return longitude;
}

/// A .prj holds "well-known text" of OGC 01-009 or of Esri's kind (GEOGCS[…]), rarely of
/// ISO 19162 (GEOGCRS[…]); all geographic systems of today agree with WGS 84 to a few metres.
void require_degrees(const fs::path& file) {
    fs::path description = file;
    std::ifstream stream(description.replace_extension(".prj"), std::ios::binary);
    if (!stream) {
        stream.open(description.replace_extension(".PRJ"), std::ios::binary);
    }
    if (!stream) {
        return;
    }
    std::string system =
        in_capitals({std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()});
    std::erase_if(system, [](unsigned char c) { return c <= ' ' || c >= 0x80; });
    const bool is_geographic = system.starts_with("GEOGCS[") || system.starts_with("GEOGCRS[") ||
                               system.starts_with("GEODCRS[") || system.starts_with("GEODETICCRS[");
    if (system.empty() || (is_geographic && prime_meridian(system) == 0 &&
                           system.find("\"GRAD") == std::string::npos)) {
        return;
    }
    throw usage_error(fmt::format(
        "{}: borders are needed in degrees of longitude and latitude (WGS 84), and these are in "
        "{}...; convert them, e.g. with ogr2ogr -t_srs EPSG:4326 NEW.shp {}",
        description.string(), system.substr(0, 40), file.filename().string()));
}

/// Files cut at ±180° close their rings along that meridian; it is no border.
bool is_cut_edge(Coordinates a, Coordinates b) {
    return std::abs(a.longitude) >= 180 - 1e-6 && std::abs(b.longitude) >= 180 - 1e-6;
}

std::vector<Polyline> outlines_of(const std::vector<Ring>& rings) {
    std::vector<Polyline> lines;
    for (const Ring& ring : rings) {
        Polyline line{ring.front()};
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Coordinates to = ring[(i + 1) % ring.size()];
            if (is_cut_edge(line.back(), to)) {
                if (line.size() >= 2) {
                    lines.push_back(std::move(line));
                }
                line = {to};
            } else {
                line.push_back(to);
            }
        }
        if (line.size() >= 2) {
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

std::vector<Polyline> lines_of_file(const fs::path& file) {
    Outlines outlines = read_outlines(file);
    if (!outlines.are_rings) {
        return std::move(outlines.parts);
    }
    std::vector<Polyline> shared = shared_borders(outlines.parts);
    return shared.empty() ? outlines_of(outlines.parts) : shared;
}

}  // namespace

std::vector<Polyline> border_lines(const MapSources& sources, std::string_view scale) {
    if (sources.borders == "none") {
        return {};
    }
    if (sources.borders == "hairline") {
        return shared_borders(read_polygons(sources.natural_earth /
                                            fmt::format("ne_{}_admin_0_countries.shp", scale)));
    }
    require_file(sources.borders);
    require_degrees(sources.borders);
    return lines_of_file(sources.borders);
}

}  // namespace mapgen
