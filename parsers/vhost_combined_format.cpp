#include "parsers/clf_family.hpp"

namespace mapgen {
namespace {

/// Apache's "%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" (what Debian
/// writes to other_vhosts_access.log) and nginx's "$host …" in front of its combined fields.
class VhostCombinedFormat final : public ClfFamilyFormat {
public:
    VhostCombinedFormat() : ClfFamilyFormat(Front::virtual_host, ClfTail::referer_and_agent) {}

    std::string_view name() const override { return "vhost-combined"; }
    std::string_view description() const override {
        return "Apache \"vhost_combined\": the virtual host and its port, then the combined fields";
    }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"~(mirror.example:80 192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /epel/9/RPM-GPG-KEY HTTP/1.1" 200 538 "-" "libdnf (Fedora Linux 40; workstation; Linux.x86_64)")~",
            R"~([2001:db8::1]:443 2001:db8::2 - - [22/Nov/2026:01:27:07 +0000] "GET /epel/9/RPM-GPG-KEY HTTP/1.1" 206 382 "-" "-")~",
            R"~(mirror.example.org 198.51.100.9 - - [22/Nov/2026:01:27:07 +0000] "GET /a\"b\\c HTTP/1.1" 404 431 "\"" "a \"quoted\" \\ \t \xc3\xa9 agent")~",
        };
    }
};

}  // namespace

const LogFormat& vhost_combined_format() {
    static const VhostCombinedFormat format;
    return format;
}

}  // namespace mapgen
