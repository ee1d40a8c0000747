#include "parsers/clf_family.hpp"

namespace mapgen {
namespace {

/// Apache's "%h %l %u %t \"%r\" %>s %b", with or without further fields behind.
class CommonFormat final : public ClfFamilyFormat {
public:
    CommonFormat() : ClfFamilyFormat(Front::client, ClfTail::ignored) {}

    std::string_view name() const override { return "common"; }
    std::string_view description() const override {
        return "Apache \"common\", the common log format: client, time, request, status, bytes";
    }
    std::vector<std::string_view> sample_lines() const override {
        return {
            R"~(192.0.2.7 - - [22/Nov/2026:01:27:07 +0000] "GET /epel/9/RPM-GPG-KEY HTTP/1.1" 200 300)~",
            R"~(2001:db8::80 - John Smith [22/Nov/2026:02:27:07 +0100] "HEAD /epel/9/RPM-GPG-KEY HTTP/1.1" 200 -)~",
            R"~(client.example.org - - [22/Nov/2026:01:27:07 +0000] "GET /a\"b\\c%20d?x=\"y\" HTTP/1.1" 404 236)~",
            R"~(198.51.100.9 - - [22/Nov/2026:01:27:08 +0000] "GET /epel/9/a b.rpm" 400 266)~",
            R"~(198.51.100.9 - - [22/Nov/2026:01:27:08 +0000] "PRI * HTTP/2.0" 400 266)~",
        };
    }
};

}  // namespace

const LogFormat& common_format() {
    static const CommonFormat format;
    return format;
}

}  // namespace mapgen
