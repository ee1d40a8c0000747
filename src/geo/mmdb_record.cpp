#include "geo/mmdb_record.hpp"

#include <maxminddb.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

namespace mapgen {
namespace {

// GeoLite2 gives its records for a whole country a radius of 1000 km.
constexpr double country_wide_radius_km = 1000;
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// One map of a record, e.g. the record itself or its "location". Remembers whether any access
/// met damage: an absent key is none.
class MapReader {
public:
    MapReader(const MMDB_entry_s& map, bool& damaged) : m_map(map), m_damaged(&damaged) {}

    std::optional<MMDB_entry_data_s> find(const char* key) {
        const char* const path[] = {key, nullptr};
        MMDB_entry_data_s value{};
        const int status = MMDB_aget_value(&m_map, &value, path);
        if (status == MMDB_SUCCESS && value.has_data) {
            return value;
        }
        if (status != MMDB_SUCCESS && status != MMDB_LOOKUP_PATH_DOES_NOT_MATCH_DATA_ERROR) {
            *m_damaged = true;
        }
        return std::nullopt;
    }

    std::optional<MapReader> map(const char* key) {
        const auto value = find(key);
        if (!value || value->type != MMDB_DATA_TYPE_MAP) {
            return std::nullopt;
        }
        return MapReader({m_map.mmdb, value->offset}, *m_damaged);
    }

    std::string_view text(const char* key) {
        const auto value = find(key);
        return value ? text_of(*value) : std::string_view{};
    }

    /// NaN where there is none.
    double number(const char* key) {
        const auto value = find(key);
        return value ? number_of(*value) : not_a_number;
    }

    bool holds_something(const char* key) {
        const auto value = find(key);
        return value && value->data_size > 0;
    }

private:
    static std::string_view text_of(const MMDB_entry_data_s& value) {
        return value.type == MMDB_DATA_TYPE_UTF8_STRING && value.data_size > 0
                   ? std::string_view(value.utf8_string, value.data_size)
                   : std::string_view{};
    }

    static double number_of(const MMDB_entry_data_s& value) {
        switch (value.type) {
            case MMDB_DATA_TYPE_DOUBLE:
                return value.double_value;
            case MMDB_DATA_TYPE_FLOAT:
                return static_cast<double>(value.float_value);
            case MMDB_DATA_TYPE_UINT16:
                return value.uint16;
            case MMDB_DATA_TYPE_UINT32:
                return value.uint32;
            case MMDB_DATA_TYPE_INT32:
                return value.int32;
            default:
                break;
        }
        const std::string_view text = text_of(value);
        double number = not_a_number;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc{} && end == text.data() + text.size() ? number : not_a_number;
    }

    MMDB_entry_s m_map;
    bool* m_damaged;
};

CountryCode country_from(std::string_view text) {
    return text == "ZZ" ? CountryCode{} : CountryCode::from(text);
}

CountryCode read_nested_country(MapReader& record) {
    for (const char* key : {"country", "registered_country"}) {
        if (auto country = record.map(key)) {
            const CountryCode code = country_from(country->text("iso_code"));
            if (code.known()) {
                return code;
            }
        }
    }
    return {};
}

CountryCode read_flat_country(MapReader& record) {
    return country_from(record.text("country_code"));
}

CountryCode read_country(MapReader& record, RecordShape expected) {
    const bool nested_first = expected == RecordShape::nested;
    const CountryCode code = nested_first ? read_nested_country(record) : read_flat_country(record);
    if (code.known()) {
        return code;
    }
    return nested_first ? read_flat_country(record) : read_nested_country(record);
}

struct Position {
    Coordinates coordinates{not_a_number, not_a_number};
    double radius_km = not_a_number;  ///< flat records have none
};

std::optional<Position> read_nested_position(MapReader& record) {
    auto location = record.map("location");
    if (!location) {
        return std::nullopt;
    }
    return Position{{location->number("latitude"), location->number("longitude")},
                    location->number("accuracy_radius")};
}

std::optional<Position> read_flat_position(MapReader& record) {
    const double latitude = record.number("latitude");
    if (std::isnan(latitude)) {
        return std::nullopt;
    }
    return Position{{latitude, record.number("longitude")}, not_a_number};
}

Position read_position(MapReader& record, RecordShape expected) {
    const bool nested_first = expected == RecordShape::nested;
    auto position = nested_first ? read_nested_position(record) : read_flat_position(record);
    if (!position) {
        position = nested_first ? read_flat_position(record) : read_nested_position(record);
    }
    return position.value_or(Position{});
}

std::uint16_t radius_from(double kilometres) {
    if (!(kilometres > 0)) {
        return 0;
    }
    return static_cast<std::uint16_t>(std::min(kilometres, 65535.0));
}

/// Whether the coordinates are only the middle of a country.
bool is_country_wide(MapReader& record, double radius_km) {
    return radius_km >= country_wide_radius_km && !record.holds_something("city") &&
           !record.holds_something("subdivisions");
}

bool is_somewhere(Coordinates coordinates) {
    return is_valid(coordinates) && coordinates != Coordinates{};
}

}  // namespace

RecordShape shape_of(const MMDB_entry_s& entry) noexcept {
    bool damaged = false;
    MapReader record(entry, damaged);
    return record.map("location") || record.map("country") ? RecordShape::nested
                                                           : RecordShape::flat;
}

std::optional<Location> decode_record(const MMDB_entry_s& entry, RecordShape expected) noexcept {
    bool damaged = false;
    MapReader record(entry, damaged);
    const Position position = read_position(record, expected);

    Location location;
    location.country = read_country(record, expected);
    location.accuracy_radius_km = radius_from(position.radius_km);
    if (is_somewhere(position.coordinates) && !is_country_wide(record, position.radius_km)) {
        location.kind = LocationKind::place;
        location.coordinates = position.coordinates;
    } else {
        location.kind =
            location.country.known() ? LocationKind::country_only : LocationKind::no_place;
    }
    if (damaged) {
        return std::nullopt;
    }
    return location;
}

}  // namespace mapgen
