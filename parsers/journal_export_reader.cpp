#include <algorithm>
#include <cstdint>
#include <string>

#include "parsers/journal_time.hpp"
#include "parsers/log_daemon_reader.hpp"

namespace mapgen {
namespace {

struct Entry {
    std::string time;
    std::string program;
    std::string process;
    std::string message;
    bool has_message = false;
    bool is_given = false;

    void clear() {
        time.clear();
        program.clear();
        process.clear();
        message.clear();
        has_message = is_given = false;
    }
    bool is_complete() const { return has_message && !program.empty() && !process.empty(); }
};

/// An entry's fields stand in no certain order, only its address (__CURSOR) and time come first. So
/// the message is given with the last of the lines that it needs: MESSAGE, the program
/// (SYSLOG_IDENTIFIER) and its process (_PID or SYSLOG_PID); where one of them is not there, with
/// the first line of the next entry.
class JournalExportReader final : public LogDaemonReader {
public:
    DaemonLine read(std::string_view line, MessageHead& head, std::string_view& message) override {
        if (m_is_over) {
            m_entry.clear();
            m_is_over = false;
        }
        if (line.starts_with("__CURSOR=")) {
            // What is given stays readable until the next line.
            m_is_over = true;
            m_binary = Binary::none;
            m_binary_left = 0;
            const bool is_left_over = m_entry.has_message && !m_entry.is_given;
            return is_left_over ? give(m_entry, head, message) : DaemonLine::nothing;
        }
        if (m_binary_left > 0) {
            m_binary_left -= std::min<std::uint64_t>(m_binary_left, line.size() + 1);
            return DaemonLine::nothing;
        }
        const bool is_read = m_binary == Binary::none ? read_field(line) : read_binary(line);
        if (!is_read) {
            return DaemonLine::malformed;
        }
        if (m_entry.is_given || !m_entry.is_complete()) {
            return DaemonLine::nothing;
        }
        m_entry.is_given = true;
        return give(m_entry, head, message);
    }

private:
    /// Whose value the next line begins, with eight bytes that say how long it is: one that is not
    /// printable UTF-8 stands below its key.
    enum class Binary : std::uint8_t { none, of_message, of_another };

    static DaemonLine give(const Entry& entry, MessageHead& head, std::string_view& message) {
        const auto time = read_journal_time(entry.time);
        if (!time) {
            return DaemonLine::wrong_date;
        }
        head.time = *time;
        head.program = entry.program;
        head.process = entry.process;
        message = entry.message;
        return DaemonLine::message;
    }

    /// KEY=VALUE, or the KEY alone.
    bool read_field(std::string_view line) {
        constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
        constexpr std::size_t longest_key = 64;  // systemd takes no longer ones
        const std::size_t end = skip_all_of(line.substr(0, longest_key + 1), 0, letters);
        if (end == 0 || (end < line.size() && line[end] != '=')) {
            return false;
        }
        const std::string_view key = line.substr(0, end);
        if (end == line.size()) {
            m_binary = key == "MESSAGE" ? Binary::of_message : Binary::of_another;
            return true;
        }
        const std::string_view value = line.substr(end + 1);
        if (key == "MESSAGE" && !m_entry.has_message) {
            m_entry.message.assign(value);
            m_entry.has_message = true;
        } else if (key == "__REALTIME_TIMESTAMP") {
            m_entry.time.assign(value);
        } else if (key == "SYSLOG_IDENTIFIER") {
            m_entry.program.assign(value);
        } else if ((key == "_PID" || key == "SYSLOG_PID") && !m_entry.is_given) {
            m_entry.process.assign(value);
        }
        return true;
    }

    /// False where the line is shorter than it says: its length holds the byte of a line end.
    bool read_binary(std::string_view line) {
        constexpr std::size_t length_size = 8;
        const bool is_message = m_binary == Binary::of_message;
        m_binary = Binary::none;
        if (line.size() < length_size) {
            return !is_message;
        }
        std::uint64_t length = 0;
        for (std::size_t i = length_size; i-- > 0;) {
            length = length << 8 | static_cast<unsigned char>(line[i]);
        }
        const std::string_view text = line.substr(length_size);
        if (length < text.size()) {
            return !is_message;
        }
        // One byte less is a "\r" that was taken for a part of the line's end.
        m_binary_left = length > text.size() + 1 ? length - text.size() - 1 : 0;
        if (is_message && !m_entry.has_message) {
            m_entry.message.assign(text);
            m_entry.has_message = true;
        }
        return true;
    }

    Entry m_entry;
    bool m_is_over = false;  // another entry has begun
    Binary m_binary = Binary::none;
    std::uint64_t m_binary_left = 0;  // bytes of the value on the lines to come
};

}  // namespace

std::unique_ptr<LogDaemonReader> make_journal_export_reader(const ParserSettings& /*settings*/) {
    return std::make_unique<JournalExportReader>();
}

}  // namespace mapgen
