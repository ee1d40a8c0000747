#include "parsers/configured_format.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/suggestion.hpp"
#include "parsers/format_registry.hpp"
#include "parsers/json_fields.hpp"
#include "parsers/json_format.hpp"
#include "parsers/json_template.hpp"
#include "parsers/line_template.hpp"
#include "parsers/log_daemon.hpp"
#include "parsers/rsync_template.hpp"
#include "parsers/template_format.hpp"
#include "parsers/template_token.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;

/// A registered format lives as long as the program.
std::shared_ptr<const LogFormat> unowned(const LogFormat& format) {
    return {std::shared_ptr<const LogFormat>(), &format};
}

const LogFormat* find_registered(std::string_view configured) {
    std::string name(configured);
    std::replace(name.begin(), name.end(), '_', '-');
    for (const LogFormat* format : all_formats()) {
        if (format->name() == name) {
            return format;
        }
    }
    return nullptr;
}

Error no_json(std::string_view configured) {
    return usage_error(fmt::format(
        "format '{}' is no JSON, so that fields = {{…}} says nothing; leave it out, or take "
        "format = \"json\"",
        configured));
}

std::shared_ptr<const LogFormat> from_registered(const LogFormat& format,
                                                 const FormatFields& fields) {
    if (fields.empty()) {
        return unowned(format);
    }
    if (format.name() != "json") {
        throw no_json(format.name());
    }
    JsonKeys keys = well_known_json_keys();
    set_json_fields(keys, fields);
    return make_json_format(format.name(), std::move(keys), std::nullopt, {});
}

std::shared_ptr<const LogFormat> from_tokens(std::string_view configured,
                                             const TokenisedTemplate& tokens,
                                             const FormatFields& fields) {
    if (is_json_template(tokens)) {
        JsonTemplate json = read_json_template(tokens);
        set_json_fields(json.keys, fields);
        return make_json_format(configured, std::move(json.keys), std::move(json.layout),
                                std::move(json.sample));
    }
    if (!fields.empty()) {
        throw no_json(configured);
    }
    return make_template_format(configured, compile_template(tokens));
}

std::shared_ptr<const LogFormat> from_rsync(std::string_view configured, std::string_view text,
                                            const FormatFields& fields) {
    if (!fields.empty()) {
        throw no_json(configured);
    }
    return make_rsync_template(text);
}

/// `text` without the spaces that a multi-line string of a configuration has around it.
std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == npos ? std::string_view()
                         : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Where `text` begins with the name of a log daemon and a colon: the format behind its prefix.
std::shared_ptr<const LogFormat> behind_log_daemon(std::string_view text,
                                                   const FormatFields& fields) {
    for (const LogDaemon& daemon : log_daemons()) {
        if (text.starts_with(daemon.name) && text.substr(daemon.name.size()).starts_with(':')) {
            return in_log_daemon(daemon.name,
                                 make_format(text.substr(daemon.name.size() + 1), fields));
        }
    }
    return nullptr;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) {
        return false;
    }
    text = trim(text.substr(prefix.size()));
    return true;
}

Error unknown(std::string_view configured) {
    std::vector<std::string> names;
    for (const LogFormat* format : all_formats()) {
        names.emplace_back(format->name());
    }
    return usage_error(fmt::format(
        "no log format is named '{}'; {}; an Apache or ProFTPD LogFormat, an nginx log_format or "
        "an rsyncd.conf 'log format' string may stand there too",
        configured, known_names(configured, names)));
}

}  // namespace

std::shared_ptr<const LogFormat> make_format(std::string_view configured,
                                             const FormatFields& fields) {
    if (const LogFormat* format = find_registered(configured)) {
        return from_registered(*format, fields);
    }
    std::string_view text = trim(configured);
    if (auto format = behind_log_daemon(text, fields)) {
        return format;
    }
    if (take_prefix(text, "apache:")) {
        return from_tokens(configured, tokenise_apache(text), fields);
    }
    if (take_prefix(text, "proftpd:")) {
        return from_tokens(configured, tokenise_apache(text, true), fields);
    }
    if (take_prefix(text, "nginx:")) {
        return from_tokens(configured, tokenise_nginx(text), fields);
    }
    if (take_prefix(text, "rsync:")) {
        return from_rsync(configured, text, fields);
    }
    if (text.find('$') != npos) {
        return from_tokens(configured, tokenise_nginx(text), fields);
    }
    if (text.find('%') == npos) {
        throw unknown(configured);
    }
    return is_rsync_template(text) ? from_rsync(configured, text, fields)
                                   : from_tokens(configured, tokenise_apache(text), fields);
}

}  // namespace mapgen
