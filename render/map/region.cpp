#include "render/map/region.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

#include "core/error.hpp"
#include "core/suggestion.hpp"

namespace mapgen {
namespace {

constexpr std::string_view whole_world = "world";

struct NamedRegion {
    std::string_view name;
    double west;
    double south;
    double east;
    double north;
};

// Where people live, not where a continent's last rock lies: a frame is wider than it is high, and
// shows what is around the box as well.
constexpr std::array<NamedRegion, 10> named_regions{{
    {"europe", -12, 35, 42, 71},
    {"north-america", -135, 14, -55, 68},
    {"south-america", -82, -56, -34, 13},
    {"africa", -19, -36, 53, 38},
    {"asia", 35, -10, 146, 66},
    {"oceania", 112, -48, 202, 15},
    {"central-america", -118, 5, -58, 33},
    {"mediterranean", -10, 29, 38, 47},
    {"middle-east", 24, 11, 64, 43},
    {"southeast-asia", 91, -12, 142, 29},
}};

[[noreturn]] void refuse(std::string_view text, std::string_view why) {
    throw usage_error(fmt::format(
        "region \"{}\" {}; give a name ({}) or a box in degrees, west,south,east,north, e.g. "
        "\"-10,35,30,60\"",
        text, why, fmt::join(region_names(), ", ")));
}

/// Independent of the locale; spaces around the number do no harm.
std::optional<double> degrees(std::string_view text) {
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    while (text.ends_with(' ')) {
        text.remove_suffix(1);
    }
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && rest == end ? std::optional(value) : std::nullopt;
}

Region box(std::string_view text) {
    std::array<double, 4> sides{};
    std::string_view rest = text;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const std::size_t comma = rest.find(',');
        const bool last = i + 1 == sides.size();
        const auto value = degrees(rest.substr(0, comma));
        if (!value || (comma == std::string_view::npos) != last) {
            refuse(text, "is not four numbers with commas between them");
        }
        sides[i] = *value;
        rest.remove_prefix(last ? rest.size() : comma + 1);
    }
    auto [west, south, east, north] = sides;
    // Written so that not-a-number is out of range, too.
    if (!(west >= -180 && west <= 180 && east >= -180 && east <= 180)) {
        refuse(text, "has a longitude that is not between -180 and 180");
    }
    if (!(south >= -90 && north <= 90 && north - south >= 1)) {
        refuse(text,
               "must have its south at least one degree below its north, both between -90 and 90");
    }
    if (east < west) {
        east += 360;
    }
    if (east - west < 1) {
        refuse(text, "must be at least one degree wide");
    }
    return {std::string(text), west, south, east, north};
}

}  // namespace

std::optional<Region> parse_region(std::string_view text) {
    if (text == whole_world) {
        return std::nullopt;
    }
    const auto named = std::find_if(named_regions.begin(), named_regions.end(),
                                    [&](const NamedRegion& entry) { return entry.name == text; });
    if (named != named_regions.end()) {
        return Region{std::string(text), named->west, named->south, named->east, named->north};
    }
    if (text.find(',') != std::string_view::npos) {
        return box(text);
    }
    const std::string meant = nearest_name(text, region_names());
    refuse(text,
           meant.empty() ? "is not known" : fmt::format("is not known; did you mean {}?", meant));
}

std::vector<std::string> region_names() {
    std::vector<std::string> names{std::string(whole_world)};
    for (const NamedRegion& region : named_regions) {
        names.emplace_back(region.name);
    }
    return names;
}

}  // namespace mapgen
