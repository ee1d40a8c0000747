#include "store/packed_counts.hpp"

#include <zlib.h>

#include <stdexcept>

#include "store/varint.hpp"

namespace mapgen {
namespace {

// Half the time of zlib's default for one part in a hundred more bytes, measured on a mirror's
// days.
constexpr int compression_level = 4;

std::string deflate_bytes(const std::string& bytes) {
    std::string packed;
    append_varint(packed, bytes.size());
    const std::size_t prefix = packed.size();
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    packed.resize(prefix + size);
    if (compress2(reinterpret_cast<Bytef*>(packed.data() + prefix), &size,
                  reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()),
                  compression_level) != Z_OK) {
        throw std::runtime_error("counts cannot be compressed");
    }
    packed.resize(prefix + size);
    return packed;
}

std::string inflate_bytes(std::string_view packed) {
    constexpr std::uint64_t most = std::uint64_t{1} << 32;
    std::string bytes;
    const std::uint64_t expected = take_varint(packed);
    if (expected > most || expected > packed.size() * 1040 + 64) {  // deflate's limit is 1032:1
        throw std::runtime_error("packed counts have an impossible length");
    }
    bytes.resize(static_cast<std::size_t>(expected));
    auto size = static_cast<uLongf>(bytes.size());
    if (uncompress(reinterpret_cast<Bytef*>(bytes.data()), &size,
                   reinterpret_cast<const Bytef*>(packed.data()),
                   static_cast<uLong>(packed.size())) != Z_OK ||
        size != expected) {
        throw std::runtime_error("packed counts cannot be inflated");
    }
    return bytes;
}

std::size_t take_count(std::string_view& from) {
    const std::uint64_t count = take_varint(from);
    if (count > from.size()) {
        throw std::runtime_error("packed counts have an impossible number of rows");
    }
    return static_cast<std::size_t>(count);
}

Place place_from(std::uint64_t key) {
    if (key > 0xffffffffU) {
        throw std::runtime_error("packed counts hold an impossible place");
    }
    return Place::from_key(static_cast<std::uint32_t>(key));
}

/// Merges two ascending ranges; `key` orders rows, `add` joins two rows of the same key.
template <typename Row, typename Key, typename Add>
void merge_rows(std::vector<Row>& to, std::span<const Row> more, Key key, Add add) {
    std::vector<Row> merged;
    merged.reserve(to.size() + more.size());
    auto left = to.begin();
    auto right = more.begin();
    while (left != to.end() || right != more.end()) {
        if (right == more.end() || (left != to.end() && key(*left) < key(*right))) {
            merged.push_back(*left++);
        } else if (left == to.end() || key(*right) < key(*left)) {
            merged.push_back(*right++);
        } else {
            merged.push_back(*left++);
            add(merged.back(), *right++);
        }
    }
    to = std::move(merged);
}

}  // namespace

std::string pack_places(std::span<const PlaceTotals> places) {
    std::string bytes;
    append_varint(bytes, places.size());
    std::uint64_t previous = 0;
    for (const PlaceTotals& row : places) {
        append_varint(bytes, row.place.key() - previous);
        previous = row.place.key();
    }
    for (const PlaceTotals& row : places) {
        append_varint(bytes, row.clients);
    }
    for (const PlaceTotals& row : places) {
        append_varint(bytes, row.requests);
    }
    for (const PlaceTotals& row : places) {
        append_varint(bytes, row.bytes);
    }
    return deflate_bytes(bytes);
}

std::vector<PlaceTotals> unpack_places(std::string_view packed) {
    const std::string bytes = inflate_bytes(packed);
    std::string_view rest = bytes;
    const std::size_t count = take_count(rest);
    std::vector<PlaceTotals> places;
    places.reserve(count);
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < count; ++i) {
        key += take_varint(rest);
        places.push_back({place_from(key)});
    }
    for (PlaceTotals& row : places) {
        row.clients = take_varint(rest);
    }
    for (PlaceTotals& row : places) {
        row.requests = take_varint(rest);
    }
    for (PlaceTotals& row : places) {
        row.bytes = take_varint(rest);
    }
    return places;
}

std::string pack_countries(std::span<const CountryTotals> countries) {
    std::string bytes;
    append_varint(bytes, countries.size());
    for (const CountryTotals& row : countries) {
        bytes.append(row.country.text());
        append_varint(bytes, row.totals.clients);
        append_varint(bytes, row.totals.located);
        append_varint(bytes, row.totals.requests);
        append_varint(bytes, row.totals.bytes);
    }
    return deflate_bytes(bytes);
}

std::vector<CountryTotals> unpack_countries(std::string_view packed) {
    const std::string bytes = inflate_bytes(packed);
    std::string_view rest = bytes;
    const std::size_t count = take_count(rest);
    std::vector<CountryTotals> countries(count);
    for (CountryTotals& row : countries) {
        if (rest.size() < 2) {
            throw std::runtime_error("packed counts are cut off");
        }
        row.country = CountryCode::from(rest.substr(0, 2));
        rest.remove_prefix(2);
        row.totals.clients = take_varint(rest);
        row.totals.located = take_varint(rest);
        row.totals.requests = take_varint(rest);
        row.totals.bytes = take_varint(rest);
    }
    return countries;
}

void merge_places(std::vector<PlaceTotals>& to, std::span<const PlaceTotals> more) {
    merge_rows(
        to, more, [](const PlaceTotals& row) { return row.place; },
        [](PlaceTotals& row, const PlaceTotals& other) {
            row.clients += other.clients;
            row.requests += other.requests;
            row.bytes += other.bytes;
        });
}

void merge_countries(std::vector<CountryTotals>& to, std::span<const CountryTotals> more) {
    merge_rows(
        to, more, [](const CountryTotals& row) { return row.country; },
        [](CountryTotals& row, const CountryTotals& other) { row.totals += other.totals; });
}

}  // namespace mapgen
