#include "parsers/line_template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/error.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

using Has = std::array<bool, field_meaning_count>;

std::size_t index(FieldMeaning meaning) {
    return static_cast<std::size_t>(meaning);
}

bool knows_its_end(FieldShape shape) {
    return shape == FieldShape::number || shape == FieldShape::status ||
           shape == FieldShape::clf_time || shape == FieldShape::laid_out;
}

bool is_host(const TemplateToken& token) {
    return token.meaning == FieldMeaning::client || token.meaning == FieldMeaning::host;
}

/// A host and its port become one field: an IPv6 address has colons too. A path and its query
/// become one, and so do neighbours that nobody reads.
std::vector<TemplateToken> join_neighbours(std::vector<TemplateToken> tokens,
                                           std::vector<bool>& with_port) {
    std::vector<TemplateToken> joined;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        TemplateToken& token = tokens[i];
        if (i + 2 < tokens.size() && is_host(token) && tokens[i + 1].text == ":" &&
            tokens[i + 2].is_field && tokens[i + 2].shape == FieldShape::number) {
            token.text += tokens[i + 1].text + tokens[i + 2].text;
            token.example += ":" + tokens[i + 2].example;
            joined.push_back(std::move(token));
            with_port.push_back(true);
            i += 2;
            continue;
        }
        if (!joined.empty() && joined.back().is_field && token.is_field) {
            const bool query = token.shape == FieldShape::query &&
                               (joined.back().meaning == FieldMeaning::path ||
                                joined.back().meaning == FieldMeaning::ignored);
            const bool both_ignored = token.meaning == FieldMeaning::ignored &&
                                      joined.back().meaning == FieldMeaning::ignored;
            if (query || both_ignored) {
                joined.back().text += token.text;
                joined.back().example += token.example;
                if (both_ignored) {
                    joined.back().shape = FieldShape::text;
                }
                continue;
            }
        }
        joined.push_back(std::move(token));
        with_port.push_back(false);
    }
    return joined;
}

/// Fields that nobody reads become one with what parts them, up to a time that tells where they
/// end. Apache's %l and %u are such, in nearly every format.
void join_ignored(std::vector<TemplateToken>& tokens, std::vector<bool>& with_port) {
    const auto is_ignored = [&](std::size_t i) {
        return tokens[i].is_field && tokens[i].meaning == FieldMeaning::ignored;
    };
    for (std::size_t i = 0; i + 4 < tokens.size(); ++i) {
        const bool plain = tokens[i + 1].text == " ";
        const bool before_time =
            tokens[i + 3].text == " [" && tokens[i + 4].shape == FieldShape::clf_time;
        if (is_ignored(i) && plain && is_ignored(i + 2) && before_time) {
            tokens[i].text += " " + tokens[i + 2].text;
            tokens[i].example += " " + tokens[i + 2].example;
            tokens[i].shape = FieldShape::text;
            const auto at = static_cast<std::ptrdiff_t>(i + 1);
            tokens.erase(tokens.begin() + at, tokens.begin() + at + 2);
            with_port.erase(with_port.begin() + at, with_port.begin() + at + 2);
        }
    }
}

/// Of the fields with one meaning, all but the best become ignored. Times are left, as one may say
/// the date and another the time of day, but for those at a request's end where its beginning is
/// logged too.
void keep_the_best(std::vector<TemplateToken>& tokens) {
    for (TemplateToken& token : tokens) {
        if (!token.is_field || token.meaning == FieldMeaning::ignored) {
            continue;
        }
        const bool better_exists =
            std::any_of(tokens.begin(), tokens.end(), [&](const TemplateToken& other) {
                if (&other == &token || other.meaning != token.meaning || !other.is_field) {
                    return false;
                }
                return other.rank < token.rank || (token.meaning != FieldMeaning::time &&
                                                   other.rank == token.rank && &other < &token);
            });
        if (better_exists) {
            token.meaning = FieldMeaning::ignored;
        }
    }
}

Has what_there_is(const std::vector<TemplateToken>& tokens) {
    Has has{};
    for (const TemplateToken& token : tokens) {
        has[index(token.meaning)] = has[index(token.meaning)] || token.is_field;
    }
    return has;
}

/// A request says what method and path say too, and quotes protect it.
void leave_out_the_needless(std::vector<TemplateToken>& tokens, TemplateDialect dialect) {
    const Has has = what_there_is(tokens);
    for (TemplateToken& token : tokens) {
        const bool said_by_request =
            has[index(FieldMeaning::request)] &&
            (token.meaning == FieldMeaning::method || token.meaning == FieldMeaning::path);
        const bool argument_of_file =
            has[index(FieldMeaning::file)] && token.meaning == FieldMeaning::argument;
        const bool file_of_web =
            dialect == TemplateDialect::nginx && token.meaning == FieldMeaning::file;
        if (said_by_request || argument_of_file || file_of_web) {
            token.meaning = FieldMeaning::ignored;
        }
    }
}

void require_whole_time(const std::vector<TemplateToken>& tokens, TemplateDialect dialect) {
    bool year = false;
    bool day = false;
    for (const TemplateToken& token : tokens) {
        if (token.is_field && token.meaning == FieldMeaning::time) {
            year = year || !token.layout || token.layout->has_year();
            day = day || !token.layout || token.layout->has_day();
        }
    }
    if (!year || !day) {
        throw usage_error(
            fmt::format("{}: the time has no {}; take %t, or a %{{…}}t with %Y, %m and %d in it",
                        dialect_name(dialect), year ? "day" : "year"));
    }
}

bool is_needed(FieldMeaning meaning, TemplateDialect dialect) {
    switch (meaning) {
        case FieldMeaning::ignored:
        case FieldMeaning::host:
        case FieldMeaning::user_agent:
            return false;
        case FieldMeaning::file:
            return dialect == TemplateDialect::proftpd;
        default:
            return true;
    }
}

class Compiler {
public:
    explicit Compiler(const TokenisedTemplate& source) : m_source(source) {}

    LineTemplate compile() {
        m_result.dialect = m_source.dialect;
        m_result.escape = m_source.escape;
        std::vector<bool> with_port;
        auto tokens = join_neighbours(m_source.tokens, with_port);
        keep_the_best(tokens);
        leave_out_the_needless(tokens, m_source.dialect);
        join_ignored(tokens, with_port);
        const Has has = what_there_is(tokens);
        require_fields(has, m_source.dialect);
        require_whole_time(tokens, m_source.dialect);
        m_result.client_is_forwarded = !has[index(FieldMeaning::client)];
        trim_end(tokens);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            m_result.sample += tokens[i].is_field ? tokens[i].example : tokens[i].text;
            if (tokens[i].is_field) {
                add_field(tokens, i, with_port[i]);
            } else {
                add_literal(tokens[i].text);
            }
        }
        m_result.steps.back().is_last = true;
        m_result.steps[m_result.last_needed].is_last_needed = true;
        for (std::size_t i = m_result.last_needed; i < m_result.steps.size(); ++i) {
            m_result.steps[i].may_go_on = true;
        }
        return std::move(m_result);
    }

private:
    /// A newline or space at the end is not in the lines that a parser is given.
    static void trim_end(std::vector<TemplateToken>& tokens) {
        if (!tokens.back().is_field) {
            std::string& text = tokens.back().text;
            text.resize(text.find_last_not_of(" \t\r\n") + 1);
        }
    }

    void add_literal(const std::string& text) {
        for (const char c : text) {
            m_in_quotes = m_in_quotes != (c == '"');
        }
        if (m_result.steps.empty()) {
            m_result.before = text;
            return;
        }
        TemplateStep& step = m_result.steps.back();
        step.after = text;
        step.quoted = step.quoted && text.starts_with('"');
    }

    void add_field(const std::vector<TemplateToken>& tokens, std::size_t at, bool with_port) {
        const TemplateToken& token = tokens[at];
        const TemplateToken* const next = at + 1 < tokens.size() ? &tokens[at + 1] : nullptr;
        TemplateStep step;
        step.meaning = token.meaning;
        step.shape = token.shape;
        step.with_port = with_port;
        step.quoted = m_in_quotes;  // if the literal behind it agrees
        if (token.meaning == FieldMeaning::time) {
            step.time = m_result.time_steps.size();
            m_result.time_steps.push_back(m_result.steps.size());
            if (step.time == largest_time_count) {
                throw usage_error(fmt::format("{}: more than {} times in a line are not read",
                                              dialect_name(m_source.dialect), largest_time_count));
            }
        }
        if (token.layout) {
            step.layout = m_result.layouts.size();
            m_result.layouts.push_back(*token.layout);
        }
        if (next != nullptr && next->is_field) {
            step.quoted = false;
            step.until_slash = next->meaning == FieldMeaning::path && !knows_its_end(step.shape);
            if (!step.until_slash && !knows_its_end(step.shape)) {
                throw usage_error(fmt::format(
                    "{}: {} and {} (character {}) stand side by side, so that nothing in a line "
                    "tells where one ends; put a space between them in the server's configuration",
                    dialect_name(m_source.dialect), token.text, next->text, next->position));
            }
        } else if (token.meaning == FieldMeaning::ignored && token.shape != FieldShape::protocol &&
                   token.shape != FieldShape::list) {
            step.shape = FieldShape::text;  // whatever it is
        }
        if (is_needed(token.meaning, m_source.dialect)) {
            m_result.last_needed = m_result.steps.size();
        }
        m_result.steps.push_back(std::move(step));
    }

    const TokenisedTemplate& m_source;
    LineTemplate m_result;
    bool m_in_quotes = false;
};

/// A line of the table of what would do: one word for each dialect.
std::string_view choose(TemplateDialect dialect, std::string_view apache, std::string_view nginx,
                        std::string_view proftpd) {
    switch (dialect) {
        case TemplateDialect::nginx:
            return nginx;
        case TemplateDialect::proftpd:
            return proftpd;
        default:
            return apache;
    }
}

}  // namespace

std::string_view dialect_name(TemplateDialect dialect) {
    return choose(dialect, "Apache LogFormat", "nginx log_format", "ProFTPD LogFormat");
}

void require_fields(const Has& has, TemplateDialect dialect) {
    const auto refuse = [&](std::string_view missing, std::string_view remedy) {
        throw usage_error(fmt::format("{}: {} is missing in it; add {} to the server's log",
                                      dialect_name(dialect), missing, remedy));
    };
    const auto there = [&](FieldMeaning meaning) { return has[index(meaning)]; };
    if (!there(FieldMeaning::time)) {
        refuse("the time", choose(dialect, "%t", "$time_local, $time_iso8601 or $msec", "%t"));
    }
    if (!there(FieldMeaning::client) && !there(FieldMeaning::forwarded_for)) {
        refuse("the client's address", choose(dialect, "%h or %a", "$remote_addr", "%a or %h"));
    }
    const bool method_and_path = there(FieldMeaning::method) &&
                                 (there(FieldMeaning::path) ||
                                  (dialect == TemplateDialect::proftpd &&
                                   (there(FieldMeaning::file) || there(FieldMeaning::argument))));
    if (!there(FieldMeaning::request) && !method_and_path) {
        refuse("the request",
               choose(dialect, "%r (or %m and %U)",
                      "$request (or $request_method and $request_uri)", "%r, or %m, and %f"));
    }
    if (!there(FieldMeaning::status)) {
        refuse("the status, which tells downloads from errors,",
               choose(dialect, "%>s", "$status", "%s"));
    }
}

LineTemplate compile_template(const TokenisedTemplate& tokens) {
    return Compiler(tokens).compile();
}

}  // namespace mapgen
