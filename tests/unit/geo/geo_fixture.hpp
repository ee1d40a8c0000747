#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/ip_address.hpp"
#include "geo/geo_locator.hpp"

namespace mapgen::test {

inline std::filesystem::path geoip_fixture(std::string_view name) {
    return std::filesystem::path(MAPGEN_SOURCE_DIR) / "tests/fixtures/geoip" / name;
}

/// A locator of tables in tests/fixtures/geoip.
inline GeoLocator locator_of(const std::vector<std::string_view>& names) {
    std::vector<std::filesystem::path> files;
    files.reserve(names.size());
    for (const auto name : names) {
        files.push_back(geoip_fixture(name));
    }
    return GeoLocator(files);
}

inline Location locate(const GeoLocator& locator, std::string_view address) {
    const auto parsed = IpAddress::parse(address);
    if (!parsed) {
        throw std::invalid_argument(std::string(address));
    }
    return locator.locate(*parsed);
}

inline std::string content_of(const std::filesystem::path& file) {
    std::ostringstream content;
    content << std::ifstream(file, std::ios::binary).rdbuf();
    return content.str();
}

/// A folder that goes away with its content.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "mapgen-geo-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("cannot make " + name);
        }
        m_path = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::filesystem::path file(std::string_view name, std::string_view content) const {
        const auto path = m_path / name;
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

}  // namespace mapgen::test
