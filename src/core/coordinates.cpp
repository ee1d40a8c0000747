#include "core/coordinates.hpp"

#include <cmath>
#include <stdexcept>

namespace mapgen {
namespace {

constexpr int cells_per_degree = 100;
constexpr std::int32_t columns = 360 * cells_per_degree;
constexpr std::int32_t rows = 180 * cells_per_degree + 1;

bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
char upper(char c) {
    return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

bool is_valid(Coordinates coordinates) {
    return std::abs(coordinates.latitude) <= 90.0 && std::abs(coordinates.longitude) <= 180.0;
}

Place Place::at(Coordinates coordinates) {
    const auto row =
        static_cast<std::int32_t>(std::lround((coordinates.latitude + 90.0) * cells_per_degree));
    const auto column =
        static_cast<std::int32_t>(std::lround((coordinates.longitude + 180.0) * cells_per_degree)) %
        columns;
    return Place(static_cast<std::uint32_t>(row * columns + column));
}

Place Place::from_key(std::uint32_t key) {
    if (key >= static_cast<std::uint32_t>(rows) * static_cast<std::uint32_t>(columns)) {
        throw std::out_of_range("no place has the key " + std::to_string(key));
    }
    return Place(key);
}

Coordinates Place::coordinates() const noexcept {
    const auto row = static_cast<std::int32_t>(m_key) / columns;
    const auto column = static_cast<std::int32_t>(m_key) % columns;
    return {(row - 90 * cells_per_degree) / static_cast<double>(cells_per_degree),
            (column - 180 * cells_per_degree) / static_cast<double>(cells_per_degree)};
}

CountryCode CountryCode::from(std::string_view text) {
    CountryCode code;
    if (text.size() == 2 && is_letter(text[0]) && is_letter(text[1])) {
        code.m_letters[0] = upper(text[0]);
        code.m_letters[1] = upper(text[1]);
    }
    return code;
}

}  // namespace mapgen
