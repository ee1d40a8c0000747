#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parsers/json_reader.hpp"
#include "parsers/local_clock.hpp"
#include "parsers/log_format.hpp"
#include "parsers/time_layout.hpp"

namespace mapgen {

/// Makes records of the fields of JSON lines. Not for use by two threads at once.
class JsonRecordReader {
public:
    /// False where `line` is no JSON object.
    bool read(std::string_view line, const JsonKeys& keys) { return m_reader.read(line, keys); }
    const JsonValue& value(JsonField field) const { return m_reader.value(field); }

    /// The record of the line that was read. Its views are valid until the next one is. The time is
    /// read by `layout` where there is one, else, and where it does not fit, by read_free_time().
    /// rejected_malformed without a client (then the nearest of forwarded_for is it), request and
    /// status; rejected_date without a time.
    ParsedLine make(const std::optional<TimeLayout>& layout, LocalClock& clock,
                    AccessRecord& record);

private:
    std::string_view text(JsonField field, std::string& scratch) const;
    bool read_time(const std::optional<TimeLayout>& layout, LocalClock& clock,
                   std::chrono::sys_seconds& time);
    bool read_request(AccessRecord& record);

    JsonReader m_reader;
    // Where escapes were undone:
    std::string m_client;
    std::string m_time;
    std::string m_path;
    std::string m_host;
    std::string m_user_agent;
    std::string m_forwarded_for;
};

}  // namespace mapgen
