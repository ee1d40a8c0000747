#include "core/ip_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "core/byte_search.hpp"
#include "core/hex_digit.hpp"

namespace mapgen {
namespace {

std::uint64_t load64(const void* bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::optional<std::uint32_t> parse_v4(std::string_view text) {
    std::uint32_t address = 0;
    std::size_t at = 0;
    for (int part = 0; part < 4; ++part) {
        if (part > 0 && (at >= text.size() || text[at++] != '.')) {
            return std::nullopt;
        }
        const std::size_t start = at;
        std::uint32_t value = 0;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - start < 3) {
            value = value * 10 + static_cast<std::uint32_t>(text[at++] - '0');
        }
        const std::size_t digits = at - start;
        if (digits == 0 || value > 255 || (digits > 1 && text[start] == '0')) {
            return std::nullopt;
        }
        address = (address << 8) | value;
    }
    if (at != text.size()) {
        return std::nullopt;
    }
    return address;
}

#if defined(__SSE2__)
constexpr std::size_t shortest_at_once = 9;
constexpr std::size_t longest_v4 = 15;

/// parse_v4() for texts of those lengths, without loops: addresses come in no order, and a
/// processor that guesses the lengths of four numbers is wrong once or twice in each line of a log.
std::optional<std::uint32_t> parse_v4_at_once(std::string_view text) {
    const std::uint64_t first_half = load64(text.data());
    const std::uint64_t second_half =
        load64(text.data() + text.size() - 8) >> (8 * (16 - text.size()));
    const __m128i bytes = _mm_set_epi64x(static_cast<std::int64_t>(second_half),
                                         static_cast<std::int64_t>(first_half));
    const __m128i digits = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    const __m128i nine = _mm_set1_epi8(9);
    const unsigned all = (1U << text.size()) - 1;
    const unsigned are_digits = bits_of(_mm_cmpeq_epi8(_mm_max_epu8(digits, nine), nine)) & all;
    const unsigned dots = bits_of(bytes_equal(bytes, '.')) & all;
    const unsigned last_two = dots & (dots - 1);
    const unsigned last = last_two & (last_two - 1);
    if ((are_digits | dots) != all || last == 0 || (last & (last - 1)) != 0) {
        return std::nullopt;
    }
    const std::array<unsigned, 5> ends{~0U, static_cast<unsigned>(std::countr_zero(dots)),
                                       static_cast<unsigned>(std::countr_zero(last_two)),
                                       static_cast<unsigned>(std::countr_zero(last)),
                                       static_cast<unsigned>(text.size())};
    // Zeros in front, so that four bytes can be read that end where a number of one digit does.
    alignas(16) std::array<std::uint8_t, 32> room{};
    _mm_storeu_si128(reinterpret_cast<__m128i*>(room.data() + 4), digits);
    std::uint32_t address = 0;
    bool is_wrong = false;
    for (std::size_t part = 1; part < ends.size(); ++part) {
        const unsigned length = ends[part] - ends[part - 1] - 1;
        std::uint32_t four = 0;  // the number's digits, the last one highest
        std::memcpy(&four, room.data() + ends[part], sizeof four);
        const unsigned before = 8 * ((4 - length) & 3);
        const std::uint32_t first = four >> before & 0xff;
        four = four >> before << before;
        const std::uint32_t value =
            (four >> 24) + (four >> 16 & 0xff) * 10 + (four >> 8 & 0xff) * 100;
        is_wrong |= length - 1 > 2 || value > 255 || (length > 1 && first == 0);
        address = address << 8 | value;
    }
    return is_wrong ? std::nullopt : std::optional(address);
}
#endif

/// The 16 bits of up to four hexadecimal digits at `at`, which moves behind them; nothing where
/// there is none, or more than four.
std::optional<unsigned> take_group(std::string_view text, std::size_t& at) {
    unsigned value = 0;
    const std::size_t start = at;
    for (; at < text.size() && at - start < 4; ++at) {
        const int digit = hex_digit(text[at]);
        if (digit < 0) {
            break;
        }
        value = value << 4 | static_cast<unsigned>(digit);
    }
    const bool longer = at < text.size() && hex_digit(text[at]) >= 0;
    return at == start || longer ? std::nullopt : std::optional(value);
}

/// RFC 4291, section 2.2: eight groups, "::" for one or more of zeros, an IPv4 address for the last
/// two. As inet_pton(3) reads it, which takes several times as long.
std::optional<IpAddress::Bytes> parse_v6(std::string_view text) {
    constexpr std::size_t most_groups = 8;
    std::array<unsigned, most_groups> groups{};
    std::size_t count = 0;
    std::size_t gap = most_groups + 1;  // before which group the zeros go
    std::size_t at = 0;
    if (text.starts_with("::")) {
        gap = 0;
        at = 2;
    } else if (text.starts_with(':')) {
        return std::nullopt;
    }
    while (at < text.size()) {
        if (count == most_groups) {
            return std::nullopt;
        }
        const std::size_t start = at;
        const auto group = take_group(text, at);
        if (at < text.size() && text[at] == '.') {
            const auto v4 = parse_v4(text.substr(start));
            if (!v4 || count + 2 > most_groups) {
                return std::nullopt;
            }
            groups[count++] = *v4 >> 16;
            groups[count++] = *v4 & 0xffff;
            break;
        }
        if (!group) {
            return std::nullopt;
        }
        groups[count++] = *group;
        if (at == text.size()) {
            break;
        }
        if (text[at] != ':' || at + 1 == text.size()) {
            return std::nullopt;
        }
        ++at;
        if (text[at] == ':') {
            if (gap <= most_groups) {
                return std::nullopt;
            }
            gap = count;
            ++at;
        }
    }
    const bool has_gap = gap <= most_groups;
    if (has_gap ? count == most_groups : count != most_groups) {
        return std::nullopt;
    }
    IpAddress::Bytes bytes{};
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t place = has_gap && i >= gap ? i + most_groups - count : i;
        bytes[2 * place] = static_cast<std::uint8_t>(groups[i] >> 8);
        bytes[2 * place + 1] = static_cast<std::uint8_t>(groups[i] & 0xff);
    }
    return bytes;
}

bool in_v4(std::uint32_t address, std::uint32_t network, int prefix) {
    return (address >> (32 - prefix)) == (network >> (32 - prefix));
}

}  // namespace

IpAddress IpAddress::from_v4(std::uint32_t host_order) {
    IpAddress address;
    std::copy(mapped_prefix.begin(), mapped_prefix.end(), address.m_bytes.begin());
    for (std::size_t i = 0; i < 4; ++i) {
        address.m_bytes[12 + i] = static_cast<std::uint8_t>(host_order >> (24 - 8 * i));
    }
    return address;
}

IpAddress IpAddress::from_v6(const Bytes& network_order) {
    IpAddress address;
    address.m_bytes = network_order;
    return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
#if defined(__SSE2__)
    const bool at_once = text.size() >= shortest_at_once && text.size() <= longest_v4;
    const auto v4 = at_once ? parse_v4_at_once(text) : parse_v4(text);
#else
    const auto v4 = parse_v4(text);
#endif
    if (v4) {
        return from_v4(*v4);
    }
    if (text.find(':') == std::string_view::npos) {
        return std::nullopt;
    }
    const auto bytes = parse_v6(text.substr(0, text.find('%')));
    return bytes ? std::optional(from_v6(*bytes)) : std::nullopt;
}

bool IpAddress::is_v4() const noexcept {
    return std::equal(mapped_prefix.begin(), mapped_prefix.end(), m_bytes.begin());
}

std::uint32_t IpAddress::v4() const noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = 12; i < 16; ++i) {
        value = (value << 8) | m_bytes[i];
    }
    return value;
}

bool IpAddress::is_private() const noexcept {
    if (is_v4()) {
        const std::uint32_t a = v4();
        return in_v4(a, 0x0a000000, 8) || in_v4(a, 0xac100000, 12) || in_v4(a, 0xc0a80000, 16) ||
               in_v4(a, 0x7f000000, 8) || in_v4(a, 0xa9fe0000, 16) || in_v4(a, 0x64400000, 10) ||
               in_v4(a, 0x00000000, 8);
    }
    const bool unique_local = (m_bytes[0] & 0xfe) == 0xfc;
    const bool link_local = m_bytes[0] == 0xfe && (m_bytes[1] & 0xc0) == 0x80;
    const bool unspecified_or_loopback =
        m_bytes[15] <= 1 &&
        std::all_of(m_bytes.begin(), m_bytes.end() - 1, [](std::uint8_t b) { return b == 0; });
    return unique_local || link_local || unspecified_or_loopback;
}

IpAddress IpAddress::client(unsigned v6_prefix_length) const noexcept {
    if (is_v4()) {
        return *this;
    }
    IpAddress network = *this;
    for (unsigned bit = v6_prefix_length; bit < 128; bit = (bit / 8 + 1) * 8) {
        network.m_bytes[bit / 8] &= static_cast<std::uint8_t>(0xff00U >> (bit % 8));
    }
    return network;
}

std::string IpAddress::text() const {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (is_v4()) {
        inet_ntop(AF_INET, m_bytes.data() + 12, buffer.data(), buffer.size());
    } else {
        inet_ntop(AF_INET6, m_bytes.data(), buffer.data(), buffer.size());
    }
    return buffer.data();
}

std::size_t IpAddressHash::operator()(const IpAddress& address) const noexcept {
    const std::uint64_t high = load64(address.bytes().data());
    const std::uint64_t low = load64(address.bytes().data() + 8);
    std::uint64_t hash = high * 0x9e3779b97f4a7c15U ^ low;
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93U;
    hash ^= hash >> 32;
    return static_cast<std::size_t>(hash);
}

}  // namespace mapgen
