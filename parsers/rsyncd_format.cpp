#include "parsers/log_format.hpp"
#include "parsers/rsync_parser.hpp"

namespace mapgen {
namespace {

class RsyncdFormat final : public LogFormat {
public:
    std::string_view name() const override { return "rsyncd"; }
    std::string_view description() const override {
        return "rsync daemon's log file and transfer lines, the default ones or others that name "
               "the client, rsyncd.conf(5)";
    }
    Protocol protocol() const override { return Protocol::rsync; }
    std::vector<std::string_view> sample_lines() const override {
        return {
            "2026/11/22 01:23:18 [25415] send UNKNOWN [2001:db8::1] epel () 9/RPM-GPG-KEY 300",
            R"~(2026/11/22 01:23:44 [26096] send client.example.org [192.0.2.7] fedora-enchilada (joe) name with  spaces "q" (1) [2].txt 1,234,567)~",
            R"~(2026/11/22 01:23:44 [26110] <f+++++++++ UNDETERMINED [192.0.2.7] epel () 9/ctl\#001name 1)~",
            "2026/11/22 01:23:44 [26110] cd+++++++++ UNDETERMINED [192.0.2.7] epel () 9 4096",
            "2026/11/22 01:23:45 [26097] recv UNDETERMINED [192.0.2.7] incoming (joe) x.rpm 12",
            "2026/11/22 01:23:43 [26091] rsyncd version 3.5.0 starting, listening on port 873",
            "2026/11/22 01:23:44 [26094] connect from client.example.org (192.0.2.7)",
            "2026/11/22 01:23:44 [26096] rsync on epel/ from UNKNOWN (2001:db8::1)",
            "2026/11/22 01:23:44 [26096] sent 205468 bytes  received 102 bytes  total size 205000",
            "2026/11/22 01:23:44 [26192] rsync on epel/9/ from joe@client.example.org (192.0.2.7)",
            "2026/11/22 01:23:44 [26192] client.example.org 192.0.2.7 send 9/RPM-GPG-KEY 300 343",
        };
    }
    int recognise(std::string_view line) const override {
        return recognise_rsync_line(line, nullptr);
    }
    int recognise_message(std::string_view message) const override {
        return recognise_rsync_message(message, nullptr);
    }
    bool is_ordered() const override { return true; }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override {
        return std::make_unique<RsyncParser>(settings, nullptr);
    }
};

}  // namespace

const LogFormat& rsyncd_format() {
    static const RsyncdFormat format;
    return format;
}

}  // namespace mapgen
