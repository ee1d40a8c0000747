#include <algorithm>
#include <optional>

#include "parsers/local_clock.hpp"
#include "parsers/log_format.hpp"
#include "parsers/rsync_fields.hpp"
#include "parsers/text_fields.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t time_length = 19;

/// Where the message begins behind "2026/11/22 01:23:18 [25415] "; nothing where the line does not
/// begin like that.
std::optional<std::size_t> find_message(std::string_view line) {
    // 2026/11/22 01:23:18 [25415] …
    // 0    5  8  11 14 17  21
    if (line.size() < 22 || line[4] != '/' || line[7] != '/' || line[10] != ' ' ||
        line[13] != ':' || line[16] != ':' || line[19] != ' ' || line[20] != '[') {
        return std::nullopt;
    }
    const std::size_t pid_end = skip_digits(line, 21);
    if (pid_end == line.size() || pid_end == 21 || line.compare(pid_end, 2, "] ") != 0) {
        return std::nullopt;
    }
    return pid_end + 2;
}

std::optional<std::chrono::seconds> read_time(std::string_view text) {
    const char* const at = text.data();
    CivilTime civil;
    if (!read_digits<4>(at, civil.year) || !read_digits<2>(at + 5, civil.month) ||
        !read_digits<2>(at + 8, civil.day) || !read_digits<2>(at + 11, civil.hour) ||
        !read_digits<2>(at + 14, civil.minute) || !read_digits<2>(at + 17, civil.second)) {
        return std::nullopt;
    }
    return since_1970(civil);
}

/// A line of the default log format, "%o %h [%a] %m (%u) %f %l", or the same with %i for %o.
struct Transfer {
    RsyncOperation operation;
    std::string_view address;
    std::string_view module;
    std::string_view name;
    std::string_view length;
};

/// Whether the daemon says something other than that it moved a file.
enum class Kind : std::uint8_t { transfer, message, malformed };

/// Whether a line that does not begin with an operation has one further on and a length at its
/// end: a transfer in another log format, which must not pass for a message and be lost unseen.
bool is_foreign_transfer(std::string_view message) {
    const std::size_t last = message.rfind(' ');
    if (last == npos || !read_rsync_length(message.substr(last + 1))) {
        return false;
    }
    std::string_view words = message.substr(0, last);
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (read_rsync_operation(words.substr(0, end))) {
            return true;
        }
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

/// The head has no spaces but known ones and is read from the left; the name may have any
/// characters, so the length is what follows the last space.
Kind split(std::string_view message, Transfer& transfer) {
    const std::size_t operation_end = message.find(' ');
    const auto operation = read_rsync_operation(message.substr(0, operation_end));
    if (!operation) {
        return is_foreign_transfer(message) ? Kind::malformed : Kind::message;
    }
    transfer.operation = *operation;
    // "*deleting" is padded to the width of the other itemized changes.
    const std::size_t host = message.find_first_not_of(' ', operation_end);
    const std::size_t host_end = message.find(' ', host);
    if (operation_end == npos || host == npos || host_end == npos ||
        message.compare(host_end, 2, " [") != 0) {
        return Kind::malformed;
    }
    const std::size_t address = host_end + 2;
    const std::size_t address_end = message.find("] ", address);
    if (address_end == npos) {
        return Kind::malformed;
    }
    const std::size_t module = address_end + 2;
    const std::size_t module_end = message.find(" (", module);
    const std::size_t user_end = module_end == npos ? npos : message.find(") ", module_end + 2);
    const std::size_t name_end = message.rfind(' ');
    if (user_end == npos || name_end <= user_end + 2 || address == address_end ||
        module == module_end) {
        return Kind::malformed;
    }
    transfer.address = message.substr(address, address_end - address);
    transfer.module = message.substr(module, module_end - module);
    transfer.name = message.substr(user_end + 2, name_end - user_end - 2);
    transfer.length = message.substr(name_end + 1);
    return Kind::transfer;
}

/// Whether the name is that of a directory, which rsync marks with a slash; "." is the one that the
/// client asked for.
bool names_directory(std::string_view name) {
    return name == "." || name.ends_with('/');
}

class RsyncdParser final : public LineParser {
public:
    explicit RsyncdParser(const ParserSettings& settings) : m_clock(settings) {}

    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        const auto message = find_message(line);
        if (!message) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        std::chrono::sys_seconds time;
        if (!m_time.get(line.data(), time, [this](std::string_view text) { return utc(text); })) {
            return ParsedLine::none(LineOutcome::rejected_date);
        }
        Transfer transfer;
        switch (split(line.substr(*message), transfer)) {
            case Kind::message:
                return ParsedLine::none(LineOutcome::skipped_message);
            case Kind::malformed:
                return ParsedLine::none(LineOutcome::rejected_malformed);
            case Kind::transfer:
                break;
        }
        const auto length = read_rsync_length(transfer.length);
        if (!length) {
            return ParsedLine::none(LineOutcome::rejected_number);
        }
        if (transfer.operation.outcome != LineOutcome::counted) {
            return ParsedLine::none(transfer.operation.outcome);
        }
        if (transfer.operation.action != Action::deleted && names_directory(transfer.name)) {
            return ParsedLine::none(LineOutcome::skipped_directory);
        }
        m_path.assign(1, '/');
        m_path.append(transfer.module);
        m_path.push_back('/');
        append_rsync_name(m_path, transfer.name);
        record = AccessRecord{};
        record.protocol = Protocol::rsync;
        record.action = transfer.operation.action;
        record.bytes = *length;
        record.time = time;
        record.client = transfer.address;
        record.path = m_path;
        return ParsedLine::record();
    }

private:
    std::optional<std::chrono::sys_seconds> utc(std::string_view text) {
        const auto local = read_time(text);
        if (!local) {
            return std::nullopt;
        }
        return m_clock.utc(*local);
    }

    LocalClock m_clock;
    TimestampCache<time_length> m_time;
    std::string m_path;
};

class RsyncdFormat final : public LogFormat {
public:
    std::string_view name() const override { return "rsyncd"; }
    std::string_view description() const override {
        return "rsync daemon's log file with its default transfer lines, rsyncd.conf(5)";
    }
    Protocol protocol() const override { return Protocol::rsync; }
    std::vector<std::string_view> sample_lines() const override {
        return {
            "2026/11/22 01:23:18 [25415] send UNKNOWN [2001:db8::1] epel () 9/RPM-GPG-KEY 300",
            R"~(2026/11/22 01:23:44 [26096] send client.example.org [192.0.2.7] fedora-enchilada (joe) name with  spaces "q" (1) [2].txt 1,234,567)~",
            R"~(2026/11/22 01:23:44 [26110] <f+++++++++ UNDETERMINED [192.0.2.7] epel () 9/ctl\#001name 1)~",
            "2026/11/22 01:23:44 [26110] cd+++++++++ UNDETERMINED [192.0.2.7] epel () 9 4096",
            "2026/11/22 01:23:45 [26097] recv UNDETERMINED [192.0.2.7] incoming (joe) x.rpm 12",
            "2026/11/22 01:23:43 [26091] rsyncd version 3.5.0 starting, listening on port 873",
            "2026/11/22 01:23:44 [26094] connect from client.example.org (192.0.2.7)",
            "2026/11/22 01:23:44 [26096] rsync on epel/ from UNKNOWN (2001:db8::1)",
            "2026/11/22 01:23:44 [26096] sent 205468 bytes  received 102 bytes  total size 205000",
        };
    }
    int recognise(std::string_view line) const override {
        const auto message = find_message(line);
        if (!message || !read_time(line)) {
            return 0;
        }
        Transfer transfer;
        switch (split(line.substr(*message), transfer)) {
            case Kind::transfer:
                return read_rsync_length(transfer.length) ? 95 : 0;
            case Kind::message:
                return is_known_message(line.substr(*message)) ? 85 : 30;
            case Kind::malformed:
                break;
        }
        return 0;
    }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override {
        return std::make_unique<RsyncdParser>(settings);
    }

private:
    /// Messages of a session, with which a log may begin for pages. There are many more, and other
    /// programs put the same date and process in front of theirs.
    static bool is_known_message(std::string_view message) {
        for (const std::string_view beginning :
             {"connect from ", "rsync on ", "rsync to ", "rsync allowed access ", "rsync denied ",
              "building file list", "sent ", "module-list request ", "unknown module ",
              "rsyncd version ", "rsync error: ", "rsync: ", "name lookup failed ", "auth failed ",
              "receiving file list", "wrote ", "max connections "}) {
            if (message.starts_with(beginning)) {
                return true;
            }
        }
        return false;
    }
};

}  // namespace

const LogFormat& rsyncd_format() {
    static const RsyncdFormat format;
    return format;
}

}  // namespace mapgen
