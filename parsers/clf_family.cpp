#include "parsers/clf_family.hpp"

#include "parsers/http_request.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {
namespace {

/// Whether a web server can have logged this request field. FTP servers write the same shape
/// around their commands ("RETR name", "QUIT"), and those are not HTTP methods that may be skipped.
bool is_from_a_web_server(std::string_view field) {
    const HttpRequest request = read_http_request(field);
    switch (request.action) {
        case Action::get:
        case Action::head:
            return true;
        case Action::unreadable: {
            const bool one_word = field.size() > 1 && field.find_first_of(" \\") == field.npos;
            return !one_word;
        }
        default:
            return request.has_protocol;
    }
}

/// Whether lighttpd wrote this and nobody else: its second field is the virtual host, and what it
/// could not read as a request it puts together from nothing and two spaces.
bool is_from_lighttpd(const ClfFields& fields) {
    const bool has_second = !fields.virtual_host.empty() && !fields.virtual_host_in_front;
    return has_second || fields.request == "  ";
}

}  // namespace

bool ClfFamilyFormat::has_front_of(const ClfFields& fields) const {
    switch (m_front) {
        case Front::virtual_host:
            return fields.virtual_host_in_front;
        case Front::client_and_virtual_host:
            return is_from_lighttpd(fields);
        case Front::client:
            break;
    }
    // lighttpd has no name of its own for what it writes without referer and agent.
    const bool is_own_of_another = m_tail != ClfTail::ignored && is_from_lighttpd(fields);
    return !fields.virtual_host_in_front && !is_own_of_another;
}

int ClfFamilyFormat::recognise(std::string_view line) const {
    ClfFields fields;
    if (split_clf(line, fields) != LineOutcome::counted || !read_clf_time(fields.time) ||
        !is_from_a_web_server(fields.request)) {
        return 0;
    }
    std::string_view agent;
    std::string_view rest = fields.rest;
    const bool has_agent = take_referer_and_agent(rest, agent);
    const bool wants_agent = m_tail == ClfTail::referer_and_agent;
    if (wants_agent && !has_agent && fields.rest.starts_with(" \"")) {
        return 0;
    }
    if (!has_front_of(fields) || (wants_agent && !has_agent)) {
        // The parser reads the others of the family as well, so in a mixed file their lines speak
        // for this format too, though not much.
        return 20;
    }
    if (wants_agent) {
        return 90;
    }
    return has_agent ? 40 : 80;
}

std::unique_ptr<LineParser> ClfFamilyFormat::make_parser(const ParserSettings& /*settings*/) const {
    return std::make_unique<ClfParser>(m_tail);
}

}  // namespace mapgen
