#include "parsers/clf.hpp"

#include <algorithm>
#include <optional>

#include "core/byte_search.hpp"
#include "core/ip_address.hpp"
#include "parsers/host_text.hpp"
#include "parsers/http_request.hpp"
#include "parsers/leading_digits.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_address(std::string_view text) {
    return IpAddress::parse(text).has_value();
}

bool is_host_name(std::string_view text) {
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !is_digit(c) && c != '.' && c != '-' && c != '_') {
            return false;
        }
    }
    return !text.empty();
}

/// Whether `host`, `next` and `third` begin "VHOST CLIENT IDENT USER" rather than "CLIENT IDENT
/// USER" with spaces in the user's name. `third` may be the rest of the line's front.
bool is_virtual_host(std::string_view host, std::string_view next, std::string_view third) {
    if (next == "-") {
        return false;
    }
    if (find_port(host) != npos) {
        return true;
    }
    if (is_address(next)) {
        return is_address(host) ? third.starts_with("- ") : is_host_name(host);
    }
    // Two host names, the client's looked up: an ident is seldom one, and never beside a user of
    // two words.
    const auto is_full_name = [](std::string_view name) {
        return name.find('.') != npos && is_host_name(name);
    };
    return third.starts_with("- ") && is_full_name(host) && is_full_name(next);
}

/// `front` is what stands before " [TIME]".
bool split_front(std::string_view front, ClfFields& fields) {
    const std::size_t first_end = front.find(' ');
    if (first_end == npos || first_end == 0) {
        return false;
    }
    const std::string_view first = front.substr(0, first_end);
    const std::string_view others = front.substr(first_end + 1);
    const std::size_t second_end = others.find(' ');
    if (second_end == npos || second_end == 0) {
        return false;
    }
    const std::string_view second = others.substr(0, second_end);
    const std::string_view after = others.substr(second_end + 1);
    const bool four_or_more = after.find(' ') != npos;
    if (four_or_more && is_virtual_host(first, second, after)) {
        fields.virtual_host = without_port(first);
        fields.virtual_host_in_front = true;
        fields.client = without_brackets(second);
        return true;
    }
    // Four words that are neither begin with something else, such as syslog's date and host.
    // ProFTPD's ident "UNKNOWN" stands for none.
    if (four_or_more && second != "-" && second != "UNKNOWN" && !is_address(first)) {
        return false;
    }
    fields.client = without_brackets(first);
    if (second.find_first_of(".:") != npos) {
        fields.virtual_host = without_port(second);
    }
    return true;
}

/// Reads `CLIENT - - [TIME] "`, with which nearly every line begins, and gives what follows. False
/// where it is not there.
bool split_plain_front(std::string_view line, ClfFields& fields, std::string_view& request) {
    constexpr std::string_view between = " - - [";
    const std::size_t client_end = find_byte(line, ' ');
    if (client_end == npos || client_end == 0 ||
        line.compare(client_end, between.size(), between) != 0) {
        return false;
    }
    const std::size_t time_end = client_end + between.size() + clf_time_length;
    if (line.size() < time_end + 3 || line[time_end] != ']' || line[time_end + 1] != ' ' ||
        line[time_end + 2] != '"') {
        return false;
    }
    fields.client = without_brackets(line.substr(0, client_end));
    fields.time = line.substr(time_end - clf_time_length, clf_time_length);
    request = line.substr(time_end + 3);
    return true;
}

/// The same for any front that the format allows.
bool split_any_front(std::string_view line, ClfFields& fields, std::string_view& request) {
    // No field before the request has a bare quote, with one exception: Apache writes an empty
    // user name as two.
    std::size_t opening = line.find('"');
    if (opening == npos) {
        return false;
    }
    if (opening < 2 || line[opening - 1] != ' ' || line[opening - 2] != ']') {
        opening = line.find("] \"", opening);
        if (opening == npos) {
            return false;
        }
        opening += 2;
    }
    const std::size_t time_end = opening - 2;
    // A time of the wrong length is looked for too, so that it can be named as what is wrong.
    std::size_t bracket = time_end - std::min(time_end, clf_time_length + 1);
    if (line[bracket] != '[') {
        bracket = line.rfind('[', time_end);
    }
    if (bracket == npos || bracket == 0 || line[bracket - 1] != ' ' ||
        !split_front(line.substr(0, bracket - 1), fields)) {
        return false;
    }
    fields.time = line.substr(bracket + 1, time_end - bracket - 1);
    request = line.substr(opening + 1);
    return true;
}

enum class Answer : std::uint8_t { read, cut_off, no_status, no_bytes };

/// Reads " STATUS BYTES" where both are numbers, which they nearly always are. False where they may
/// be something else.
bool split_plain_answer(std::string_view text, ClfFields& fields) {
    constexpr std::size_t bytes_begin = 5;
    unsigned status = 0;
    if (text.size() <= bytes_begin || text[0] != ' ' || text[bytes_begin - 1] != ' ' ||
        !read_digits<3>(text.data() + 1, status)) {
        return false;
    }
    std::uint64_t bytes = 0;
    const std::size_t bytes_end = read_leading_digits(text, bytes_begin, bytes);
    if (bytes_end == bytes_begin || (bytes_end < text.size() && text[bytes_end] != ' ')) {
        return false;
    }
    fields.status = static_cast<std::uint16_t>(status);
    fields.bytes = bytes;
    fields.rest = text.substr(bytes_end);
    return true;
}

/// Reads " STATUS BYTES" and leaves the rest.
Answer split_answer(std::string_view text, ClfFields& fields) {
    if (split_plain_answer(text, fields)) {
        return Answer::read;
    }
    if (text.empty() || text.front() != ' ') {
        return Answer::cut_off;
    }
    const std::size_t status_end = word_end(text, 1);
    if (status_end + 1 >= text.size()) {
        return Answer::cut_off;
    }
    const auto status = read_http_status(text.substr(1, status_end - 1));
    if (!status) {
        return Answer::no_status;
    }
    const std::size_t bytes_end = word_end(text, status_end + 1);
    const std::string_view bytes_text = text.substr(status_end + 1, bytes_end - status_end - 1);
    const auto bytes = bytes_text == "-" ? std::uint64_t{0} : read_number(bytes_text);
    if (!bytes) {
        return Answer::no_bytes;
    }
    fields.status = *status;
    fields.bytes = *bytes;
    fields.rest = text.substr(bytes_end);
    return Answer::read;
}

/// Reads `REQUEST" STATUS BYTES`, which `text` begins with.
LineOutcome split_request(std::string_view text, ClfFields& fields) {
    const QuotedField field = find_field_end(text);
    std::size_t quote = field.quote;
    if (quote == npos) {
        return LineOutcome::rejected_malformed;
    }
    Answer answer = split_answer(text.substr(quote + 1), fields);
    const LineOutcome otherwise =
        answer == Answer::cut_off ? LineOutcome::rejected_malformed : LineOutcome::rejected_number;
    while (answer != Answer::read) {
        // A quote that no status follows was part of the request, unless the line goes on like
        // the fields after it: then numbers there must not be taken for the answer.
        if (answer == Answer::no_bytes || text.compare(quote + 1, 2, " \"") == 0) {
            return otherwise;
        }
        quote = find_quote(text, quote + 1);
        if (quote == npos) {
            return otherwise;
        }
        answer = split_answer(text.substr(quote + 1), fields);
    }
    fields.request = text.substr(0, quote);
    fields.is_plain_request = field.is_plain && quote == field.quote;
    return LineOutcome::counted;
}

/// Reads ` "TEXT"` at the start of `rest` and takes it off. A quote inside that the server failed
/// to escape is told from the closing one by what follows: a space or the end.
bool take_quoted(std::string_view& rest, std::string_view& text) {
    if (!rest.starts_with(" \"")) {
        return false;
    }
    if (rest.starts_with(" \"-\" ")) {  // most referers
        text = rest.substr(2, 1);
        rest = rest.substr(4);
        return true;
    }
    std::size_t quote = find_quote(rest, 2);
    while (quote != npos && quote + 1 < rest.size() && rest[quote + 1] != ' ') {
        quote = find_quote(rest, quote + 1);
    }
    if (quote == npos) {
        return false;
    }
    text = rest.substr(2, quote - 2);
    rest = rest.substr(quote + 1);
    return true;
}

}  // namespace

LineOutcome split_clf(std::string_view line, ClfFields& fields) {
    fields.virtual_host = {};
    fields.virtual_host_in_front = false;
    std::string_view request;
    if (!split_plain_front(line, fields, request) && !split_any_front(line, fields, request)) {
        return LineOutcome::rejected_malformed;
    }
    return split_request(request, fields);
}

bool take_referer_and_agent(std::string_view& rest, std::string_view& agent) {
    std::string_view referer;
    if (!take_quoted(rest, referer)) {
        return false;
    }
    if (take_quoted(rest, agent)) {
        return true;
    }
    agent = rest.starts_with(" \"") ? rest.substr(2) : std::string_view();
    return false;
}

std::string_view read_forwarded_for(std::string_view rest) {
    std::string_view hosts;
    if (!take_quoted(rest, hosts)) {
        return {};
    }
    // Clients may send anything here; the last one was written by the proxy.
    std::string_view last = hosts.substr(hosts.rfind(',') + 1);
    last.remove_prefix(skip_all_of(last, 0, " "));
    return hosts == "-" || is_address(without_port(last)) ? hosts : std::string_view();
}

ParsedLine ClfParser::parse(std::string_view line, AccessRecord& record) {
    const LineOutcome outcome = split_clf(line, m_fields);
    if (outcome == LineOutcome::rejected_malformed) {
        return ParsedLine::none(outcome);
    }
    std::chrono::sys_seconds time;
    if (m_fields.time.size() != clf_time_length || !m_clock.get(m_fields.time.data(), time)) {
        return ParsedLine::none(LineOutcome::rejected_date);
    }
    if (outcome != LineOutcome::counted) {
        return ParsedLine::none(outcome);
    }
    std::string_view agent;
    std::string_view forwarded_for;
    if (m_tail == ClfTail::referer_and_agent) {
        // A line cut off in these two has said all that counts; what there is of the agent is it.
        if (take_referer_and_agent(m_fields.rest, agent) && !m_fields.rest.empty()) {
            forwarded_for = read_forwarded_for(m_fields.rest);
        }
    }
    const HttpRequest request = read_http_request(m_fields.request);
    record = AccessRecord{};
    record.protocol = Protocol::http;
    record.action = request.action;
    record.status = m_fields.status;
    record.bytes = m_fields.bytes;
    record.time = time;
    record.client = m_fields.client;
    record.is_plain_path = m_fields.is_plain_request;
    record.path = record.is_plain_path ? request.target : undo_log_escapes(request.target, m_path);
    record.user_agent = agent;
    record.virtual_host = m_fields.virtual_host;
    record.forwarded_for = forwarded_for;
    return ParsedLine::record();
}

}  // namespace mapgen
