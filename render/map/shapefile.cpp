#include "render/map/shapefile.hpp"

#include <fmt/format.h>
#include <shapefil.h>

#include <algorithm>
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

Error damaged(const std::filesystem::path& file, int shape, const std::string& what) {
    return failure(fmt::format("{}: shape {}: {}; take a fresh copy of this file", file.string(),
                               shape, what));
}

}  // namespace

std::vector<Ring> read_polygons(const std::filesystem::path& file) {
    std::vector<Ring> rings;
    for (std::vector<Ring>& shape : read_shapes(file)) {
        std::move(shape.begin(), shape.end(), std::back_inserter(rings));
    }
    return rings;
}

std::vector<std::vector<Ring>> read_shapes(const std::filesystem::path& file) {
    std::filesystem::path index = file;
    index.replace_extension(".shx");
    for (const auto& part : {file, index}) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(part, error)) {
            throw failure(fmt::format(
                "{}: this part of the map data is missing; is the data directory complete?",
                part.string()));
        }
    }
    SAHooks hooks{};
    SASetupDefaultHooks(&hooks);
    hooks.Error = keep_silent;
    const Shapefile shapefile(SHPOpenLL(file.c_str(), "rb", &hooks));
    if (!shapefile) {
        throw failure(fmt::format("{}: cannot be read as an ESRI shapefile", file.string()));
    }
    int count = 0;
    int type = 0;
    SHPGetInfo(shapefile.get(), &count, &type, nullptr, nullptr);
    if (type != SHPT_POLYGON && type != SHPT_POLYGONZ && type != SHPT_POLYGONM) {
        throw failure(
            fmt::format("{}: holds {}, but polygons are needed", file.string(), SHPTypeName(type)));
    }

    std::vector<std::vector<Ring>> shapes;
    for (int shape = 0; shape < count; ++shape) {
        std::vector<Ring>& rings = shapes.emplace_back();
        const Object object(SHPReadObject(shapefile.get(), shape));
        if (!object) {
            throw damaged(file, shape, "cannot be read");
        }
        for (int part = 0; part < object->nParts; ++part) {
            const int begin = object->panPartStart[part];
            const int end =
                part + 1 < object->nParts ? object->panPartStart[part + 1] : object->nVertices;
            Ring ring;
            ring.reserve(static_cast<std::size_t>(std::max(end - begin, 0)));
            for (int vertex = begin; vertex < end; ++vertex) {
                const Coordinates point{object->padfY[vertex], object->padfX[vertex]};
                // Other people's files pass ±180° by a rounding error, or cross it on purpose.
                if (!(point.latitude >= -90.001 && point.latitude <= 90.001 &&
                      point.longitude >= -540 && point.longitude <= 540)) {
                    throw damaged(file, shape, "is not in degrees of longitude and latitude");
                }
                ring.push_back(point);
            }
            if (ring.size() >= 3) {
                rings.push_back(std::move(ring));
            }
        }
    }
    return shapes;
}

std::vector<std::string> read_texts(const std::filesystem::path& file, const std::string& field) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        throw failure(
            fmt::format("{}: this part of the map data is missing; is the data directory complete?",
                        file.string()));
    }
    SAHooks hooks{};
    SASetupDefaultHooks(&hooks);
    hooks.Error = keep_silent;
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
