#include "parsers/ftp_command.hpp"

#include <algorithm>
#include <iterator>

namespace mapgen {
namespace {

constexpr std::string_view commands[] = {
    "ABOR", "ACCT", "ADAT", "ALLO", "APPE", "AUTH", "CCC",  "CDUP", "CLNT", "CWD",  "DELE", "EPRT",
    "EPSV", "FEAT", "HELP", "HOST", "LANG", "LIST", "MDTM", "MFF",  "MFMT", "MKD",  "MLSD", "MLST",
    "MODE", "NLST", "NOOP", "OPTS", "PASS", "PASV", "PBSZ", "PORT", "PROT", "PWD",  "QUIT", "RANG",
    "REIN", "REST", "RETR", "RMD",  "RNFR", "RNTO", "SITE", "SIZE", "SMNT", "STAT", "STOR", "STOU",
    "STRU", "SYST", "TYPE", "USER", "XCUP", "XCWD", "XMKD", "XPWD", "XRMD"};

constexpr bool is_completed(unsigned status) {
    return status == ftp_transfer_complete || status == 250;
}

}  // namespace

bool is_ftp_command(std::string_view word) {
    return std::binary_search(std::begin(commands), std::end(commands), word);
}

FtpEvent read_ftp_event(std::string_view command, unsigned status) {
    if (command == "RETR") {
        if (is_completed(status)) {
            return {LineOutcome::counted, Action::sent};
        }
        if (status >= 400 && status < 500) {
            return {LineOutcome::counted, Action::sent_partly};
        }
        return {LineOutcome::skipped_status, Action::other};
    }
    if (command == "STOR" || command == "APPE" || command == "STOU") {
        return {LineOutcome::counted, Action::received};
    }
    if (command == "DELE" && is_completed(status)) {
        return {LineOutcome::counted, Action::deleted};
    }
    return {};
}

}  // namespace mapgen
