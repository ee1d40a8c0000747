#include "render/frame/quantity.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>

namespace mapgen {
namespace {

constexpr std::string_view thin_space = "\u2009";
constexpr std::string_view unit_space = "\u00A0";

/// `value` in `unit`s with as many decimals as make `digits` digits, rounded half up; nothing if
/// that needs more digits than three before the point.
std::string in_unit(std::uint64_t value, std::uint64_t unit, int digits) {
    int decimals = digits - 1;
    std::uint64_t scale = 1;
    for (int i = 0; i < decimals; ++i) {
        scale *= 10;
    }
    std::uint64_t limit = 10;  // the integer part has one digit below it
    for (; decimals >= 0; --decimals, scale /= 10, limit *= 10) {
        // value / unit × scale, split so that it cannot overflow
        const std::uint64_t rounded =
            value / unit * scale + (value % unit * scale + unit / 2) / unit;
        if (rounded < limit * scale || decimals == 0) {
            if (rounded >= 1000 * scale) {
                return {};
            }
            if (decimals == 0) {
                return fmt::format("{}", rounded);
            }
            return fmt::format("{}.{:0{}}", rounded / scale, rounded % scale, decimals);
        }
    }
    return {};
}

struct Unit {
    std::uint64_t size;
    std::string_view name;
};

template <std::size_t Size>
std::string with_unit(std::uint64_t value, const std::array<Unit, Size>& units, int digits) {
    for (const Unit& unit : units) {
        if (std::string number = in_unit(value, unit.size, digits); !number.empty()) {
            return fmt::format("{}{}{}", number, unit_space, unit.name);
        }
    }
    return fmt::format("{}{}{}", value / units.back().size, unit_space, units.back().name);
}

constexpr std::array<Unit, 6> byte_units{{{1'000, "kB"},
                                          {1'000'000, "MB"},
                                          {1'000'000'000, "GB"},
                                          {1'000'000'000'000, "TB"},
                                          {1'000'000'000'000'000, "PB"},
                                          {1'000'000'000'000'000'000, "EB"}}};

/// `value` in the largest of the ascending `units` in which it needs one decimal at most.
template <std::size_t Size>
std::optional<std::string> in_largest_unit(std::uint64_t value,
                                           const std::array<Unit, Size>& units) {
    for (auto unit = units.rbegin(); unit != units.rend(); ++unit) {
        if (value < unit->size || value % (unit->size / 10) != 0) {
            continue;
        }
        const std::uint64_t tenths = value % unit->size / (unit->size / 10);
        return tenths == 0
                   ? fmt::format("{}{}{}", value / unit->size, unit_space, unit->name)
                   : fmt::format("{}.{}{}{}", value / unit->size, tenths, unit_space, unit->name);
    }
    return std::nullopt;
}

}  // namespace

std::string count_text(std::uint64_t count) {
    if (count < 1000) {
        return fmt::format("{}", count);
    }
    if (count < 1'000'000) {
        return fmt::format("{}{}{:03}", count / 1000, thin_space, count % 1000);
    }
    constexpr std::array<Unit, 3> units{
        {{1'000'000, "M"}, {1'000'000'000, "bn"}, {1'000'000'000'000, "tn"}}};
    return with_unit(count, units, 3);
}

std::string bytes_text(std::uint64_t bytes) {
    if (bytes < 1000) {
        return fmt::format("{}{}B", bytes, unit_space);
    }
    return with_unit(bytes, byte_units, 2);
}

std::string axis_text(std::uint64_t count) {
    constexpr std::array<Unit, 3> units{{{1'000, "k"}, {1'000'000, "M"}, {1'000'000'000, "bn"}}};
    return in_largest_unit(count, units).value_or(fmt::format("{}", count));
}

std::string bytes_axis_text(std::uint64_t bytes) {
    return in_largest_unit(bytes, byte_units).value_or(fmt::format("{}{}B", bytes, unit_space));
}

}  // namespace mapgen
