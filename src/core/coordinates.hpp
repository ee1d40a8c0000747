#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace mapgen {

/// A point on the earth: WGS 84 degrees, north and east positive, latitude first as in all text.
struct Coordinates {
    double latitude = 0;   ///< −90 … 90
    double longitude = 0;  ///< −180 … 180

    bool operator==(const Coordinates&) const = default;
};

/// Whether both values are finite and in range.
bool is_valid(Coordinates coordinates);

/// A cell of 0.01° × 0.01°, the finest position that mapgen keeps. Longitude 180 is −180.
class Place {
public:
    /// The cell whose centre is nearest; `coordinates` must be valid.
    static Place at(Coordinates coordinates);
    /// The inverse of key(); a key that no place has throws std::out_of_range.
    static Place from_key(std::uint32_t key);

    /// A number unique to the place, ordered from south to north, then from west to east.
    std::uint32_t key() const noexcept { return m_key; }
    Coordinates coordinates() const noexcept;  ///< of the cell's centre, multiples of 0.01°

    auto operator<=>(const Place&) const = default;

private:
    explicit Place(std::uint32_t key) : m_key(key) {}

    std::uint32_t m_key;
};

/// Two upper-case letters of ISO 3166-1 alpha-2, or "??" where the country is not known.
class CountryCode {
public:
    constexpr CountryCode() = default;
    /// Anything but two ASCII letters becomes the unknown country.
    static CountryCode from(std::string_view text);

    std::string_view text() const noexcept { return {m_letters, 2}; }
    bool known() const noexcept { return m_letters[0] != '?'; }

    auto operator<=>(const CountryCode&) const = default;

private:
    char m_letters[2] = {'?', '?'};
};

}  // namespace mapgen
