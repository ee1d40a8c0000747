#include "parsers/clf_family.hpp"

namespace mapgen {
namespace {

/// Apache's "%v:%p %h %l %u %t \"%r\" %>s %b", which is not predefined but often written.
class VhostCommonFormat final : public ClfFamilyFormat {
public:
    VhostCommonFormat() : ClfFamilyFormat(Front::virtual_host, ClfTail::ignored) {}

    std::string_view name() const override { return "vhost-common"; }
    std::string_view description() const override {
        return "The virtual host and its port, then the common log format";
    }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"~(mirror.example:80 192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /epel/9/RPM-GPG-KEY HTTP/1.1" 200 300)~",
            R"~([2001:db8::1]:443 client.example.org - John Smith [22/Nov/2026:01:27:07 +0000] "GET http://mirror.example//epel/ HTTP/1.1" 200 -)~",
            R"~(mirror.example.org 2001:db8::2 - - [22/Nov/2026:01:27:07 +0000] "GET /epel/9/RPM-GPG-KEY" 200 300)~",
        };
    }
};

}  // namespace

const LogFormat& vhost_common_format() {
    static const VhostCommonFormat format;
    return format;
}

}  // namespace mapgen
