#include "parsers/rsync_parser.hpp"

#include "core/ip_address.hpp"
#include "parsers/rsync_fields.hpp"
#include "parsers/rsync_messages.hpp"

namespace mapgen {
namespace {

/// Whether the name is that of a directory, which rsync marks with a slash; "." is the one that the
/// client asked for.
bool names_directory(std::string_view name) {
    return name == "." || name.ends_with('/');
}

void fill_session(const RsyncSession& session, std::uint8_t requests, std::uint64_t bytes,
                  AccessRecord& record) {
    record = AccessRecord{};
    record.protocol = Protocol::rsync;
    record.action = Action::sent;
    record.bytes = bytes;
    record.time = session.time;
    record.client = session.client;
    record.path = session.path;
    record.requests = requests;
    record.is_session = true;
}

/// The client as far as the line and its session say it; empty where neither does.
std::string_view client_of(const RsyncTransfer& transfer, const RsyncSession* session) {
    if (!transfer.address.empty()) {
        return transfer.address;
    }
    if (session == nullptr || IpAddress::parse(transfer.host)) {
        return transfer.host;
    }
    return session->client;
}

}  // namespace

int recognise_rsync_message(std::string_view message, const RsyncLayout* layout) {
    RsyncTransfer transfer;
    const bool is_read = (layout != nullptr && layout->read(message, transfer)) ||
                         read_default_rsync_transfer(message, transfer);
    if (is_read) {
        const std::string_view number = transfer.sent.empty() ? transfer.length : transfer.sent;
        return number.empty() || read_rsync_length(number) ? 95 : 0;
    }
    if (is_rsync_message(message)) {
        return 85;
    }
    // There are many more messages, and other programs put the same date and process in front of
    // theirs.
    return read_foreign_rsync_transfer(message, {}, nullptr, transfer) == RsyncLineKind::message
               ? 30
               : 60;
}

int recognise_rsync_line(std::string_view line, const RsyncLayout* layout) {
    const auto prefix = split_rsync_prefix(line);
    if (prefix) {
        return read_rsync_time(prefix->time) ? recognise_rsync_message(prefix->message, layout) : 0;
    }
    RsyncTransfer transfer;
    return layout != nullptr && layout->has_time() && layout->read(line, transfer) &&
                   read_rsync_time(transfer.time)
               ? 95
               : 0;
}

RsyncParser::RsyncParser(const ParserSettings& settings, const RsyncLayout* layout)
    : m_layout(layout), m_time(settings, read_rsync_time) {}

ParsedLine RsyncParser::parse(std::string_view line, AccessRecord& record) {
    const auto prefix = split_rsync_prefix(line);
    return prefix ? parse_prefixed(*prefix, record) : parse_unprefixed(line, record);
}

ParsedLine RsyncParser::parse_message(const MessageHead& head, std::string_view message,
                                      AccessRecord& record) {
    if (const auto prefix = split_rsync_prefix(message)) {
        return parse_prefixed(*prefix, record);
    }
    return read({head.time, read_process_id(head.process)}, message, record);
}

ParsedLine RsyncParser::parse_prefixed(const RsyncPrefix& prefix, AccessRecord& record) {
    Origin origin;
    if (!m_time.utc(prefix.time.data(), origin.time)) {
        return ParsedLine::none(LineOutcome::rejected_date);
    }
    origin.process = read_process_id(prefix.process);
    // A log format with "%t [%p] " in it has them twice.
    const auto again = m_layout != nullptr ? split_rsync_prefix(prefix.message) : std::nullopt;
    return read(origin, again ? again->message : prefix.message, record);
}

ParsedLine RsyncParser::parse_unprefixed(std::string_view line, AccessRecord& record) {
    RsyncTransfer transfer;
    if (m_layout == nullptr || !m_layout->has_time() || !m_layout->read(line, transfer)) {
        return ParsedLine::none(LineOutcome::rejected_malformed);
    }
    Origin origin;
    if (!m_time.utc(transfer.time.data(), origin.time)) {
        return ParsedLine::none(LineOutcome::rejected_date);
    }
    origin.process = read_process_id(transfer.process);
    return make_record(origin, transfer, record);
}

ParsedLine RsyncParser::read(const Origin& origin, std::string_view message, AccessRecord& record) {
    RsyncTransfer transfer;
    if (m_layout != nullptr) {
        if (!m_layout->has_operation() && is_rsync_message(message)) {
            return read_message(origin, message, record);
        }
        // A layout that has no address to be wrong takes another module's default line for a name.
        const bool is_default = !m_layout->has_address() &&
                                read_default_rsync_transfer(message, transfer) &&
                                IpAddress::parse(transfer.address);
        if (is_default || m_layout->read(message, transfer)) {
            return make_record(origin, transfer, record);
        }
        transfer = RsyncTransfer{};
    }
    if (read_default_rsync_transfer(message, transfer)) {
        return make_record(origin, transfer, record);
    }
    if (is_rsync_message(message)) {
        return read_message(origin, message, record);
    }
    switch (read_foreign_rsync_transfer(message, origin.process, session_of(origin), transfer)) {
        case RsyncLineKind::transfer:
            return make_record(origin, transfer, record);
        case RsyncLineKind::malformed:
            return ParsedLine::none(LineOutcome::rejected_malformed);
        case RsyncLineKind::message:
            break;
    }
    const bool must_be_transfer = m_layout != nullptr && !m_layout->has_operation();
    return ParsedLine::none(must_be_transfer ? LineOutcome::rejected_malformed
                                             : LineOutcome::skipped_message);
}

ParsedLine RsyncParser::read_message(const Origin& origin, std::string_view message,
                                     AccessRecord& record) {
    // What is written for a deleted file where the log format has neither %o nor %i.
    if (message.starts_with("deleting ")) {
        return ParsedLine::none(LineOutcome::skipped_deletion);
    }
    if (const auto start = read_rsync_session_start(message)) {
        // Without a process there is a beginning and no end.
        const RsyncSession& session = m_sessions.open(origin.process.value_or(0), start->client,
                                                      start->path, origin.time, start->is_upload);
        if (start->is_upload) {
            return ParsedLine::none(LineOutcome::skipped_message);
        }
        fill_session(session, 1, 0, record);
        return ParsedLine::record();
    }
    if (!origin.process) {
        return ParsedLine::none(LineOutcome::skipped_message);
    }
    if (message.starts_with("connect from ")) {
        // The process id is used again; the end of the session before was not logged.
        m_sessions.close(*origin.process);
    } else if (const auto sent = read_rsync_session_end(message)) {
        const RsyncSession* session = m_sessions.close(*origin.process);
        if (session != nullptr && !session->is_upload) {
            fill_session(*session, 0, *sent, record);
            return ParsedLine::record();
        }
    }
    return ParsedLine::none(LineOutcome::skipped_message);
}

ParsedLine RsyncParser::make_record(const Origin& origin, const RsyncTransfer& transfer,
                                    AccessRecord& record) {
    std::uint64_t bytes = 0;
    const std::string_view number = transfer.sent.empty() ? transfer.length : transfer.sent;
    if (!number.empty()) {
        const auto read = read_rsync_length(number);
        if (!read) {
            return ParsedLine::none(LineOutcome::rejected_number);
        }
        bytes = *read;
    }
    if (transfer.operation.outcome != LineOutcome::counted) {
        return ParsedLine::none(transfer.operation.outcome);
    }
    if (transfer.operation.action != Action::deleted && names_directory(transfer.name)) {
        return ParsedLine::none(LineOutcome::skipped_directory);
    }
    const bool has_place =
        !transfer.module.empty() || !transfer.directory.empty() || transfer.name_is_whole;
    const RsyncSession* session =
        has_place && !transfer.address.empty() ? nullptr : session_of(origin);
    const std::string_view client = client_of(transfer, session);
    if (client.empty() || (!has_place && session == nullptr)) {
        return ParsedLine::none(LineOutcome::rejected_malformed);
    }
    m_path.clear();
    if (!transfer.module.empty()) {
        m_path.append(1, '/').append(transfer.module);
    } else if (!transfer.directory.empty()) {
        m_path.append(transfer.directory);
    } else if (!transfer.name_is_whole && session != nullptr) {
        m_path.append(1, '/').append(session->module());
    }
    if (!transfer.name_is_whole || !transfer.name.starts_with('/')) {
        m_path.push_back('/');
    }
    append_rsync_name(m_path, transfer.name);
    record = AccessRecord{};
    record.protocol = Protocol::rsync;
    record.action = transfer.operation.action;
    record.bytes = bytes;
    record.time = origin.time;
    record.client = client;
    record.path = m_path;
    return ParsedLine::record();
}

const RsyncSession* RsyncParser::session_of(const Origin& origin) const {
    return origin.process ? m_sessions.find(*origin.process) : nullptr;
}

}  // namespace mapgen
