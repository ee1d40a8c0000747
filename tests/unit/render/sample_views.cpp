#include "sample_views.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <random>

namespace mapgen::test {
namespace {

struct City {
    double latitude;
    double longitude;
    double weight;
};

constexpr std::array<City, 40> cities{{
    {52.52, 13.40, 9},    {48.14, 11.58, 8},   {50.11, 8.68, 12},   {51.51, -0.13, 12},
    {48.86, 2.35, 11},    {52.37, 4.90, 11},   {40.42, -3.70, 6},   {41.90, 12.50, 5},
    {59.33, 18.07, 5},    {60.17, 24.94, 4},   {52.23, 21.01, 5},   {50.08, 14.44, 5},
    {55.76, 37.62, 7},    {41.01, 28.98, 4},   {40.71, -74.01, 12}, {42.36, -71.06, 7},
    {41.88, -87.63, 9},   {39.04, -77.49, 14}, {33.75, -84.39, 6},  {32.78, -96.80, 8},
    {37.77, -122.42, 11}, {34.05, -118.24, 8}, {47.61, -122.33, 7}, {43.65, -79.38, 6},
    {19.43, -99.13, 3},   {-23.55, -46.63, 6}, {-34.60, -58.38, 3}, {-33.45, -70.67, 2},
    {35.68, 139.69, 10},  {37.57, 126.98, 7},  {39.90, 116.41, 9},  {31.23, 121.47, 9},
    {22.32, 114.17, 6},   {1.35, 103.82, 6},   {19.08, 72.88, 5},   {12.97, 77.59, 5},
    {-33.87, 151.21, 5},  {-36.85, 174.76, 2}, {-33.92, 18.42, 2},  {30.04, 31.24, 2},
}};

/// The same on every machine, which std::normal_distribution is not.
class Dice {
public:
    explicit Dice(unsigned seed) : m_engine(seed) {}
    double uniform() { return static_cast<double>(m_engine()) / 4294967296.0; }
    double bell() { return uniform() + uniform() + uniform() + uniform() - 2; }

private:
    std::mt19937 m_engine;
};

}  // namespace

std::filesystem::path data_directory() {
    return std::filesystem::path(MAPGEN_SOURCE_DIR) / "data";
}

FrameSettings settings_of(const std::string& projection, int width, int height) {
    FrameSettings settings;
    settings.width = width;
    settings.height = height;
    settings.projection = projection;
    settings.data_directory = data_directory();
    return settings;
}

ViewSubject sample_subject() {
    return {"EPEL", "mirror.example.org", Coordinates{48.74, 9.31}, "DB-IP"};
}

DayView sample_day(CivilDay first_day, int days, unsigned seed, int places) {
    Dice dice(seed);
    std::map<Place, std::uint64_t> clients;
    for (int i = 0; i < places; ++i) {
        const City& city = cities[static_cast<std::size_t>(dice.uniform() * cities.size())];
        const bool in_town = dice.uniform() < 0.15;
        const double spread = in_town ? 0 : 4;
        const Coordinates where{
            std::clamp(city.latitude + dice.bell() * spread, -89.0, 89.0),
            std::clamp(city.longitude + dice.bell() * spread * 1.6, -179.9, 179.9)};
        const double share = dice.uniform() * dice.uniform() * dice.uniform();
        clients[Place::at(where)] +=
            1 + static_cast<std::uint64_t>(share * city.weight * (in_town ? 40 : 4));
    }
    DayView view;
    view.has_data = true;
    view.first_day = first_day;
    view.day = first_day + (days - 1);
    for (const auto& [place, count] : clients) {
        view.places.push_back({place, count});
        view.clients += count;
    }
    view.requests = view.clients * 31;
    view.bytes = view.clients * 51'666'666;
    for (int day = 0; day < days; ++day) {
        const double growth = (day + 1.0) / days;
        const double weekday = day % 7 > 4 ? 0.8 : 1;
        view.timeline.push_back({static_cast<std::uint64_t>(
            static_cast<double>(view.clients) * growth * weekday * (0.9 + 0.1 * dice.uniform()))});
    }
    view.timeline.back().amount = view.clients;
    return view;
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "mapgen-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("cannot make a temporary folder");
    }
    m_path = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

}  // namespace mapgen::test
