#include "parsers/proftpd_family.hpp"

namespace mapgen {
namespace {

class ProftpdFormat final : public ProftpdFamilyFormat {
public:
    ProftpdFormat() : ProftpdFamilyFormat(Paths::argument) {}

    std::string_view name() const override { return "proftpd"; }
    std::string_view description() const override {
        return R"~(ProFTPD's ExtendedLog in its default format, "%h %l %u %t \"%r\" %s %b")~";
    }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"~(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "RETR RPM-GPG-KEY" 226 300)~",
            R"~(2001:db8::7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "RETR name with  "q" é.txt" 226 5000)~",
            R"~(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:03 +0200] "RETR big.iso" 426 12493312)~",
            R"~(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:03 +0200] "RETR gone" 550 -)~",
            R"~(client.example.org UNKNOWN joe [05/Jul/2026:12:00:04 +0200] "STOR x" 226 12)~",
            R"~(client.example.org UNKNOWN joe [05/Jul/2026:12:00:04 +0200] "DELE x" 250 -)~",
            R"~(192.0.2.7 UNKNOWN - [05/Jul/2026:12:00:01 +0200] "USER ftp" 331 -)~",
            R"~(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:04 +0200] "QUIT" 221 -)~",
        };
    }
    std::string_view advice() const override {
        return "its lines name files without their directory, so no repository can be told for "
               "them: give ProFTPD `LogFormat mirror \"%h %l %u %t \\\"%r\\\" %s %b %f\"` and "
               "`ExtendedLog FILE READ mirror`, or have its TransferLog (xferlog) read instead";
    }
};

}  // namespace

const LogFormat& proftpd_format() {
    static const ProftpdFormat format;
    return format;
}

}  // namespace mapgen
