#include "geoip_table.hpp"

#include <fmt/format.h>
#include <maxminddb.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace sample_logs {

namespace {

constexpr unsigned address_bits = 128;
constexpr unsigned v4_first_bit = 96;

/// The first 12 bits of the IPv6 addresses that the regional registries hand out; Europe's twice,
/// since the mirror is there. Tables fill the space between with some place or other.
constexpr unsigned v6_block_bits = 12;
constexpr auto v6_blocks =
    std::to_array<std::uint16_t>({0x200, 0x240, 0x260, 0x280, 0x2a0, 0x2a0, 0x2c0});
/// A table's network that is shorter than this is such a filling.
constexpr unsigned shortest_v6_network = 28;

/// Of 1000 addresses of a record, how many are taken at least.
constexpr std::uint32_t least_welcome = 20;

void set_bit(AddressBytes& address, unsigned bit, bool value) {
    const auto mask = static_cast<std::uint8_t>(0x80U >> bit % 8);
    if (value) {
        address[bit / 8] = static_cast<std::uint8_t>(address[bit / 8] | mask);
    } else {
        address[bit / 8] = static_cast<std::uint8_t>(address[bit / 8] & ~mask);
    }
}

bool has_bit(const AddressBytes& address, unsigned bit) {
    return (address[bit / 8] & 0x80U >> bit % 8) != 0;
}

std::optional<double> number_in(const MMDB_entry_data_s& data) {
    if (!data.has_data) {
        return std::nullopt;
    }
    switch (data.type) {
        case MMDB_DATA_TYPE_DOUBLE:
            return data.double_value;
        case MMDB_DATA_TYPE_FLOAT:
            return static_cast<double>(data.float_value);
        default:
            return std::nullopt;
    }
}

/// `name` of a nested record (location.latitude) or of a flat one (latitude).
std::optional<double> coordinate(MMDB_entry_s entry, const char* name) {
    MMDB_entry_data_s data{};
    if (MMDB_get_value(&entry, &data, "location", name, nullptr) == MMDB_SUCCESS) {
        return number_in(data);
    }
    if (MMDB_get_value(&entry, &data, name, nullptr) == MMDB_SUCCESS) {
        return number_in(data);
    }
    return std::nullopt;
}

/// Clients are sent to a mirror near them, so those around the sample mirror are always taken and
/// the rest of the world more rarely.
std::uint32_t welcome_at(double latitude, double longitude) {
    const bool near_mirror = std::abs(latitude - 49) < 14 && std::abs(longitude - 11) < 24;
    return near_mirror ? 1000 : 300;
}

/// The parts of the IPv6 tree that repeat the IPv4 one: 6to4 (2002::/16) and Teredo (2001::/32).
bool is_alias(const AddressBytes& address) {
    return address[0] == 0x20 &&
           (address[1] == 0x02 || (address[1] == 0x01 && address[2] == 0 && address[3] == 0));
}

}  // namespace

struct GeoipTable::Database {
    explicit Database(const std::string& file) {
        const int status = MMDB_open(file.c_str(), MMDB_MODE_MMAP, &handle);
        if (status != MMDB_SUCCESS) {
            throw std::runtime_error(fmt::format("{}: cannot be read as a GeoIP table: {}", file,
                                                 MMDB_strerror(status)));
        }
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { MMDB_close(&handle); }

    MMDB_s handle{};
};

GeoipTable::GeoipTable(const std::string& file) : m_database(std::make_unique<Database>(file)) {}
GeoipTable::~GeoipTable() = default;
GeoipTable::GeoipTable(GeoipTable&&) noexcept = default;
GeoipTable& GeoipTable::operator=(GeoipTable&&) noexcept = default;

bool GeoipTable::has_v4() const {
    const MMDB_s& handle = m_database->handle;
    return handle.metadata.ip_version == 4 || handle.ipv4_start_node.netmask == v4_first_bit;
}

bool GeoipTable::has_v6() const {
    return m_database->handle.metadata.ip_version == 6;
}

std::optional<std::uint32_t> GeoipTable::random_v4(Random& random) {
    const MMDB_s& handle = m_database->handle;
    const std::uint32_t start =
        handle.metadata.ip_version == 4 ? 0 : handle.ipv4_start_node.node_value;
    AddressBytes address{};
    if (!walk(start, v4_first_bit, address, random)) {
        return std::nullopt;
    }
    return std::uint32_t{address[12]} << 24U | std::uint32_t{address[13]} << 16U |
           std::uint32_t{address[14]} << 8U | std::uint32_t{address[15]};
}

std::optional<AddressBytes> GeoipTable::random_v6(Random& random) {
    AddressBytes address{};
    const std::uint16_t block = random.pick(v6_blocks);
    address[0] = static_cast<std::uint8_t>(block >> 4U);
    address[1] = static_cast<std::uint8_t>(block << 4U);
    if (!walk(0, 0, address, random) || is_alias(address)) {
        return std::nullopt;
    }
    return address;
}

bool GeoipTable::walk(std::uint32_t node, unsigned first_bit, AddressBytes& address,
                      Random& random) {
    const MMDB_s& handle = m_database->handle;
    for (unsigned bit = first_bit; bit < address_bits; ++bit) {
        MMDB_search_node_s found{};
        if (MMDB_read_node(&handle, node, &found) != MMDB_SUCCESS) {
            return false;
        }
        bool right = (random.next() >> 63U) != 0;
        if (first_bit == 0 && bit < v6_block_bits) {
            right = has_bit(address, bit);
        } else if ((right ? found.right_record_type : found.left_record_type) ==
                   MMDB_RECORD_TYPE_EMPTY) {
            right = !right;
        }
        set_bit(address, bit, right);
        const auto type = right ? found.right_record_type : found.left_record_type;
        if (type == MMDB_RECORD_TYPE_SEARCH_NODE) {
            node = static_cast<std::uint32_t>(right ? found.right_record : found.left_record);
            continue;
        }
        if (type != MMDB_RECORD_TYPE_DATA || (first_bit == 0 && bit < shortest_v6_network)) {
            return false;
        }
        for (unsigned rest = bit + 1; rest < address_bits; ++rest) {
            set_bit(address, rest, (random.next() >> 63U) != 0);
        }
        return is_welcome((right ? found.right_record_entry : found.left_record_entry).offset,
                          random);
    }
    return false;
}

bool GeoipTable::is_welcome(std::uint64_t record_offset, Random& random) {
    const auto [known, is_new] = m_records.try_emplace(record_offset);
    Record& record = known->second;
    if (is_new) {
        const MMDB_entry_s entry{&m_database->handle, static_cast<std::uint32_t>(record_offset)};
        const std::optional<double> latitude = coordinate(entry, "latitude");
        const std::optional<double> longitude = coordinate(entry, "longitude");
        if (latitude && longitude) {
            record.welcome = welcome_at(*latitude, *longitude);
        }
    }
    // Tables give whole regions of unused networks one place: the more often a place came, the
    // less welcome it is.
    const std::uint32_t patience =
        std::max(least_welcome, record.welcome * 16 / (16 + record.taken));
    if (record.welcome == 0 || !random.chance(patience)) {
        return false;
    }
    ++record.taken;
    return true;
}

}  // namespace sample_logs
