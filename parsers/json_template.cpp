#include "parsers/json_template.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "core/error.hpp"
#include "parsers/free_time.hpp"
#include "parsers/line_template.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;

// Around a directive's number in a string of the template, to find it in simdjson's answer: two
// characters that Unicode leaves to private use.
constexpr std::string_view opening = "\xee\x80\x80";
constexpr std::string_view closing = "\xee\x80\x81";

/// The template with each directive as a mark, in quotes where it stands bare.
std::string with_marks(const std::vector<TemplateToken>& tokens) {
    std::string text;
    bool in_quotes = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].is_field) {
            const std::string_view quote = in_quotes ? "" : "\"";
            text += fmt::format("{}{}{}{}{}", quote, opening, i, closing, quote);
            continue;
        }
        for (const char c : tokens[i].text) {
            in_quotes = in_quotes != (c == '"');
        }
        text += tokens[i].text;
    }
    return text;
}

/// What a value is made of.
struct Value {
    std::vector<const TemplateToken*> fields;
    std::string example;
    bool is_url = false;  ///< a scheme stands in front

    bool has(FieldMeaning meaning) const { return find(meaning) != nullptr; }
    const TemplateToken* find(FieldMeaning meaning) const {
        const auto found =
            std::find_if(fields.begin(), fields.end(),
                         [&](const TemplateToken* field) { return field->meaning == meaning; });
        return found == fields.end() ? nullptr : *found;
    }
};

Value read_value(std::string_view text, const std::vector<TemplateToken>& tokens) {
    Value value;
    while (!text.empty()) {
        const std::size_t mark = text.find(opening);
        const std::string_view literal = text.substr(0, mark);
        value.is_url = value.is_url || literal.find("://") != npos;
        value.example += literal;
        if (mark == npos) {
            break;
        }
        const std::size_t number = mark + opening.size();
        const std::size_t end = std::min(text.find(closing, number), text.size());
        std::size_t index = tokens.size();
        std::from_chars(text.data() + number, text.data() + end, index);
        if (index >= tokens.size()) {
            break;  // the template has the marks itself
        }
        value.fields.push_back(&tokens[index]);
        value.example += tokens[index].example;
        text = text.substr(std::min(end + closing.size(), text.size()));
    }
    return value;
}

/// One key that tells something.
struct Found {
    FieldMeaning meaning = FieldMeaning::ignored;
    unsigned rank = 0;
    std::string path;
    std::optional<TimeLayout> layout;
};

class Reader {
public:
    explicit Reader(const TokenisedTemplate& source) : m_source(source) {}

    JsonTemplate read() {
        simdjson::dom::parser parser;
        simdjson::dom::element root;
        simdjson::dom::object object;
        const auto error = parser.parse(with_marks(m_source.tokens)).get(root);
        if (error != simdjson::SUCCESS || root.get_object().get(object) != simdjson::SUCCESS) {
            throw usage_error(fmt::format(
                "{}: it begins and ends as a JSON object and is none ({}); look for a missing "
                "quote, colon or comma",
                dialect_name(m_source.dialect), simdjson::error_message(error)));
        }
        read_object(object, {});
        std::array<bool, field_meaning_count> has{};
        for (const Found& found : m_found) {
            has[static_cast<std::size_t>(found.meaning)] = true;
        }
        require_fields(has, m_source.dialect);
        return result();
    }

private:
    void read_object(simdjson::dom::object object, const std::string& parent) {
        for (const auto [key, element] : object) {
            const std::string path =
                parent.empty() ? std::string(key) : fmt::format("{}.{}", parent, key);
            simdjson::dom::object inner;
            std::string_view text;
            if (element.get_object().get(inner) == simdjson::SUCCESS) {
                read_object(inner, path);
            } else if (element.get_string().get(text) == simdjson::SUCCESS) {
                add(path, read_value(text, m_source.tokens));
            }
        }
    }

    void add(const std::string& path, const Value& value) {
        if (value.fields.empty()) {
            return;
        }
        const auto found = [&](FieldMeaning meaning) {
            const TemplateToken* const field = value.find(meaning);
            m_found.push_back({meaning, field == nullptr ? 0 : field->rank, path, std::nullopt});
        };
        if (value.has(FieldMeaning::time)) {
            add_time(path, value);
        } else if (value.has(FieldMeaning::method) && value.has(FieldMeaning::path)) {
            found(FieldMeaning::request);
        } else if (value.has(FieldMeaning::path)) {
            // A host in front would be taken for the path's beginning, but for a whole URL's.
            if (value.is_url || value.fields.front()->meaning == FieldMeaning::path) {
                found(FieldMeaning::path);
            }
        } else if (value.has(FieldMeaning::forwarded_for)) {
            found(FieldMeaning::forwarded_for);
        } else if (value.fields.front()->meaning != FieldMeaning::ignored) {
            found(value.fields.front()->meaning);
        }
    }

    void add_time(const std::string& path, const Value& value) {
        Found found{FieldMeaning::time, value.find(FieldMeaning::time)->rank, path, std::nullopt};
        LocalClock clock{ParserSettings{}};
        if (value.fields.size() == 1) {
            found.layout = value.fields.front()->layout;
        }
        if (!found.layout && !read_free_time(value.example, clock)) {
            return;  // a part of a time, or one that would need a layout of its own
        }
        m_found.push_back(std::move(found));
    }

    JsonTemplate result() {
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](const Found& a, const Found& b) { return a.rank < b.rank; });
        JsonTemplate result;
        bool has_layout = false;
        for (const Found& found : m_found) {
            switch (found.meaning) {
                case FieldMeaning::time:
                    if (!has_layout) {
                        result.layout = found.layout;
                        has_layout = true;
                        result.keys.add(JsonField::time, found.path);
                    }
                    break;
                case FieldMeaning::client:
                    result.keys.add(JsonField::client, found.path);
                    break;
                case FieldMeaning::forwarded_for:
                    result.keys.add(JsonField::forwarded_for, found.path);
                    break;
                case FieldMeaning::host:
                    result.keys.add(JsonField::host, found.path);
                    break;
                case FieldMeaning::request:
                    result.keys.add(JsonField::request, found.path);
                    break;
                case FieldMeaning::method:
                    result.keys.add(JsonField::method, found.path);
                    break;
                case FieldMeaning::path:
                    result.keys.add(JsonField::path, found.path);
                    break;
                case FieldMeaning::status:
                    result.keys.add(JsonField::status, found.path);
                    break;
                case FieldMeaning::bytes:
                    result.keys.add(JsonField::bytes, found.path);
                    break;
                case FieldMeaning::user_agent:
                    result.keys.add(JsonField::user_agent, found.path);
                    break;
                case FieldMeaning::ignored:
                case FieldMeaning::file:
                case FieldMeaning::argument:
                    break;
            }
        }
        for (const TemplateToken& token : m_source.tokens) {
            result.sample += token.is_field ? token.example : token.text;
        }
        return result;
    }

    const TokenisedTemplate& m_source;
    std::vector<Found> m_found;
};

}  // namespace

bool is_json_template(const TokenisedTemplate& tokens) {
    if (tokens.tokens.empty() || tokens.tokens.front().is_field || tokens.tokens.back().is_field) {
        return false;
    }
    const std::string& front = tokens.tokens.front().text;
    const std::string& back = tokens.tokens.back().text;
    const std::size_t first = front.find_first_not_of(" \t\r\n");
    const std::size_t last = back.find_last_not_of(" \t\r\n");
    return first != npos && front[first] == '{' && last != npos && back[last] == '}' &&
           front.find('"', first) != npos;
}

JsonTemplate read_json_template(const TokenisedTemplate& tokens) {
    return Reader(tokens).read();
}

}  // namespace mapgen
