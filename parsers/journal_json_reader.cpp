#include <simdjson.h>

#include <cstring>
#include <string>

#include "parsers/journal_time.hpp"
#include "parsers/log_daemon_reader.hpp"

namespace mapgen {
namespace {

using simdjson::ondemand::array;
using simdjson::ondemand::json_type;
using simdjson::ondemand::value;

class JournalJsonReader final : public LogDaemonReader {
public:
    DaemonLine read(std::string_view line, MessageHead& head, std::string_view& message) override {
        // Tells other JSON logs without looking at all of their fields.
        if (!line.starts_with('{') ||
            line.find("\"__REALTIME_TIMESTAMP\"") == std::string_view::npos) {
            return DaemonLine::malformed;
        }
        m_line.resize(line.size() + simdjson::SIMDJSON_PADDING);
        std::memcpy(m_line.data(), line.data(), line.size());
        m_entry = Entry{};
        if (!read_fields(line.size())) {
            return DaemonLine::malformed;
        }
        if (!m_entry.has_message) {
            return DaemonLine::nothing;
        }
        const auto time = read_journal_time(m_entry.time);
        if (!time) {
            return DaemonLine::wrong_date;
        }
        head.time = *time;
        head.program = m_entry.identifier.empty() ? m_entry.command : m_entry.identifier;
        head.process = m_entry.syslog_process.empty() ? m_entry.process : m_entry.syslog_process;
        message = m_entry.message;
        return DaemonLine::message;
    }

private:
    /// Views are into what the JSON parser keeps until the next line, or into m_message.
    struct Entry {
        std::string_view time;
        std::string_view identifier;
        std::string_view command;
        std::string_view process;
        std::string_view syslog_process;
        std::string_view message;
        bool has_message = false;
    };

    bool read_fields(std::size_t size) {
        simdjson::ondemand::document document;
        simdjson::ondemand::object object;
        if (m_parser.iterate(m_line.data(), size, m_line.size()).get(document) !=
                simdjson::SUCCESS ||
            document.get_object().get(object) != simdjson::SUCCESS) {
            return false;
        }
        for (auto field : object) {
            std::string_view key;
            value found;
            if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
                field.value().get(found) != simdjson::SUCCESS || !read_field(key, found)) {
                return false;
            }
        }
        return true;
    }

    bool read_field(std::string_view key, value& found) {
        if (key == "MESSAGE") {
            return read_message(found, true);
        }
        std::string_view* const target = key == "__REALTIME_TIMESTAMP" ? &m_entry.time
                                         : key == "SYSLOG_IDENTIFIER"  ? &m_entry.identifier
                                         : key == "_COMM"              ? &m_entry.command
                                         : key == "_PID"               ? &m_entry.process
                                         : key == "SYSLOG_PID"         ? &m_entry.syslog_process
                                                                       : nullptr;
        json_type type{};
        if (target == nullptr || found.type().get(type) != simdjson::SUCCESS ||
            type != json_type::string) {
            return true;
        }
        return found.get_string().get(*target) == simdjson::SUCCESS;
    }

    /// A string; an array of bytes where it is not printable UTF-8; an array of either where the
    /// entry has several (the first is taken); null where journalctl left out a long one.
    bool read_message(value& found, bool may_nest) {
        json_type type{};
        if (found.type().get(type) != simdjson::SUCCESS) {
            return false;
        }
        if (type == json_type::string) {
            m_entry.has_message = found.get_string().get(m_entry.message) == simdjson::SUCCESS;
            return m_entry.has_message;
        }
        array elements;
        if (type != json_type::array || found.get_array().get(elements) != simdjson::SUCCESS) {
            return type == json_type::null;
        }
        m_message.clear();
        for (auto element : elements) {
            value part;
            if (element.get(part) != simdjson::SUCCESS ||
                part.type().get(type) != simdjson::SUCCESS) {
                return false;
            }
            if (type != json_type::number) {
                return may_nest && read_message(part, false);
            }
            std::uint64_t byte = 0;
            if (part.get_uint64().get(byte) != simdjson::SUCCESS || byte > 0xff) {
                return false;
            }
            m_message.push_back(static_cast<char>(byte));
        }
        m_entry.message = m_message;
        m_entry.has_message = true;
        return true;
    }

    simdjson::ondemand::parser m_parser;
    std::string m_line;
    std::string m_message;
    Entry m_entry;
};

}  // namespace

std::unique_ptr<LogDaemonReader> make_journal_json_reader(const ParserSettings& /*settings*/) {
    return std::make_unique<JournalJsonReader>();
}

}  // namespace mapgen
