// Makes a GeoIP table for the gallery's invented logs: places around the real ones of a list, as
// dense as in a real table, which could not be kept with the sources.
//
//   mapgen-sample-table NETWORKS.tsv LAND.shp TABLE.mmdb
//
// NETWORKS.tsv holds "network <tab> country <tab> latitude <tab> longitude". Each network with IPv4
// addresses becomes sixteen others: six stay where it is, ten are scattered around it, but none
// into the sea. The same files always make the same table.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <fstream>
#include <numbers>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "mmdb_writer.hpp"
#include "render/map/shapefile.hpp"

namespace sample_table {
namespace {

constexpr int staying = 6;
constexpr int scattered = 10;
constexpr double farthest = 2.2;                // degrees
constexpr unsigned bits = 9;                    // of addresses a place
constexpr const char* type = "DBIP-City-Lite";  // whose list it comes from: the credit is due

/// Where there is land.
class Land {
public:
    explicit Land(const std::string& shapefile) {
        for (mapgen::Ring& ring : mapgen::read_polygons(shapefile)) {
            const auto [south, north] = std::minmax_element(
                ring.begin(), ring.end(),
                [](const auto& a, const auto& b) { return a.latitude < b.latitude; });
            m_rings.push_back({south->latitude, north->latitude, std::move(ring)});
        }
    }

    /// By the even-odd rule; rings do not cross ±180° in these files.
    bool has(const mapgen::Coordinates& point) const {
        bool inside = false;
        for (const Outline& outline : m_rings) {
            if (point.latitude < outline.south || point.latitude > outline.north) {
                continue;
            }
            const mapgen::Ring& ring = outline.ring;
            for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
                const auto& a = ring[before];
                const auto& b = ring[i];
                if ((a.latitude > point.latitude) != (b.latitude > point.latitude) &&
                    point.longitude < a.longitude + (point.latitude - a.latitude) /
                                                        (b.latitude - a.latitude) *
                                                        (b.longitude - a.longitude)) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }

private:
    struct Outline {
        double south;
        double north;
        mapgen::Ring ring;
    };
    std::vector<Outline> m_rings;
};

std::vector<Record> read_networks(const std::string& file) {
    std::ifstream lines(file);
    std::vector<Record> records;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        std::string network;
        Record record;
        if (line.starts_with('#') ||
            !(fields >> network >> record.country >> record.latitude >> record.longitude) ||
            network.find(':') != std::string::npos) {
            continue;
        }
        records.push_back(record);
    }
    if (records.empty()) {
        throw std::runtime_error(fmt::format("{}: there is no IPv4 network in it", file));
    }
    return records;
}

std::vector<Record> scatter(const std::vector<Record>& networks, const Land& land) {
    std::mt19937 random(4);
    const auto uniform = [&] { return static_cast<double>(random()) / 4294967296.0; };
    std::vector<Record> records;
    for (const Record& network : networks) {
        records.insert(records.end(), staying, network);
        for (int i = 0; i < scattered; ++i) {
            // Close to the city more than far from it.
            const double distance = farthest * std::pow(uniform(), 1.5);
            const double direction = uniform() * 2 * std::numbers::pi;
            const double shrink = std::cos(network.latitude * std::numbers::pi / 180);
            Record record = network;
            record.latitude =
                std::clamp(network.latitude + distance * std::sin(direction), -89.0, 89.0);
            record.longitude = std::clamp(
                network.longitude + distance * std::cos(direction) / std::max(shrink, 0.1), -179.9,
                179.9);
            records.push_back(land.has({record.latitude, record.longitude}) ? record : network);
        }
    }
    return records;
}

int run(const std::string& networks, const std::string& land, const std::string& table) {
    const auto records = scatter(read_networks(networks), Land(land));
    std::ofstream file(table, std::ios::binary | std::ios::trunc);
    file << mmdb_table(records, bits, type);
    file.close();
    if (!file) {
        throw std::runtime_error(fmt::format("{}: cannot be written", table));
    }
    return 0;
}

}  // namespace
}  // namespace sample_table

int main(int count, char** arguments) try {
    if (count != 4) {
        fmt::print(stderr, "usage: mapgen-sample-table NETWORKS.tsv LAND.shp TABLE.mmdb\n");
        return 2;
    }
    return sample_table::run(arguments[1], arguments[2], arguments[3]);
} catch (const std::exception& error) {
    fmt::print(stderr, "mapgen-sample-table: {}\n", error.what());
    return 1;
}
