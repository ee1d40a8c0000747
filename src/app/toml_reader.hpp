#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

namespace mapgen {

/// One table of a TOML file, read key by key: each value is checked for its type, and finish()
/// refuses the keys that nobody asked for. All errors are usage Errors that name file, line and
/// column. Not for other rooms.
class TomlReader {
public:
    TomlReader(std::filesystem::path file, const toml::table& table, std::string name);

    std::optional<std::string> text(std::string_view key);
    std::optional<std::int64_t> integer(std::string_view key, std::int64_t least,
                                        std::int64_t most);
    std::optional<double> number(std::string_view key, double least, double most);
    /// One string or a list of them.
    std::optional<std::vector<std::string>> texts(std::string_view key);
    /// A text that is one of `known`.
    std::optional<std::string> choice(std::string_view key, const std::vector<std::string>& known);
    std::optional<TomlReader> table(std::string_view key);
    std::vector<TomlReader> tables(std::string_view key);  ///< [[key]]
    /// A table of texts, in the order of their keys.
    std::vector<std::pair<std::string, std::string>> text_map(std::string_view key);

    /// Throws an Error at the place of `key`, or of the table where it has no such key.
    [[noreturn]] void fail(std::string_view key, const std::string& message) const;
    /// "mapgen.toml:3:1: video.size", for messages about a value.
    std::string place(std::string_view key) const;
    void finish() const;

private:
    const toml::node* find(std::string_view key);
    std::string prefix() const;  // "video.", or nothing at the file's top

    std::filesystem::path m_file;
    const toml::table* m_table;
    std::string m_name;  // "video", or empty for the file's top
    std::set<std::string, std::less<>> m_asked;
};

}  // namespace mapgen
