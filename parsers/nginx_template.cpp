#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/error.hpp"
#include "parsers/backslash_escapes.hpp"
#include "parsers/template_token.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view spaces = " \t\r\n";

struct Variable {
    std::string_view name;
    FieldMeaning meaning;
    FieldShape shape;
    unsigned rank;
    std::string_view example;
};

// Of ngx_http_core_module, ngx_http_log_module, ngx_http_realip_module, ngx_http_proxy_module.
constexpr Variable variables[] = {
    {"remote_addr", FieldMeaning::client, FieldShape::text, 0, "192.0.2.7"},
    {"realip_remote_addr", FieldMeaning::client, FieldShape::text, 2, "192.0.2.7"},
    {"proxy_protocol_addr", FieldMeaning::client, FieldShape::text, 3, "192.0.2.7"},
    {"http_x_real_ip", FieldMeaning::client, FieldShape::text, 4, "192.0.2.7"},
    {"http_cf_connecting_ip", FieldMeaning::client, FieldShape::text, 4, "192.0.2.7"},
    {"http_true_client_ip", FieldMeaning::client, FieldShape::text, 4, "192.0.2.7"},
    {"http_x_forwarded_for", FieldMeaning::forwarded_for, FieldShape::list, 0, "192.0.2.7"},
    {"proxy_add_x_forwarded_for", FieldMeaning::forwarded_for, FieldShape::list, 1, "192.0.2.7"},
    {"time_local", FieldMeaning::time, FieldShape::clf_time, 0, "22/Nov/2026:01:27:07 +0000"},
    {"time_iso8601", FieldMeaning::time, FieldShape::free_time, 0, "2026-11-22T01:27:07+00:00"},
    {"msec", FieldMeaning::time, FieldShape::free_time, 0, "1795310827.000"},
    {"request", FieldMeaning::request, FieldShape::text, 0, "GET /epel/9/RPM-GPG-KEY HTTP/1.1"},
    {"request_method", FieldMeaning::method, FieldShape::text, 0, "GET"},
    {"request_uri", FieldMeaning::path, FieldShape::text, 0, "/epel/9/RPM-GPG-KEY"},
    {"uri", FieldMeaning::path, FieldShape::text, 1, "/epel/9/RPM-GPG-KEY"},
    {"document_uri", FieldMeaning::path, FieldShape::text, 1, "/epel/9/RPM-GPG-KEY"},
    {"is_args", FieldMeaning::ignored, FieldShape::query, 0, ""},
    {"args", FieldMeaning::ignored, FieldShape::query, 0, ""},
    {"query_string", FieldMeaning::ignored, FieldShape::query, 0, ""},
    {"server_protocol", FieldMeaning::ignored, FieldShape::protocol, 0, "HTTP/1.1"},
    {"status", FieldMeaning::status, FieldShape::status, 0, "200"},
    {"body_bytes_sent", FieldMeaning::bytes, FieldShape::number, 0, "300"},
    {"bytes_sent", FieldMeaning::bytes, FieldShape::number, 1, "538"},
    {"http_user_agent", FieldMeaning::user_agent, FieldShape::text, 0, "curl/7.88.1"},
    {"host", FieldMeaning::host, FieldShape::text, 0, "mirror.example.org"},
    {"server_name", FieldMeaning::host, FieldShape::text, 1, "mirror.example.org"},
    {"http_host", FieldMeaning::host, FieldShape::text, 2, "mirror.example.org"},
    {"remote_port", FieldMeaning::ignored, FieldShape::number, 0, "40000"},
    {"server_port", FieldMeaning::ignored, FieldShape::number, 0, "80"},
};

TemplateToken field(std::string_view written, std::string_view name, std::size_t position) {
    TemplateToken token;
    token.is_field = true;
    token.text = written;
    token.position = position;
    token.example = "-";
    const auto known = std::find_if(std::begin(variables), std::end(variables),
                                    [&](const Variable& each) { return each.name == name; });
    if (known != std::end(variables)) {
        token.meaning = known->meaning;
        token.shape = known->shape;
        token.rank = known->rank;
        token.example = known->example;
    } else if (name.starts_with("upstream_")) {
        token.shape = FieldShape::list;  // one element for each server that was tried
    }
    return token;
}

bool is_name_byte(char c) {
    return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Reader {
public:
    explicit Reader(std::string_view format) : m_text(format) {
        m_result.dialect = TemplateDialect::nginx;
    }

    TokenisedTemplate read() {
        skip_spaces();
        if (take_word("log_format")) {
            take_any_word();  // its name
        }
        read_escape();
        const char first = m_at < m_text.size() ? m_text[m_at] : '\0';
        // A format that is all quoted fields begins with a double quote of its own.
        if (first == '\'' || (first == '"' && m_text.find('\'') == npos && is_one_piece())) {
            read_pieces();
        } else {
            read_until('\0');
        }
        return std::move(m_result);
    }

private:
    void skip_spaces() { m_at = skip_all_of(m_text, m_at, spaces); }

    /// Between the pieces there may be comments, which end with their line.
    void skip_comments() {
        skip_spaces();
        while (m_at < m_text.size() && m_text[m_at] == '#') {
            m_at = std::min(m_text.find('\n', m_at), m_text.size());
            skip_spaces();
        }
    }

    bool take_word(std::string_view word) {
        if (m_text.compare(m_at, word.size(), word) != 0 ||
            skip_all_of(m_text, m_at + word.size(), spaces) == m_at + word.size()) {
            return false;
        }
        m_at += word.size();
        skip_spaces();
        return true;
    }

    void take_any_word() {
        m_at = std::min(m_text.find_first_of(spaces, m_at), m_text.size());
        skip_spaces();
    }

    void read_escape() {
        constexpr std::string_view word = "escape=";
        if (m_text.compare(m_at, word.size(), word) != 0) {
            return;
        }
        const std::size_t begin = m_at + word.size();
        const std::size_t end = std::min(m_text.find_first_of(" \t\r\n'\"", begin), m_text.size());
        const std::string_view value = m_text.substr(begin, end - begin);
        if (value == "json") {
            m_result.escape = LogEscape::json;
        } else if (value == "none") {
            m_result.escape = LogEscape::none;
        } else if (value != "default") {
            throw usage_error(fmt::format(
                "nginx log_format: escape={} at character {} is not known; it may be default, "
                "json or none",
                value, m_at + 1));
        }
        m_at = end;
        skip_spaces();
    }

    /// Whether the double quote at the beginning ends with the format, and all between is escaped.
    bool is_one_piece() const {
        std::size_t quote = m_at + 1;
        while (quote < m_text.size() && m_text[quote] != '"') {
            quote += m_text[quote] == '\\' ? 2U : 1U;
        }
        return quote < m_text.size() && m_text.find_first_not_of(" \t\r\n;", quote + 1) == npos;
    }

    void read_pieces() {
        skip_comments();
        while (m_at < m_text.size() && m_text[m_at] != ';') {
            const char quote = m_text[m_at];
            if (quote != '\'' && quote != '"') {
                throw usage_error(fmt::format(
                    "nginx log_format: character {} stands between the quoted pieces; expected ' "
                    "or \" around each piece",
                    m_at + 1));
            }
            const std::size_t opening = m_at;
            ++m_at;
            read_until(quote);
            if (m_at >= m_text.size()) {
                throw usage_error(
                    fmt::format("nginx log_format: the quote {} at character {} is not closed",
                                quote, opening + 1));
            }
            ++m_at;
            skip_comments();
        }
    }

    /// Reads up to the unescaped byte `closing`, or the end.
    void read_until(char closing) {
        while (m_at < m_text.size() && (closing == '\0' || m_text[m_at] != closing)) {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()) {
                read_escaped();
            } else if (m_text[m_at] == '$') {
                read_variable();
            } else {
                literal(m_text.substr(m_at, 1));
                ++m_at;
            }
        }
    }

    void read_escaped() {
        literal(configured_escape(m_text.substr(m_at, 2)));
        m_at += 2;
    }

    void read_variable() {
        const bool braces = m_at + 1 < m_text.size() && m_text[m_at + 1] == '{';
        const std::size_t begin = m_at + (braces ? 2 : 1);
        std::size_t end = begin;
        while (end < m_text.size() && is_name_byte(m_text[end])) {
            ++end;
        }
        if (end == begin || (braces && (end == m_text.size() || m_text[end] != '}'))) {
            throw usage_error(fmt::format(
                "nginx log_format: no variable's name follows the $ at character {}", m_at + 1));
        }
        const std::size_t after = end + (braces ? 1 : 0);
        m_result.tokens.push_back(
            field(m_text.substr(m_at, after - m_at), m_text.substr(begin, end - begin), m_at + 1));
        m_at = after;
    }

    void literal(std::string_view text) { append_literal(m_result.tokens, text, m_at + 1); }

    std::string_view m_text;
    std::size_t m_at = 0;
    TokenisedTemplate m_result;
};

}  // namespace

void append_literal(std::vector<TemplateToken>& tokens, std::string_view text,
                    std::size_t position) {
    if (tokens.empty() || tokens.back().is_field) {
        TemplateToken token;
        token.position = position;
        tokens.push_back(std::move(token));
    }
    tokens.back().text += text;
}

TokenisedTemplate tokenise_nginx(std::string_view format) {
    return Reader(format).read();
}

}  // namespace mapgen
