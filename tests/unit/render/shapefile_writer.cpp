#include "shapefile_writer.hpp"

#include <shapefil.h>

#include <stdexcept>

namespace mapgen::test {

void write_shapefile(const std::filesystem::path& file, int type,
                     const std::vector<Polyline>& parts) {
    SHPHandle handle = SHPCreate(file.c_str(), type);
    if (handle == nullptr) {
        throw std::runtime_error("cannot write " + file.string());
    }
    for (const Polyline& part : parts) {
        std::vector<double> x;
        std::vector<double> y;
        for (const Coordinates& point : part) {
            x.push_back(point.longitude);
            y.push_back(point.latitude);
        }
        SHPObject* object =
            SHPCreateSimpleObject(type, static_cast<int>(part.size()), x.data(), y.data(), nullptr);
        SHPWriteObject(handle, -1, object);
        SHPDestroyObject(object);
    }
    SHPClose(handle);
}

}  // namespace mapgen::test
