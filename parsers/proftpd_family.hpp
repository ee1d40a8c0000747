#pragma once

#include <string_view>

#include "parsers/log_format.hpp"

namespace mapgen {

/// ProFTPD's ExtendedLog in its default LogFormat (1.3.8, mod_log.c), "%h %l %u %t \"%r\" %s %b",
/// or with %f behind it,
///
///     CLIENT IDENT USER [TIME] "COMMAND[ ARGUMENT]" STATUS BYTES[ PATH]
///
/// IDENT is "UNKNOWN" as a rule. ARGUMENT is what the client sent, mostly relative to a directory
/// that the line does not name; PATH is whole, or "-" for commands without a file. The two formats
/// differ in what they recognise and advise; each parser takes a PATH where there is one.
class ProftpdFamilyFormat : public LogFormat {
public:
    Protocol protocol() const override { return Protocol::ftp; }
    int recognise(std::string_view line) const override;
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override;

protected:
    enum class Paths : std::uint8_t { argument, whole };

    explicit ProftpdFamilyFormat(Paths paths) : m_paths(paths) {}

private:
    Paths m_paths;
};

}  // namespace mapgen
