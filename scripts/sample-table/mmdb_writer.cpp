#include "mmdb_writer.hpp"

#include <array>
#include <bit>
#include <cstddef>

namespace sample_table {
namespace {

enum class Type : unsigned { text = 2, real = 3, u16 = 5, u32 = 6, map = 7, u64 = 9, array = 11 };

/// A field's first bytes: its type and its size.
void put_control(std::string& data, Type type, std::size_t size) {
    const auto number = static_cast<unsigned>(type);
    const auto small = static_cast<unsigned>(size);  // no field here has 29 bytes or more
    if (number <= 7) {
        data += static_cast<char>(number << 5U | small);
    } else {
        data += static_cast<char>(small);
        data += static_cast<char>(number - 7);
    }
}

void put_text(std::string& data, std::string_view text) {
    put_control(data, Type::text, text.size());
    data += text;
}

/// Big-endian, without the zeros in front.
void put_number(std::string& data, Type type, std::uint64_t number) {
    const auto size = (static_cast<std::size_t>(std::bit_width(number)) + 7) / 8;
    put_control(data, type, size);
    for (std::size_t byte = size; byte-- > 0;) {
        data += static_cast<char>(number >> 8 * byte & 0xFFU);
    }
}

void put_real(std::string& data, double value) {
    put_control(data, Type::real, sizeof value);
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (std::size_t byte = sizeof value; byte-- > 0;) {
        data += static_cast<char>(bits >> 8 * byte & 0xFFU);
    }
}

void put_record(std::string& data, const Record& record) {
    put_control(data, Type::map, 2);
    put_text(data, "country");
    put_control(data, Type::map, 1);
    put_text(data, "iso_code");
    put_text(data, record.country);
    put_text(data, "location");
    put_control(data, Type::map, 2);
    put_text(data, "latitude");
    put_real(data, record.latitude);
    put_text(data, "longitude");
    put_real(data, record.longitude);
}

/// The search tree: 32 bits for each of a node's two ways.
class Tree {
public:
    static constexpr std::uint32_t none = 0xFFFF'FFFFU;

    /// `prefix` has `length` bits, the first one on top.
    void insert(std::uint32_t prefix, unsigned length, std::uint32_t record) {
        std::size_t node = 0;
        for (unsigned depth = 0; depth < length; ++depth) {
            Way& way = m_nodes[node][prefix >> (31 - depth) & 1U];
            if (depth + 1 == length) {
                way = {record, true};
                return;
            }
            if (way.to == none) {
                way.to = static_cast<std::uint32_t>(m_nodes.size());
                node = m_nodes.size();
                m_nodes.push_back({});
            } else {
                node = way.to;
            }
        }
    }

    std::uint32_t nodes() const { return static_cast<std::uint32_t>(m_nodes.size()); }

    /// Sixteen zeros lie between the tree and the data that its records point to.
    std::string bytes() const {
        std::string bytes;
        for (const auto& node : m_nodes) {
            for (const Way& way : node) {
                const std::uint32_t to =
                    way.to == none ? nodes() : way.to + (way.is_record ? nodes() + 16 : 0);
                for (const unsigned shift : {24U, 16U, 8U, 0U}) {
                    bytes += static_cast<char>(to >> shift & 0xFFU);
                }
            }
        }
        return bytes + std::string(16, '\0');
    }

private:
    struct Way {
        std::uint32_t to = none;  ///< another node, or an offset in the data
        bool is_record = false;
    };
    std::vector<std::array<Way, 2>> m_nodes{1};
};

std::string metadata(std::uint32_t nodes, std::string_view database_type) {
    // Some time in 2026: the present would change the file with every run.
    constexpr std::uint64_t build_epoch = 1'780'272'000;
    std::string data = "\xAB\xCD\xEFMaxMind.com";
    put_control(data, Type::map, 9);
    put_text(data, "binary_format_major_version");
    put_number(data, Type::u16, 2);
    put_text(data, "binary_format_minor_version");
    put_number(data, Type::u16, 0);
    put_text(data, "build_epoch");
    put_number(data, Type::u64, build_epoch);
    put_text(data, "database_type");
    put_text(data, database_type);
    put_text(data, "description");
    put_control(data, Type::map, 1);
    put_text(data, "en");
    put_text(data, "Invented networks");
    put_text(data, "ip_version");
    put_number(data, Type::u16, 4);
    put_text(data, "languages");
    put_control(data, Type::array, 1);
    put_text(data, "en");
    put_text(data, "node_count");
    put_number(data, Type::u32, nodes);
    put_text(data, "record_size");
    put_number(data, Type::u16, 32);
    return data;
}

}  // namespace

std::string mmdb_table(const std::vector<Record>& records, unsigned bits,
                       std::string_view database_type) {
    constexpr std::uint32_t first_address = 0x0100'0000;
    Tree tree;
    std::string data;
    std::uint32_t address = first_address;
    for (const Record& record : records) {
        tree.insert(address, 32 - bits, static_cast<std::uint32_t>(data.size()));
        put_record(data, record);
        address += std::uint32_t{1} << bits;
    }
    return tree.bytes() + data + metadata(tree.nodes(), database_type);
}

}  // namespace sample_table
