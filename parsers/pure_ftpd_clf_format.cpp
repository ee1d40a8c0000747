#include "parsers/clf.hpp"
#include "parsers/percent_escapes.hpp"

namespace mapgen {
namespace {

/// Pure-FTPd's "AltLog clf:…" (1.0.50, altlog.c): a common log format line for each transfer,
///
///     CLIENT - ACCOUNT [TIME] "GET|PUT PATH" 200 BYTES
///
/// without HTTP's protocol, and with all of PATH's bytes but letters, digits, "._-/" as %XX. One
/// that the client stopped (ABOR) is there with the bytes that it had got, and nothing tells it
/// from others; one whose client went away is not.
struct PureFtpdRequest {
    bool is_download = false;
    std::string_view path;  ///< percent-escapes not undone
};

/// False where `field` is not what Pure-FTPd writes there.
bool split_request(std::string_view field, PureFtpdRequest& request) {
    request.is_download = field.starts_with("GET ");
    if (!request.is_download && !field.starts_with("PUT ")) {
        return false;
    }
    request.path = field.substr(4);
    return !request.path.empty() && request.path.find(' ') == request.path.npos;
}

class PureFtpdClfParser final : public LineParser {
public:
    ParsedLine parse(std::string_view line, AccessRecord& record) override {
        const LineOutcome outcome = split_clf(line, m_fields);
        if (outcome != LineOutcome::counted) {
            return ParsedLine::none(outcome);
        }
        PureFtpdRequest request;
        if (!split_request(m_fields.request, request)) {
            return ParsedLine::none(LineOutcome::rejected_malformed);
        }
        std::chrono::sys_seconds time;
        if (m_fields.time.size() != clf_time_length ||
            !m_time.get(m_fields.time.data(), time, read_clf_time)) {
            return ParsedLine::none(LineOutcome::rejected_date);
        }
        record = AccessRecord{};
        record.protocol = Protocol::ftp;
        record.action = request.is_download ? Action::sent : Action::received;
        record.bytes = m_fields.bytes;
        record.time = time;
        record.client = m_fields.client;
        record.path = undo_percent_escapes(request.path, m_path);
        return ParsedLine::record();
    }

private:
    ClfFields m_fields;
    TimestampCache<clf_time_length> m_time;
    std::string m_path;
};

class PureFtpdClfFormat final : public LogFormat {
public:
    std::string_view name() const override { return "pure-ftpd-clf"; }
    std::string_view description() const override {
        return "Pure-FTPd's \"AltLog clf:\": the common log format without HTTP's protocol";
    }
    Protocol protocol() const override { return Protocol::ftp; }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"~(192.0.2.7 - ftp [22/Nov/2026:01:43:25 -0000] "GET /srv/mirror/epel/9/RPM-GPG-KEY" 200 300)~",
            R"~(2001:db8::7 - ftp [15/Jul/2026:12:00:01 +0200] "GET /srv/mirror/pub/name%20with%20%20spaces%20%22q%22%20%C3%A9.txt" 200 5000)~",
            R"~(client.example.org - joe [15/Jul/2026:12:00:02 +0200] "PUT /srv/mirror/incoming/x" 200 12)~",
        };
    }
    int recognise(std::string_view line) const override {
        ClfFields fields;
        PureFtpdRequest request;
        if (split_clf(line, fields) != LineOutcome::counted || !read_clf_time(fields.time) ||
            !split_request(fields.request, request)) {
            return 0;
        }
        // HTTP/0.9 has no protocol either, but nobody is logged in there, and as good as no client
        // speaks it: a log full of such lines is not a web server's.
        const std::string_view behind_client = line.substr(line.find(' '));
        const bool is_logged_in =
            behind_client.starts_with(" - ") && !behind_client.starts_with(" - - [");
        return fields.status == 200 && fields.rest.empty() && is_logged_in &&
                       fields.virtual_host.empty() && request.path.starts_with('/')
                   ? 90
                   : 0;
    }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& /*settings*/) const override {
        return std::make_unique<PureFtpdClfParser>();
    }
};

}  // namespace

const LogFormat& pure_ftpd_clf_format() {
    static const PureFtpdClfFormat format;
    return format;
}

}  // namespace mapgen
