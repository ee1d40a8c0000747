#include "parsers/clf_family.hpp"

namespace mapgen {
namespace {

/// lighttpd's default, "%h %V %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"" (1.4.69,
/// mod_accesslog.c): combined with the virtual host in the place of the ident.
class LighttpdFormat final : public ClfFamilyFormat {
public:
    LighttpdFormat()
        : ClfFamilyFormat(Front::client_and_virtual_host, ClfTail::referer_and_agent) {}

    std::string_view name() const override { return "lighttpd"; }
    std::string_view description() const override {
        return "lighttpd's default: \"combined\" with the virtual host as its second field";
    }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"~(192.0.2.7 mirror.example.org - [22/Nov/2026:01:28:17 +0000] "GET /epel/9/RPM-GPG-KEY HTTP/1.1" 200 300 "-" "libdnf (Fedora Linux 40; workstation; Linux.x86_64)")~",
            R"~(2001:db8::80 mirror.example.org joe [22/Nov/2026:01:28:17 +0000] "GET /a\"b\\c%20d?x=\"y\" HTTP/1.1" 404 341 "\"" "a \"quoted\" \\ \t \xC3\xA9 agent")~",
            R"~(203.0.113.5 mirror.example.org - [22/Nov/2026:01:28:17 +0000] "HEAD /epel/9/RPM-GPG-KEY HTTP/1.1" 200 0 "-" "-")~",
            R"~(203.0.113.5 - - [22/Nov/2026:01:28:17 +0000] "  " 400 345 "-" "-")~",
        };
    }
};

}  // namespace

const LogFormat& lighttpd_format() {
    static const LighttpdFormat format;
    return format;
}

}  // namespace mapgen
