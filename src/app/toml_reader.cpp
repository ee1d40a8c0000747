#include "app/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/suggestion.hpp"

namespace mapgen {

TomlReader::TomlReader(std::filesystem::path file, const toml::table& table, std::string name)
    : m_file(std::move(file)), m_table(&table), m_name(std::move(name)) {}

const toml::node* TomlReader::find(std::string_view key) {
    m_asked.emplace(key);
    return m_table->get(key);
}

std::string TomlReader::place(std::string_view key) const {
    const toml::node* node = m_table->get(key);
    const toml::source_region& region = node != nullptr ? node->source() : m_table->source();
    return fmt::format("{}:{}:{}: {}{}", m_file.string(), region.begin.line, region.begin.column,
                       prefix(), key);
}

std::string TomlReader::prefix() const {
    return m_name.empty() ? "" : m_name + ".";
}

void TomlReader::fail(std::string_view key, const std::string& message) const {
    throw usage_error(place(key) + ": " + message);
}

std::optional<std::string> TomlReader::text(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (!node->is_string()) {
        fail(key, "expected a text in quotes");
    }
    return node->as_string()->get();
}

std::optional<std::int64_t> TomlReader::integer(std::string_view key, std::int64_t least,
                                                std::int64_t most) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < least || *value > most) {
        fail(key, fmt::format("expected a whole number from {} to {}", least, most));
    }
    return value;
}

std::optional<double> TomlReader::number(std::string_view key, double least, double most) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto value = node->value<double>();
    if (!value || !node->is_number() || !(*value >= least && *value <= most)) {
        fail(key, fmt::format("expected a number from {} to {}", least, most));
    }
    return value;
}

std::optional<std::vector<std::string>> TomlReader::texts(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (const auto one = node->value_exact<std::string>()) {
        return std::vector{*one};
    }
    std::vector<std::string> all;
    if (!node->is_array()) {
        fail(key, "expected a list of texts, e.g. [\"a\", \"b\"]");
    }
    for (const toml::node& element : *node->as_array()) {
        if (!element.is_string()) {
            fail(key, "expected texts in quotes only");
        }
        all.push_back(element.as_string()->get());
    }
    return all;
}

std::optional<std::string> TomlReader::choice(std::string_view key,
                                              const std::vector<std::string>& known) {
    auto value = text(key);
    if (value && std::find(known.begin(), known.end(), *value) == known.end()) {
        fail(key, fmt::format("\"{}\" is not known; {}", *value, known_names(*value, known)));
    }
    return value;
}

std::optional<TomlReader> TomlReader::table(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (!node->is_table()) {
        fail(key, fmt::format("expected a table, [{}]", key));
    }
    return TomlReader(m_file, *node->as_table(), std::string(key));
}

std::vector<TomlReader> TomlReader::tables(std::string_view key) {
    std::vector<TomlReader> all;
    const toml::node* node = find(key);
    if (node == nullptr) {
        return all;
    }
    if (!node->is_array()) {
        fail(key, fmt::format("expected a list of tables, each begun with [[{}]]", key));
    }
    for (const toml::node& element : *node->as_array()) {
        if (!element.is_table()) {
            fail(key, fmt::format("expected tables only, each begun with [[{}]]", key));
        }
        all.emplace_back(m_file, *element.as_table(), std::string(key));
    }
    return all;
}

std::vector<std::pair<std::string, std::string>> TomlReader::text_map(std::string_view key) {
    std::vector<std::pair<std::string, std::string>> all;
    if (const auto reader = table(key)) {
        for (const auto& [name, node] : *reader->m_table) {
            if (!node.is_string()) {
                reader->fail(name.str(), "expected a text in quotes");
            }
            all.emplace_back(name.str(), node.as_string()->get());
        }
    }
    return all;
}

void TomlReader::finish() const {
    for (const auto& [name, node] : *m_table) {
        if (!m_asked.contains(name.str())) {
            const std::vector<std::string> known(m_asked.begin(), m_asked.end());
            const toml::source_position& at = name.source().begin;
            throw usage_error(fmt::format("{}:{}:{}: {}{}: there is no such key; {}",
                                          m_file.string(), at.line, at.column, prefix(), name.str(),
                                          known_names(name.str(), known)));
        }
    }
}

}  // namespace mapgen
