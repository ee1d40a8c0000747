#include "parsers/json_record.hpp"

#include <charconv>

#include "parsers/free_time.hpp"
#include "parsers/host_text.hpp"
#include "parsers/http_request.hpp"
#include "parsers/json_text.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

/// A count as loggers write it: digits, in quotes or not, and "3.0" or "3e2" from those that know
/// no integers. 0 for none.
std::optional<std::uint64_t> read_count(std::string_view text) {
    if (text.empty()) {
        return std::uint64_t{0};
    }
    if (const auto number = read_number(text)) {
        return number;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    constexpr double limit = 1e18;
    if (error != std::errc() || end != text.data() + text.size() || !(value >= 0) ||
        !(value < limit)) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(value);
}

}  // namespace

std::string_view JsonRecordReader::text(JsonField field, std::string& scratch) const {
    return undo_json_escapes(value(field).text, scratch);
}

bool JsonRecordReader::read_time(const std::optional<TimeLayout>& layout, LocalClock& clock,
                                 std::chrono::sys_seconds& time) {
    const std::string_view written = text(JsonField::time, m_time);
    std::optional<std::chrono::sys_seconds> read;
    TimeParts parts;
    if (layout && layout->read(written, 0, parts) == written.size()) {
        read = time_of(parts, clock);
    }
    if (!read) {
        read = read_free_time(written, clock);
    }
    if (read) {
        time = *read;
    }
    return read.has_value();
}

bool JsonRecordReader::read_request(AccessRecord& record) {
    const JsonValue& line = value(JsonField::request);
    const std::string_view method = value(JsonField::method).text;
    const std::string_view path = value(JsonField::path).text;
    const HttpRequest request = read_http_request(line.text);
    if (request.action == Action::unreadable && !method.empty() && !path.empty()) {
        record.action = path == "*" ? Action::unreadable : read_http_method(method);
        record.path = record.action == Action::unreadable ? std::string_view()
                                                          : undo_json_escapes(path, m_path);
        return true;
    }
    record.action = request.action;
    record.path = undo_json_escapes(request.target, m_path);
    return m_reader.has(JsonField::request) ||
           (m_reader.has(JsonField::method) && m_reader.has(JsonField::path));
}

ParsedLine JsonRecordReader::make(const std::optional<TimeLayout>& layout, LocalClock& clock,
                                  AccessRecord& record) {
    record = AccessRecord{};
    record.protocol = Protocol::http;
    record.forwarded_for = text(JsonField::forwarded_for, m_forwarded_for);
    const std::string_view client = text(JsonField::client, m_client);
    record.client = client.empty() ? nearest_hop(record.forwarded_for) : without_port(client);
    if (record.client.empty() || !read_request(record) || !m_reader.has(JsonField::status)) {
        return ParsedLine::none(LineOutcome::rejected_malformed);
    }
    if (!read_time(layout, clock, record.time)) {
        return ParsedLine::none(LineOutcome::rejected_date);
    }
    const auto status = read_count(value(JsonField::status).text);
    const auto bytes = read_count(value(JsonField::bytes).text);
    constexpr std::uint64_t largest_status = 999;
    if (!status || *status > largest_status || !bytes) {
        return ParsedLine::none(LineOutcome::rejected_number);
    }
    record.status = static_cast<std::uint16_t>(*status);
    record.bytes = *bytes;
    record.virtual_host = without_port(text(JsonField::host, m_host));
    record.user_agent = text(JsonField::user_agent, m_user_agent);
    return ParsedLine::record();
}

}  // namespace mapgen
