#include "render/map/shapefile.hpp"

#include <fmt/format.h>
#include <shapefil.h>

#include <cstddef>
#include <iterator>
#include <memory>
#include <string>

#include "core/error.hpp"

namespace mapgen {
namespace {

struct CloseShapefile {
    void operator()(SHPHandle handle) const { SHPClose(handle); }
};
struct DestroyObject {
    void operator()(SHPObject* object) const { SHPDestroyObject(object); }
};
struct CloseTable {
    void operator()(DBFHandle handle) const { DBFClose(handle); }
};
using Table = std::unique_ptr<DBFInfo, CloseTable>;
using Shapefile = std::unique_ptr<SHPInfo, CloseShapefile>;
using Object = std::unique_ptr<SHPObject, DestroyObject>;

/// Shapelib's errors would go to standard error; ours say more.
void keep_silent(const char* /*message*/) {}
SAHooks silent_hooks() {
    SAHooks hooks{};
    SASetupDefaultHooks(&hooks);
    hooks.Error = keep_silent;
    return hooks;
}

Error damaged(const std::filesystem::path& file, int shape, const std::string& what) {
    return failure(fmt::format("{}: shape {}: {}; take a fresh copy of this file", file.string(),
                               shape, what));
}

/// Shapelib knows a file by its name without the ending, in small letters or capitals.
bool has_part(std::filesystem::path file, const char* small, const char* capital) {
    std::error_code error;
    return std::filesystem::is_regular_file(file.replace_extension(small), error) ||
           std::filesystem::is_regular_file(file.replace_extension(capital), error);
}

void require_parts(const std::filesystem::path& file) {
    std::filesystem::path part = file;
    if (has_part(part, ".shp", ".SHP")) {
        part.replace_extension(".shx");
        if (has_part(part, ".shx", ".SHX")) {
            return;
        }
    }
    throw failure(
        fmt::format("{}: this part of the map data is missing; a shapefile is a .shp and a .shx "
                    "of the same name in the same folder",
                    part.string()));
}

Shapefile opened(const std::filesystem::path& file) {
    require_parts(file);
    SAHooks hooks = silent_hooks();
    Shapefile shapefile(SHPOpenLL(file.c_str(), "rb", &hooks));
    if (!shapefile) {
        throw failure(fmt::format("{}: cannot be read as an ESRI shapefile", file.string()));
    }
    return shapefile;
}

bool is_of_polygons(int type) {
    return type == SHPT_POLYGON || type == SHPT_POLYGONZ || type == SHPT_POLYGONM;
}

bool is_of_lines(int type) {
    return type == SHPT_ARC || type == SHPT_ARCZ || type == SHPT_ARCM;
}

std::vector<std::vector<Polyline>> read_parts_by_shape(const std::filesystem::path& file,
                                                       SHPInfo* shapefile,
                                                       std::size_t fewest_points) {
    int count = 0;
    SHPGetInfo(shapefile, &count, nullptr, nullptr, nullptr);
    std::vector<std::vector<Polyline>> shapes;
    for (int shape = 0; shape < count; ++shape) {
        std::vector<Polyline>& parts = shapes.emplace_back();
        const Object object(SHPReadObject(shapefile, shape));
        if (!object) {
            throw damaged(file, shape, "cannot be read");
        }
        for (int part = 0; part < object->nParts; ++part) {
            const int begin = object->panPartStart[part];
            const int end =
                part + 1 < object->nParts ? object->panPartStart[part + 1] : object->nVertices;
            Polyline points;
            points.reserve(static_cast<std::size_t>(std::max(end - begin, 0)));
            for (int vertex = begin; vertex < end; ++vertex) {
                const Coordinates point{object->padfY[vertex], object->padfX[vertex]};
                // Other people's files pass ±180° by a rounding error, or cross it on purpose.
                if (!(point.latitude >= -90.001 && point.latitude <= 90.001 &&
                      point.longitude >= -540 && point.longitude <= 540)) {
                    throw failure(fmt::format(
                        "{}: shape {} is not in degrees of longitude and latitude; convert the "
                        "file, e.g. with ogr2ogr -t_srs EPSG:4326 NEW.shp OLD.shp",
                        file.string(), shape));
                }
                points.push_back(point);
            }
            if (points.size() >= fewest_points) {
                parts.push_back(std::move(points));
            }
        }
    }
    return shapes;
}

std::vector<Polyline> read_parts(const std::filesystem::path& file, SHPInfo* shapefile,
                                 std::size_t fewest_points) {
    std::vector<Polyline> parts;
    for (auto& shape : read_parts_by_shape(file, shapefile, fewest_points)) {
        std::move(shape.begin(), shape.end(), std::back_inserter(parts));
    }
    return parts;
}

/// A shapefile of polygons.
Shapefile opened_polygons(const std::filesystem::path& file) {
    Shapefile shapefile = opened(file);
    if (!is_of_polygons(shapefile->nShapeType)) {
        throw failure(fmt::format("{}: holds {}, but polygons are needed", file.string(),
                                  SHPTypeName(shapefile->nShapeType)));
    }
    return shapefile;
}

}  // namespace

std::vector<std::vector<Ring>> read_shapes(const std::filesystem::path& file) {
    return read_parts_by_shape(file, opened_polygons(file).get(), 3);
}

std::vector<Ring> read_polygons(const std::filesystem::path& file) {
    return read_parts(file, opened_polygons(file).get(), 3);
}

Outlines read_outlines(const std::filesystem::path& file) {
    const Shapefile shapefile = opened(file);
    const int type = shapefile->nShapeType;
    if (is_of_polygons(type)) {
        return {true, read_parts(file, shapefile.get(), 3)};
    }
    if (is_of_lines(type)) {
        return {false, read_parts(file, shapefile.get(), 2)};
    }
    throw failure(fmt::format("{}: holds {}, but lines or polygons are needed", file.string(),
                              SHPTypeName(type)));
}

std::vector<std::string> read_texts(const std::filesystem::path& file, const std::string& field) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        throw failure(
            fmt::format("{}: this part of the map data is missing; is the data directory complete?",
                        file.string()));
    }
    SAHooks hooks = silent_hooks();
    const Table table(DBFOpenLL(file.c_str(), "rb", &hooks));
    if (!table) {
        throw failure(fmt::format("{}: cannot be read as a dBASE table", file.string()));
    }
    const int index = DBFGetFieldIndex(table.get(), field.c_str());
    if (index < 0) {
        throw failure(fmt::format("{}: has no field \"{}\"", file.string(), field));
    }
    std::vector<std::string> texts;
    for (int record = 0; record < DBFGetRecordCount(table.get()); ++record) {
        const char* text = DBFReadStringAttribute(table.get(), record, index);
        if (text == nullptr) {
            throw failure(
                fmt::format("{}: record {} cannot be read; take a fresh copy of this file",
                            file.string(), record));
        }
        texts.emplace_back(text);
    }
    return texts;
}

}  // namespace mapgen
