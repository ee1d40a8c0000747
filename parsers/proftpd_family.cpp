#include "parsers/proftpd_family.hpp"

#include <algorithm>

#include "parsers/clf.hpp"
#include "parsers/ftp_command.hpp"

namespace mapgen {
namespace {

struct ProftpdCommand {
    std::string_view name;
    std::string_view path;  ///< PATH, else ARGUMENT; may be empty
    bool has_path_field = false;
};

/// False where the command is none of FTP.
bool split_command(const ClfFields& fields, ProftpdCommand& command) {
    const std::string_view request = fields.request;
    const std::size_t name_end = std::min(request.find(' '), request.size());
    command.name = request.substr(0, name_end);
    command.path = request.substr(std::min(name_end + 1, request.size()));
    const bool has_path = fields.rest.starts_with(" /");
    if (has_path) {
        command.path = fields.rest.substr(1);
    }
    command.has_path_field = has_path || fields.rest == " -";
    return is_ftp_command(command.name);
}

class ProftpdParser final : public LineParser {
public:
    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        const LineOutcome outcome = split_clf(line, m_fields);
        if (outcome != LineOutcome::counted) {
            return ParsedLine::none(outcome);
        }
        ProftpdCommand command;
        if (!split_command(m_fields, command)) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        std::chrono::sys_seconds time;
        if (m_fields.time.size() != clf_time_length ||
            !m_time.get(m_fields.time.data(), time, read_clf_time)) {
            return ParsedLine::none(LineOutcome::rejected_date);
        }
        const FtpEvent event = read_ftp_event(command.name, m_fields.status);
        if (event.outcome != LineOutcome::counted) {
            return ParsedLine::none(event.outcome);
        }
        if (command.path.empty()) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        record = AccessRecord{};
        record.protocol = Protocol::ftp;
        record.action = event.action;
        record.bytes = m_fields.bytes;
        record.time = time;
        record.client = m_fields.client;
        record.path = command.path;
        return ParsedLine::record();
    }

private:
    ClfFields m_fields;
    TimestampCache<clf_time_length> m_time;
};

}  // namespace

int ProftpdFamilyFormat::recognise(std::string_view line) const {
    ClfFields fields;
    ProftpdCommand command;
    if (split_clf(line, fields) != LineOutcome::counted || !read_clf_time(fields.time) ||
        !split_command(fields, command)) {
        return 0;
    }
    const FtpEvent event = read_ftp_event(command.name, fields.status);
    if (event.outcome == LineOutcome::counted && command.path.empty()) {
        return 0;
    }
    return command.has_path_field == (m_paths == Paths::whole) ? 95 : 40;
}

std::unique_ptr<LineParser> ProftpdFamilyFormat::make_parser(
    const ParserSettings& /*settings*/) const {
    return std::make_unique<ProftpdParser>();
}

}  // namespace mapgen
