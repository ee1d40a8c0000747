#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parsers/log_format.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {

/// The fields of one line of the common log format and its relatives: Apache's mod_log_config
/// ("common", "combined", "vhost_combined"), nginx's ngx_http_log_module ("combined"), lighttpd's
/// mod_accesslog.
///
///     [VHOST[:PORT] ]CLIENT IDENT USER [TIME] "REQUEST" STATUS BYTES[ "REFERER" "AGENT"][ MORE…]
struct ClfFields {
    std::string_view virtual_host;       ///< without its port; empty where the line names none
    bool virtual_host_in_front = false;  ///< false where it is lighttpd's second field
    std::string_view client;             ///< without brackets
    std::string_view time;               ///< between the brackets
    std::string_view request;            ///< between the quotes, escapes not undone
    bool is_plain_request = false;       ///< QuotedField::is_plain of it
    std::uint16_t status = 0;            ///< 0 where logged as "-"
    std::uint64_t bytes = 0;             ///< 0 where logged as "-"
    std::string_view rest;               ///< what follows BYTES: empty, or a space and more
};

/// `counted` where all fields could be told apart, else rejected_malformed, or rejected_number
/// where only STATUS and BYTES are not what they should be (then those before REQUEST are filled).
/// TIME is not looked into. Nothing is left of what was in `fields` before where it is `counted`.
///
/// What is in doubt is read so: a virtual host stands in front where the first of four fields or
/// more has a port and is no IPv6 address, or where the second one is an address and the first is
/// a host name (or an address too, and the third is "-"). USER may have spaces. A second field with
/// a dot or colon is lighttpd's virtual host. REQUEST ends at the first quote without a backslash
/// that a status and bytes follow, so that quotes which a server failed to escape stay inside.
LineOutcome split_clf(std::string_view line, ClfFields& fields);

/// Reads ` "REFERER" "AGENT"` at the start of `rest` and takes it off. False where that is not
/// there to its end; `agent` then is what there is of it.
bool take_referer_and_agent(std::string_view& rest, std::string_view& agent);

/// Reads ` "X-FORWARDED-FOR"` at the start of `rest`, which is where nginx's packages write it
/// (`log_format main`): "-", or addresses of which the last is one that could have been a proxy's
/// client. Empty for anything else, such as the ratio of a compressed answer.
std::string_view read_forwarded_for(std::string_view rest);

/// What a parser does with the fields after BYTES.
enum class ClfTail : std::uint8_t {
    ignored,
    /// A referer, a user agent and X-Forwarded-For, as far as they are there: a server may write
    /// common and combined lines into one file, and cut a long one off.
    referer_and_agent,
};

class ClfParser final : public LineParser {
public:
    explicit ClfParser(ClfTail tail) : m_tail(tail) {}

    ParsedLine parse(std::string_view line, AccessRecord& record) override;

private:
    ClfTail m_tail;
    ClfFields m_fields;  // of the line being read; here because clearing it for each one is dear
    ClfClock m_clock;
    std::string m_path;
};

}  // namespace mapgen
