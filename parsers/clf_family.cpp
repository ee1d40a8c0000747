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

}  // namespace

int ClfFamilyFormat::recognise(std::string_view line) const {
    ClfFields fields;
    if (split_clf(line, fields) != LineOutcome::counted || !read_clf_time(fields.time) ||
        !is_from_a_web_server(fields.request)) {
        return 0;
    }
    std::string_view agent;
    const bool has_agent = split_referer_and_agent(fields.rest, agent);
    const bool wants_agent = m_tail == ClfTail::referer_and_agent;
    if (wants_agent && !has_agent && fields.rest.starts_with(" \"")) {
        return 0;
    }
    const bool front_fits = fields.virtual_host_in_front == (m_front == Front::virtual_host);
    if (!front_fits || (wants_agent && !has_agent)) {
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
