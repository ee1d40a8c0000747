#include "render/frame/theme.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <string>

#include "core/error.hpp"
#include "render/frame/frame_renderer.hpp"

namespace mapgen {
namespace {

std::optional<std::uint32_t> parse_colour(std::string_view text) {
    std::uint32_t colour = 0;
    const char* end = text.data() + text.size();
    if (text.size() != 7 || text.front() != '#' ||
        std::from_chars(text.data() + 1, end, colour, 16).ptr != end) {
        return std::nullopt;
    }
    return colour;
}

/// One table of the theme file; every read names file and line when it fails.
class Section {
public:
    Section(const toml::table& root, std::string_view name, const std::string& file)
        : m_name(name), m_file(file) {
        const toml::node* node = root.get(name);
        m_table = node != nullptr ? node->as_table() : nullptr;
        if (m_table == nullptr) {
            throw usage_error(fmt::format("{}:{}: a theme needs a table [{}]", file,
                                          node != nullptr ? node->source().begin.line : 1, name));
        }
    }

    void allow(std::initializer_list<std::string_view> keys) const {
        for (const auto& [key, node] : *m_table) {
            if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
                throw wrong(
                    key.source(), key.str(),
                    fmt::format("is not known; [{}] has {}", m_name, fmt::join(keys, ", ")));
            }
        }
    }

    std::uint32_t colour(std::string_view key) const { return colour_of(node(key), key); }

    double fraction(std::string_view key) const {
        const toml::node& found = node(key);
        const auto value = found.value<double>();
        if (!value || !(*value >= 0 && *value <= 1)) {
            throw wrong(found.source(), key, "must be a number from 0 to 1");
        }
        return *value;
    }

    std::vector<std::uint32_t> colours(std::string_view key) const {
        const toml::node& found = node(key);
        const toml::array* array = found.as_array();
        if (array == nullptr || array->size() < 2) {
            throw wrong(found.source(), key, "must be a list of two or more colours");
        }
        std::vector<std::uint32_t> colours;
        for (const toml::node& entry : *array) {
            colours.push_back(colour_of(entry, key));
        }
        return colours;
    }

private:
    Error wrong(const toml::source_region& where, std::string_view key,
                const std::string& what) const {
        return usage_error(
            fmt::format("{}:{}: {}.{} {}", m_file, where.begin.line, m_name, key, what));
    }

    const toml::node& node(std::string_view key) const {
        const toml::node* found = m_table->get(key);
        if (found == nullptr) {
            throw wrong(m_table->source(), key, "is missing");
        }
        return *found;
    }

    std::uint32_t colour_of(const toml::node& found, std::string_view key) const {
        const auto text = found.value<std::string_view>();
        const auto colour = text ? parse_colour(*text) : std::nullopt;
        if (!colour) {
            throw wrong(found.source(), key, "must be a colour such as \"#1c2834\"");
        }
        return *colour;
    }

    std::string m_name;
    std::string m_file;
    const toml::table* m_table = nullptr;
};

Theme read_theme(const std::filesystem::path& path) {
    const std::string file = path.string();
    toml::table root;
    try {
        root = toml::parse_file(file);
    } catch (const toml::parse_error& error) {
        throw usage_error(
            fmt::format("{}:{}: {}", file, error.source().begin.line, error.description()));
    }
    for (const auto& [key, node] : root) {
        constexpr std::array<std::string_view, 6> tables{"map",    "text",      "timeline",
                                                         "mirror", "countries", "heat"};
        if (std::find(tables.begin(), tables.end(), key.str()) == tables.end()) {
            throw usage_error(fmt::format("{}:{}: {} is not known; a theme has {}", file,
                                          key.source().begin.line, key.str(),
                                          fmt::join(tables, ", ")));
        }
    }
    Theme theme;
    const Section map(root, "map", file);
    map.allow({"background", "ocean", "land", "border", "graticule"});
    theme.map = {map.colour("background"), map.colour("ocean"), map.colour("land"),
                 map.colour("border"), map.colour("graticule")};
    const Section text(root, "text", file);
    text.allow({"strong", "normal", "faint"});
    theme.text = {text.colour("strong"), text.colour("normal"), text.colour("faint")};
    const Section timeline(root, "timeline", file);
    timeline.allow({"line", "area", "area_opacity", "axis"});
    theme.timeline = {timeline.colour("line"), timeline.colour("area"),
                      timeline.fraction("area_opacity"), timeline.colour("axis")};
    const Section mirror(root, "mirror", file);
    mirror.allow({"ring"});
    theme.mirror_ring = mirror.colour("ring");
    const Section countries(root, "countries", file);
    countries.allow({"tint", "opacity"});
    theme.countries = {countries.colour("tint"), countries.fraction("opacity")};
    const Section heat(root, "heat", file);
    heat.allow({"palette", "core_from", "core_opacity", "glow_to", "glow_opacity"});
    theme.heat = {heat.colours("palette"), heat.fraction("core_from"),
                  heat.fraction("core_opacity"), heat.fraction("glow_to"),
                  heat.fraction("glow_opacity")};
    return theme;
}

}  // namespace

std::vector<std::string> theme_names(const std::filesystem::path& data_directory) {
    std::vector<std::string> names;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(data_directory / "themes", error), end;
         !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() == ".toml") {
            names.push_back(entry->path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

Theme load_theme(std::string_view name, const std::filesystem::path& data_directory) {
    if (name.ends_with(".toml")) {
        const std::filesystem::path file{name};
        std::error_code error;
        if (!std::filesystem::is_regular_file(file, error)) {
            throw usage_error(fmt::format("theme file {} does not exist", file.string()));
        }
        return read_theme(file);
    }
    const auto names = theme_names(data_directory);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        if (names.empty()) {
            throw failure(fmt::format("{}: no theme is there; is the data directory complete?",
                                      (data_directory / "themes").string()));
        }
        throw usage_error(fmt::format("theme '{}' is not known; there are {}, or give a .toml file",
                                      name, fmt::join(names, ", ")));
    }
    return read_theme(data_directory / "themes" / fmt::format("{}.toml", name));
}

}  // namespace mapgen
