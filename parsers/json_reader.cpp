#include "parsers/json_reader.hpp"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace mapgen {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char c) { return lower(c); });
    return result;
}

bool is_same_key(std::string_view in_lower_case, std::string_view key) {
    if (in_lower_case.size() != key.size()) {
        return false;
    }
    for (std::size_t i = 0; i < key.size(); ++i) {
        if (in_lower_case[i] != lower(key[i])) {
            return false;
        }
    }
    return true;
}

/// Keys of one object differ in length and ends, mostly.
std::size_t key_hash(std::string_view key) {
    if (key.empty()) {
        return 0;
    }
    const auto byte = [&](std::size_t at) {
        return static_cast<std::size_t>(static_cast<unsigned char>(lower(key[at])));
    };
    return key.size() * 131 + byte(0) * 31 + byte(key.size() / 2) * 7 + byte(key.size() - 1);
}

void remove_field(JsonKeys::Node& node, JsonField field) {
    node.rank = node.field == field ? 0 : node.rank;
    for (JsonKeys::Node& child : node.children) {
        remove_field(child, field);
    }
}

/// A token of simdjson's ends where the next one begins.
std::string_view without_white_space(std::string_view token) {
    while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\n' ||
                              token.back() == '\r')) {
        token.remove_suffix(1);
    }
    return token;
}

}  // namespace

/// `set` is asked for the key with its dots, and for the keys between them.
template <typename Set>
void JsonKeys::set_both(std::string_view path, Set set) {
    ++m_last_rank;
    set(m_root.get(path));
    Node* node = &m_root;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('.', begin), path.size());
        node = &node->get(path.substr(begin, end - begin));
        begin = end + 1;
    }
    set(*node);
}

void JsonKeys::add(JsonField field, std::string_view path) {
    set_both(path, [&](Node& node) {
        if (node.rank == 0) {
            node.field = field;
            node.rank = m_last_rank;
        }
    });
}

void JsonKeys::take(JsonField field, std::string_view path) {
    set_both(path, [&](Node& node) {
        node.field = field;
        node.rank = m_last_rank;
    });
}

const JsonKeys::Node* JsonKeys::Node::find(std::string_view name) const {
    if (buckets.empty()) {
        return nullptr;
    }
    const std::size_t mask = buckets.size() - 1;
    for (std::size_t at = key_hash(name) & mask; buckets[at] != 0; at = (at + 1) & mask) {
        const Node& child = children[buckets[at] - 1];
        if (is_same_key(child.key, name)) {
            return &child;
        }
    }
    return nullptr;
}

JsonKeys::Node& JsonKeys::Node::get(std::string_view name) {
    if (const Node* const found = find(name)) {
        return children[static_cast<std::size_t>(found - children.data())];
    }
    children.push_back({});
    children.back().key = lower(name);
    buckets.assign(std::bit_ceil(children.size() * 4), 0);
    const std::size_t mask = buckets.size() - 1;
    for (std::size_t i = 0; i < children.size(); ++i) {
        std::size_t at = key_hash(children[i].key) & mask;
        while (buckets[at] != 0) {
            at = (at + 1) & mask;
        }
        buckets[at] = static_cast<std::uint16_t>(i + 1);
    }
    return children.back();
}

void JsonKeys::remove(JsonField field) {
    remove_field(m_root, field);
}

struct JsonReader::Parser {
    ondemand::parser parser;
    std::vector<char> buffer;  // simdjson reads some bytes more than the line has
};

/// One pass over the object. Values are given as places in `line`, which has the same bytes as the
/// buffer or what had to be taken out of it.
struct Walk {
    JsonReader& reader;
    const char* buffer;
    std::string_view line;

    std::string_view in_line(std::string_view text) const {
        return line.substr(static_cast<std::size_t>(text.data() - buffer), text.size());
    }

    bool object(ondemand::object object, const JsonKeys::Node& node) const {
        for (auto entry : object) {
            ondemand::raw_json_string key;
            if (entry.key().get(key) != simdjson::SUCCESS) {
                return false;
            }
            const char* const begin = key.raw();
            const char* const end = buffer + line.size();
            const void* const quote =
                std::memchr(begin, '"', static_cast<std::size_t>(end - begin));
            if (quote == nullptr) {
                return false;
            }
            const auto length = static_cast<std::size_t>(static_cast<const char*>(quote) - begin);
            const JsonKeys::Node* const child = node.find(std::string_view(begin, length));
            if (child == nullptr) {
                continue;
            }
            ondemand::value value;
            if (entry.value().get(value) != simdjson::SUCCESS || !this->value(value, *child)) {
                return false;
            }
        }
        return true;
    }

    bool value(ondemand::value value, const JsonKeys::Node& node) const {
        ondemand::json_type type;
        if (value.type().get(type) != simdjson::SUCCESS) {
            return false;
        }
        if (node.rank != 0 && type != ondemand::json_type::object) {
            reader.m_has[static_cast<std::size_t>(node.field)] = true;
        }
        switch (type) {
            case ondemand::json_type::object: {
                ondemand::object inner;
                return node.children.empty() ||
                       (value.get_object().get(inner) == simdjson::SUCCESS && object(inner, node));
            }
            case ondemand::json_type::array:
                return node.rank == 0 || array(value, node);
            case ondemand::json_type::string:
            case ondemand::json_type::number:
                if (node.rank != 0) {
                    store(without_white_space(value.raw_json_token()), node);
                }
                return true;
            default:
                return true;
        }
    }

    bool array(ondemand::value value, const JsonKeys::Node& node) const {
        ondemand::array list;
        if (value.get_array().get(list) != simdjson::SUCCESS) {
            return false;
        }
        for (auto element : list) {
            ondemand::value item;
            ondemand::json_type type;
            if (element.get(item) != simdjson::SUCCESS ||
                item.type().get(type) != simdjson::SUCCESS) {
                return false;
            }
            if (type == ondemand::json_type::string) {
                store(without_white_space(item.raw_json_token()), node);
            }
        }
        return true;
    }

    void store(std::string_view token, const JsonKeys::Node& node) const {
        JsonValue found;
        found.is_string = token.size() > 1 && token.front() == '"';
        found.text = found.is_string ? token.substr(1, token.size() - 2) : token;
        const auto index = static_cast<std::size_t>(node.field);
        unsigned& rank = reader.m_ranks[index];
        if (found.text.empty() || found.text == "-" || (rank != 0 && rank < node.rank)) {
            return;
        }
        found.text = in_line(found.text);
        reader.m_values[index] = found;
        rank = node.rank;
    }
};

JsonReader::JsonReader() : m_parser(std::make_unique<Parser>()) {}

JsonReader::~JsonReader() = default;

bool JsonReader::read(std::string_view line, const JsonKeys& keys) {
    line = line.substr(0, line.rfind('}') + 1);
    if (line.size() < 2 || line.front() != '{') {
        return false;
    }
    std::vector<char>& buffer = m_parser->buffer;
    if (buffer.size() < line.size() + simdjson::SIMDJSON_PADDING) {
        buffer.resize(line.size() + simdjson::SIMDJSON_PADDING);
    }
    std::copy(line.begin(), line.end(), buffer.begin());
    bool bad_bytes = false;
    const bool good = read_buffer(line, keys, bad_bytes);
    if (!bad_bytes) {
        return good;
    }
    // What JSON forbids gives way to something harmless of the same length, so that the places are
    // those of the line.
    std::transform(line.begin(), line.end(), buffer.begin(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 ? ' ' : byte >= 0x80 ? '?' : c;
    });
    return read_buffer(line, keys, bad_bytes);
}

bool JsonReader::read_buffer(std::string_view line, const JsonKeys& keys, bool& bad_bytes) {
    m_values.fill({});
    m_ranks.fill(0);
    m_has.fill(false);
    const char* const begin = m_parser->buffer.data();
    ondemand::document document;
    const auto error =
        m_parser->parser.iterate(begin, line.size(), m_parser->buffer.size()).get(document);
    bad_bytes = error == simdjson::UTF8_ERROR || error == simdjson::UNESCAPED_CHARS;
    ondemand::object object;
    return error == simdjson::SUCCESS && document.get_object().get(object) == simdjson::SUCCESS &&
           Walk{*this, begin, line}.object(object, keys.root());
}

}  // namespace mapgen
