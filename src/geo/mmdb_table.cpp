#include "geo/mmdb_table.hpp"

#include <fmt/format.h>
#include <maxminddb.h>
#include <netinet/in.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/error.hpp"
#include "geo/table_credit.hpp"

namespace mapgen {
namespace {

Error table_error(const std::filesystem::path& file, std::string_view what) {
    return usage_error(
        fmt::format("GeoIP table {}: {}; run scripts/fetch-geoip for a free table, or install "
                    "MaxMind's GeoLite2-City, and name it in the configuration ([geoip] tables)",
                    file.string(), what));
}

/// libmaxminddb says "invalid metadata" of every file that is none of its own: look ourselves, so
/// that the message tells the frequent mistakes apart.
void check_file(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) {
        const bool missing = status.type() == std::filesystem::file_type::not_found;
        throw table_error(file, missing ? system_message(ENOENT) : error.message());
    }
    if (!std::filesystem::is_regular_file(status)) {
        throw table_error(file, "is not a regular file");
    }
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw table_error(file, system_message(errno != 0 ? errno : EIO));
    }
    std::array<char, 2> start{};
    stream.read(start.data(), start.size());
    if (stream.gcount() == 0) {
        throw table_error(file, "is empty");
    }
    if (start[0] == '\x1f' && start[1] == '\x8b') {
        throw table_error(file, "is compressed by gzip, unpack it first");
    }
}

void open_table(const std::filesystem::path& file, MMDB_s& table) {
    const int status = MMDB_open(file.c_str(), MMDB_MODE_MMAP, &table);
    switch (status) {
        case MMDB_SUCCESS:
            return;
        case MMDB_FILE_OPEN_ERROR:
        case MMDB_IO_ERROR:
            throw table_error(file, system_message(errno != 0 ? errno : EIO));
        case MMDB_INVALID_METADATA_ERROR:
            throw table_error(file,
                              "is no MaxMind DB (.mmdb) file, or is cut short: its metadata "
                              "is missing or damaged");
        default:
            throw table_error(file, fmt::format("is damaged: {}", MMDB_strerror(status)));
    }
}

std::string text_or_empty(const char* text) {
    return text != nullptr ? text : "";
}

std::string english_description(const MMDB_metadata_s& metadata) {
    for (std::size_t i = 0; i < metadata.description.count; ++i) {
        const MMDB_description_s& one = *metadata.description.descriptions[i];
        if (text_or_empty(one.language) == "en") {
            return text_or_empty(one.description);
        }
    }
    return {};
}

/// What the records at the start of the search tree say.
struct Sample {
    bool places = false;
    bool countries = false;
    bool damaged = false;
    RecordShape shape = RecordShape::nested;  ///< of the last record that says where it is

    void add(const MMDB_entry_s& record) {
        const auto location = decode_record(record, shape);
        if (!location) {
            damaged = true;
        } else if (location->kind == LocationKind::place) {
            places = true;
            shape = shape_of(record);
        } else if (location->kind == LocationKind::country_only) {
            countries = true;
            shape = shape_of(record);
        }
    }
};

/// Looks at records, following the tree from its lowest addresses, until one has a place.
Sample sample_records(const MMDB_s& table) {
    // Far beyond what any real table needs before its first place, and a matter of milliseconds.
    constexpr int most_nodes = 100'000;
    Sample sample;
    std::vector<std::uint32_t> open_nodes{0};
    for (int visited = 0; visited < most_nodes && !open_nodes.empty() && !sample.places;
         ++visited) {
        MMDB_search_node_s node{};
        const int status = MMDB_read_node(&table, open_nodes.back(), &node);
        open_nodes.pop_back();
        if (status != MMDB_SUCCESS) {
            sample.damaged = true;
            continue;
        }
        // The right branch first, so that the left one is on top.
        for (const auto& [type, record, entry] :
             {std::tuple(node.right_record_type, node.right_record, node.right_record_entry),
              std::tuple(node.left_record_type, node.left_record, node.left_record_entry)}) {
            if (type == MMDB_RECORD_TYPE_SEARCH_NODE) {
                open_nodes.push_back(static_cast<std::uint32_t>(record));
            } else if (type == MMDB_RECORD_TYPE_DATA) {
                sample.add(entry);
            } else if (type == MMDB_RECORD_TYPE_INVALID) {
                sample.damaged = true;
            }
        }
    }
    return sample;
}

MMDB_lookup_result_s find_entry(const MMDB_s& table, const IpAddress& address, int& status) {
    if (address.is_v4()) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_addr.s_addr = htonl(address.v4());
        sockaddr generic{};
        static_assert(sizeof v4 == sizeof generic);
        std::memcpy(&generic, &v4, sizeof v4);
        return MMDB_lookup_sockaddr(&table, &generic, &status);
    }
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    std::memcpy(&v6.sin6_addr, address.bytes().data(), address.bytes().size());
    return MMDB_lookup_sockaddr(&table, reinterpret_cast<const sockaddr*>(&v6), &status);
}

}  // namespace

void MmdbTable::Close::operator()(MMDB_s* table) const noexcept {
    MMDB_close(table);
    delete table;
}

MmdbTable::MmdbTable(const std::filesystem::path& file) {
    check_file(file);
    auto table = std::make_unique<MMDB_s>();
    open_table(file, *table);
    m_table.reset(table.release());

    const MMDB_metadata_s& metadata = m_table->metadata;
    m_description.path = file;
    m_description.type = text_or_empty(metadata.database_type);
    m_description.built = std::chrono::sys_seconds(
        std::chrono::seconds(static_cast<std::int64_t>(metadata.build_epoch)));
    m_description.has_v6 = metadata.ip_version == 6;
    m_description.credit =
        credit_for_table(m_description.type, english_description(metadata), file);

    const Sample sample = sample_records(*m_table);
    m_description.has_places = sample.places;
    m_shape = sample.shape;
    if (!sample.places && !sample.countries) {
        throw table_error(
            file, sample.damaged
                      ? std::string("is damaged: no record of it can be read")
                      : fmt::format("holds neither coordinates nor countries (its type is \"{}\")",
                                    m_description.type));
    }
}

MmdbTable::Answer MmdbTable::look_up(const IpAddress& address) const noexcept {
    int status = MMDB_SUCCESS;
    const MMDB_lookup_result_s found = find_entry(*m_table, address, status);
    if (status != MMDB_SUCCESS) {
        return {.location = {}, .damaged = true};
    }
    if (!found.found_entry) {
        return {};
    }
    const auto location = decode_record(found.entry, m_shape);
    if (!location) {
        return {.location = {}, .damaged = true};
    }
    return {.location = *location, .damaged = false};
}

}  // namespace mapgen
