#include "parsers/clf_family.hpp"

namespace mapgen {
namespace {

/// Apache's "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-agent}i\"", nginx's predefined
/// combined. nginx's packages add "$http_x_forwarded_for" (`log_format main`).
class CombinedFormat final : public ClfFamilyFormat {
public:
    CombinedFormat() : ClfFamilyFormat(Front::client, ClfTail::referer_and_agent) {}

    std::string_view name() const override { return "combined"; }
    std::string_view description() const override {
        return "Apache and nginx \"combined\": the common log format, referer, user agent";
    }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"~(192.0.2.7 - - [22/Nov/2026:01:28:15 +0000] "GET /epel/9/RPM-GPG-KEY HTTP/1.1" 200 300 "-" "libdnf (Fedora Linux 40; workstation; Linux.x86_64)")~",
            R"~(2001:db8::80 - - [22/Nov/2026:02:28:25 +0100] "GET /fedora/linux/releases/ HTTP/2.0" 206 1452 "https://mirror.example.org/" "curl/7.88.1" 0.004)~",
            R"~(198.51.100.9 - - [22/Nov/2026:01:28:15 +0000] "GET /a\x22b\x5Cc%20d?x=\x22y\x22 HTTP/1.1" 404 153 "\x22" "a \x22quoted\x22 \x5C agent")~",
            R"~(198.51.100.9 - - [22/Nov/2026:01:28:15 +0000] "\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03\xDE\xAD\x22" 400 157 "-" "-")~",
            R"~(203.0.113.5 - - [22/Nov/2026:01:28:17 +0000] "HEAD /epel/9/RPM-GPG-KEY HTTP/1.1" 200 0 "-" "-" "192.0.2.7, 2001:db8::1")~",
        };
    }
};

}  // namespace

const LogFormat& combined_format() {
    static const CombinedFormat format;
    return format;
}

}  // namespace mapgen
