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

struct Meaning {
    FieldMeaning meaning = FieldMeaning::ignored;
    FieldShape shape = FieldShape::text;
    unsigned rank = 0;
    std::string_view example = "-";
};

constexpr Meaning ignored_text{};
constexpr Meaning ignored_number{FieldMeaning::ignored, FieldShape::number, 0, "1"};
constexpr Meaning clf_time{FieldMeaning::time, FieldShape::clf_time, 0,
                           "22/Nov/2026:01:27:07 +0000"};
constexpr Meaning epoch_time{FieldMeaning::time, FieldShape::free_time, 0, "1795310827"};

/// A directive as it is written: %, modifiers, {ARGUMENT}, LETTERS.
struct Directive {
    std::string_view written;
    std::size_t position = 0;
    std::string_view argument;
    bool has_argument = false;
    std::string_view letters;    ///< one, or "^ti" and the like; empty for ProFTPD's %{name}
    bool final_request = false;  ///< ">"
};

/// ASCII alone, as in the names of headers.
std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

/// %{NAME}i
Meaning request_header(std::string_view name) {
    const std::string header = lower(name);
    if (header == "user-agent") {
        return {FieldMeaning::user_agent, FieldShape::text, 0, "curl/7.88.1"};
    }
    if (header == "x-forwarded-for") {
        return {FieldMeaning::forwarded_for, FieldShape::list, 0, "192.0.2.7"};
    }
    if (header == "host") {
        return {FieldMeaning::host, FieldShape::text, 2, "mirror.example.org"};
    }
    if (header == "x-real-ip" || header == "cf-connecting-ip" || header == "true-client-ip" ||
        header == "x-client-ip") {
        return {FieldMeaning::client, FieldShape::text, 4, "192.0.2.7"};
    }
    return ignored_text;
}

/// What both servers write for a letter.
Meaning common_letter(char letter, const Directive& directive) {
    switch (letter) {
        case 'a':
            return {FieldMeaning::client, FieldShape::text, directive.argument == "c" ? 2U : 0U,
                    "192.0.2.7"};
        case 'h':
            return {FieldMeaning::client, FieldShape::text, directive.argument == "c" ? 3U : 1U,
                    "192.0.2.7"};
        case 'V':
            return {FieldMeaning::host, FieldShape::text, 0, "mirror.example.org"};
        case 'v':
            return {FieldMeaning::host, FieldShape::text, 1, "mirror.example.org"};
        case 'b':
            return {FieldMeaning::bytes, FieldShape::number, 0, "300"};
        case 'O':
            return {FieldMeaning::bytes, FieldShape::number, 1, "538"};
        case 'I':
        case 'P':
        case 'p':
        case 'T':
            return ignored_number;
        default:
            return ignored_text;
    }
}

Meaning apache_letter(const Directive& directive) {
    const char letter = directive.letters.front();
    switch (letter) {
        case 'i':
            return request_header(directive.argument);
        case 'r':
            return {FieldMeaning::request, FieldShape::text, 0, "GET /epel/9/RPM-GPG-KEY HTTP/1.1"};
        case 'm':
            return {FieldMeaning::method, FieldShape::text, 0, "GET"};
        case 'U':
            return {FieldMeaning::path, FieldShape::text, 0, "/epel/9/RPM-GPG-KEY"};
        case 'f':
            return {FieldMeaning::file, FieldShape::text, 0, "/srv/mirror/epel/9/RPM-GPG-KEY"};
        case 'q':
            return {FieldMeaning::ignored, FieldShape::query, 0, ""};
        case 'H':
            return {FieldMeaning::ignored, FieldShape::protocol, 0, "HTTP/1.1"};
        case 's':
            return {FieldMeaning::status, FieldShape::status, directive.final_request ? 0U : 1U,
                    "200"};
        case 'B':
            return {FieldMeaning::bytes, FieldShape::number, 0, "300"};
        case 'S':  // both directions
            return {FieldMeaning::bytes, FieldShape::number, 2, "638"};
        case 'D':
        case 'k':
            return ignored_number;
        default:
            return common_letter(letter, directive);
    }
}

Meaning proftpd_letter(const Directive& directive) {
    const char letter = directive.letters.front();
    switch (letter) {
        case 'r':
            return {FieldMeaning::request, FieldShape::text, 0, "RETR RPM-GPG-KEY"};
        case 'm':
            return {FieldMeaning::method, FieldShape::text, 0, "RETR"};
        case 'f':
            return {FieldMeaning::file, FieldShape::text, 0, "/srv/mirror/epel/9/RPM-GPG-KEY"};
        case 'F':
            return {FieldMeaning::file, FieldShape::text, 1, "/epel/9/RPM-GPG-KEY"};
        case 'J':
            return {FieldMeaning::argument, FieldShape::text, 0, "RPM-GPG-KEY"};
        case 's':
            return {FieldMeaning::status, FieldShape::status, 0, "226"};
        case 'T':  // "0.004"
            return ignored_text;
        default:
            return common_letter(letter, directive);
    }
}

/// ProFTPD's variables without a letter, %{name}.
bool proftpd_variable(std::string_view name, Meaning& meaning, std::string_view& layout) {
    constexpr std::string_view others[] = {"basename",
                                           "file-modified",
                                           "file-offset",
                                           "file-size",
                                           "gid",
                                           "millisecs",
                                           "microsecs",
                                           "protocol",
                                           "remote-port",
                                           "total-bytes-in",
                                           "total-bytes-out",
                                           "total-bytes-xfer",
                                           "total-files-in",
                                           "total-files-out",
                                           "total-files-xfer",
                                           "transfer-failure",
                                           "transfer-millisecs",
                                           "transfer-port",
                                           "transfer-speed",
                                           "transfer-status",
                                           "transfer-type",
                                           "uid",
                                           "version",
                                           "vroot"};
    if (name == "epoch") {
        meaning = epoch_time;
    } else if (name == "iso8601") {
        meaning = {FieldMeaning::time, FieldShape::laid_out, 0, {}};
        layout = "%Y-%m-%d %H:%M:%S,%f";
    } else if (std::find(std::begin(others), std::end(others), name) == std::end(others) &&
               !name.starts_with("note:") && !name.starts_with("env:")) {
        return false;
    }
    return true;
}

/// %{ARGUMENT}t: what begins an epoch time or a strftime(3) layout, without "begin:" and "end:".
Meaning time_meaning(std::string_view argument, std::string_view& layout) {
    unsigned rank = 0;
    if (argument.starts_with("begin:")) {
        argument.remove_prefix(6);
    } else if (argument.starts_with("end:")) {
        argument.remove_prefix(4);
        rank = 1;
    }
    Meaning meaning{FieldMeaning::time, FieldShape::laid_out, rank, {}};
    if (argument.empty()) {
        meaning = clf_time;
        meaning.rank = rank;
    } else if (argument == "sec" || argument == "msec" || argument == "usec") {
        meaning = epoch_time;
        meaning.rank = rank;
    } else if (argument == "msec_frac" || argument == "usec_frac") {
        meaning = ignored_number;
    } else {
        layout = argument;
    }
    return meaning;
}

class Reader {
public:
    Reader(std::string_view format, bool proftpd) : m_text(format), m_proftpd(proftpd) {}

    TokenisedTemplate read() {
        find_ends();
        while (m_at < m_end) {
            const char c = m_text[m_at];
            if (c == '\\' && m_at + 1 < m_end) {
                read_escaped();
            } else if (c == '%') {
                read_directive();
            } else {
                literal(m_text.substr(m_at, 1));
                ++m_at;
            }
        }
        m_result.dialect = m_proftpd ? TemplateDialect::proftpd : TemplateDialect::apache;
        m_result.escape = m_proftpd ? LogEscape::none : LogEscape::backslash;
        return std::move(m_result);
    }

private:
    /// Leaves out what stands around the format in a configuration file.
    void find_ends() {
        m_at = skip_all_of(m_text, 0, spaces);
        m_end = m_text.size();
        constexpr std::string_view word = "LogFormat";
        const bool directive = m_text.compare(m_at, word.size(), word) == 0 &&
                               skip_all_of(m_text, m_at + word.size(), spaces) > m_at + word.size();
        if (directive) {
            m_at = skip_all_of(m_text, m_at + word.size(), spaces);
            if (m_at < m_end && m_text[m_at] != '"') {
                // ProFTPD has the nickname in front.
                m_at = std::min(m_text.find_first_of(spaces, m_at), m_end);
                m_at = skip_all_of(m_text, m_at, spaces);
            }
        }
        if (m_at < m_end && m_text[m_at] == '"') {
            const std::size_t closing = find_closing_quote();
            // Without the word a quote may be the log's own, around its first field.
            if (directive ||
                (closing != npos && m_text.find_first_not_of(spaces, closing + 1) == npos)) {
                if (closing == npos) {
                    throw usage_error(fmt::format(
                        "LogFormat: the quote at character {} is not closed", m_at + 1));
                }
                ++m_at;
                m_end = closing;
            }
        }
    }

    std::size_t find_closing_quote() const {
        std::size_t at = m_at + 1;
        while (at < m_text.size() && m_text[at] != '"') {
            at += m_text[at] == '\\' ? 2U : 1U;
        }
        return at < m_text.size() ? at : npos;
    }

    void read_escaped() {
        literal(configured_escape(m_text.substr(m_at, 2)));
        m_at += 2;
    }

    void read_directive() {
        Directive directive;
        directive.position = m_at + 1;
        std::size_t at = m_at + 1;
        if (at < m_end && m_text[at] == '%') {
            literal("%");
            m_at += 2;
            return;
        }
        for (; at < m_end && (is_digit(m_text[at]) || is_one_of(m_text[at], "!,<>{")); ++at) {
            directive.final_request = directive.final_request || m_text[at] == '>';
            if (m_text[at] == '{') {
                const std::size_t closing = m_text.substr(0, m_end).find('}', at);
                if (closing == npos) {
                    throw usage_error(
                        fmt::format("LogFormat: the {{ at character {} has no }}", at + 1));
                }
                directive.argument = m_text.substr(at + 1, closing - at - 1);
                directive.has_argument = true;
                at = closing;
            }
        }
        if (directive.has_argument && read_variable(directive, at)) {
            return;
        }
        const std::size_t length = at < m_end && m_text[at] == '^' ? 3 : 1;
        if (at + length > m_end) {
            throw usage_error(fmt::format(
                "LogFormat: the directive at character {} has no letter; a percent sign of the "
                "log's own is %%",
                directive.position));
        }
        directive.letters = m_text.substr(at, length);
        directive.written = m_text.substr(m_at, at + length - m_at);
        m_at = at + length;
        add_letter(directive);
    }

    /// ProFTPD's %{name}, which no letter follows.
    bool read_variable(Directive& directive, std::size_t after) {
        Meaning meaning;
        std::string_view layout;
        if (!proftpd_variable(directive.argument, meaning, layout)) {
            return false;
        }
        m_proftpd = true;
        directive.written = m_text.substr(m_at, after - m_at);
        m_at = after;
        add(directive, meaning, layout);
        return true;
    }

    void add_letter(const Directive& directive) {
        constexpr std::string_view apache_letters = "aABbCcDefhHiIklLmnoOpPqrRsStTuUvVxX^";
        constexpr std::string_view proftpd_letters = "aAbcdDeEfFgGhHIJlLmOpPrRsStTuUvVw";
        const char letter = directive.letters.front();
        const std::string_view letters = m_proftpd ? proftpd_letters : apache_letters;
        if (!is_one_of(letter, letters)) {
            throw usage_error(fmt::format(
                "LogFormat: {} at character {} is no directive of {}; their letters are {}",
                directive.written, directive.position,
                m_proftpd ? "ProFTPD's mod_log" : "Apache's mod_log_config", letters));
        }
        if (letter == 't') {
            std::string_view layout;
            const Meaning meaning =
                directive.argument.empty() ? clf_time : time_meaning(directive.argument, layout);
            // Apache writes the brackets where the format is its own choice.
            const bool brackets = meaning.shape == FieldShape::clf_time;
            literal(brackets ? "[" : "");
            add(directive, meaning, layout);
            literal(brackets ? "]" : "");
        } else {
            add(directive, m_proftpd ? proftpd_letter(directive) : apache_letter(directive), {});
        }
    }

    void add(const Directive& directive, const Meaning& meaning, std::string_view layout) {
        TemplateToken token;
        token.is_field = true;
        token.text = directive.written;
        token.position = directive.position;
        token.meaning = meaning.meaning;
        token.shape = meaning.shape;
        token.rank = meaning.rank;
        token.example = meaning.example;
        if (meaning.shape == FieldShape::laid_out) {
            token.layout.emplace(
                layout, fmt::format("LogFormat: {} at character {}", token.text, token.position));
            token.example = token.layout->example();
        }
        m_result.tokens.push_back(std::move(token));
    }

    void literal(std::string_view text) {
        if (!text.empty()) {
            append_literal(m_result.tokens, text, m_at + 1);
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    bool m_proftpd;
    TokenisedTemplate m_result;
};

/// Whether only ProFTPD can have written these directives: it names a file that was transferred or
/// a command's arguments, and no request as a web server does.
bool is_from_proftpd(std::string_view format) {
    bool web = false;
    bool file = false;
    bool command = false;
    for (std::size_t i = 0; i + 1 < format.size(); ++i) {
        if (format[i] != '%') {
            continue;
        }
        const char letter = format[++i];
        if (letter == '{') {
            web = true;
            i = std::min(format.find('}', i), format.size());
            continue;
        }
        web = web || is_one_of(letter, "rUq>");
        file = file || letter == 'f';
        command = command || letter == 'm';
        if (letter == 'F' || letter == 'J' || letter == 'w') {
            return true;
        }
    }
    return file && command && !web;
}

}  // namespace

TokenisedTemplate tokenise_apache(std::string_view format, bool proftpd) {
    return Reader(format, proftpd || is_from_proftpd(format)).read();
}

}  // namespace mapgen
