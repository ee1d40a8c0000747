#include "parsers/proftpd_family.hpp"

namespace mapgen {
namespace {

class ProftpdPathFormat final : public ProftpdFamilyFormat {
public:
    ProftpdPathFormat() : ProftpdFamilyFormat(Paths::whole) {}

    std::string_view name() const override { return "proftpd-path"; }
    std::string_view description() const override {
        return R"~(ProFTPD's ExtendedLog with the file's path behind, "%h %l %u %t \"%r\" %s %b %f")~";
    }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"~(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "RETR RPM-GPG-KEY" 226 300 /srv/mirror/epel/9/RPM-GPG-KEY)~",
            R"~(2001:db8::7 UNKNOWN ftp [05/Jul/2026:12:00:02 +0200] "RETR a  b.txt" 226 5000 /srv/mirror/pub/a  b.txt)~",
            R"~(192.0.2.7 UNKNOWN ftp [05/Jul/2026:12:00:04 +0200] "QUIT" 221 - -)~",
        };
    }
};

}  // namespace

const LogFormat& proftpd_path_format() {
    static const ProftpdPathFormat format;
    return format;
}

}  // namespace mapgen
