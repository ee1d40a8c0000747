#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mapgen {

/// What a line of a JSON log may tell.
enum class JsonField : std::uint8_t {
    time,
    client,
    forwarded_for,
    host,
    request,  ///< "GET /path HTTP/1.1"
    method,
    path,
    status,
    bytes,
    user_agent,
    level,       ///< of a message
    logger,      ///< the name of the part of a program that wrote the line
    message,     ///< its text
    common_log,  ///< a line of the common log format
};
inline constexpr std::size_t json_field_count = 14;

/// Which keys hold which fields. Keys are compared without regard to ASCII case.
class JsonKeys {
public:
    /// `path` is the key, or the keys from the outermost to the innermost with dots between; a key
    /// that itself has the dots will do as well. Of several keys of one field the one that was
    /// added first is read, unless its value is empty.
    void add(JsonField field, std::string_view path);
    /// The same for the one key that `field` is to be read from: it no longer tells another field.
    void take(JsonField field, std::string_view path);
    /// Forgets the keys of `field`.
    void remove(JsonField field);

    struct Node {
        std::string key;  ///< in lower case
        std::vector<Node> children;
        /// Places in `children` plus one, by key_hash(); 0 where there is none. A power of two of
        /// them, four times as many as children at least.
        std::vector<std::uint16_t> buckets;
        JsonField field{};
        unsigned rank = 0;  ///< 0 where no field is told; else lower comes first

        /// Null where no child has that key.
        const Node* find(std::string_view name) const;
        Node& get(std::string_view name);  ///< made where it is not there yet
    };
    const Node& root() const { return m_root; }

private:
    template <typename Set>
    void set_both(std::string_view path, Set set);

    Node m_root;
    unsigned m_last_rank = 0;
};

/// The text of one field: a string without its quotes, escapes not undone, or a number.
struct JsonValue {
    std::string_view text;  ///< empty where there is none, or null, "" or "-"
    bool is_string = false;
};

/// Finds the fields in lines that are one JSON object each (RFC 8259). Bytes that are not UTF-8 and
/// raw control bytes in strings are taken as they are, and so are escapes that JSON does not have;
/// text behind the object is ignored. Of a key that occurs twice the last value is read, of a list
/// the last one of its strings. Keeps a buffer as long as the longest line.
class JsonReader {
public:
    JsonReader();
    JsonReader(const JsonReader&) = delete;
    JsonReader& operator=(const JsonReader&) = delete;
    ~JsonReader();

    /// False where `line` is no JSON object. The values point into it.
    bool read(std::string_view line, const JsonKeys& keys);

    const JsonValue& value(JsonField field) const {
        return m_values[static_cast<std::size_t>(field)];
    }

    /// Whether the line has a key of that field, if only with an empty value.
    bool has(JsonField field) const { return m_has[static_cast<std::size_t>(field)]; }

private:
    struct Parser;
    friend struct Walk;

    bool read_buffer(std::string_view line, const JsonKeys& keys, bool& bad_bytes);

    std::unique_ptr<Parser> m_parser;
    std::array<JsonValue, json_field_count> m_values;
    std::array<unsigned, json_field_count> m_ranks{};  // of m_values; 0 where there is none
    std::array<bool, json_field_count> m_has{};
};

}  // namespace mapgen
