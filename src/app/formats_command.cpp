#include <fmt/format.h>

#include <cstdio>

#include "app/command.hpp"
#include "parsers/format_registry.hpp"
#include "parsers/log_daemon.hpp"

namespace mapgen {
namespace {

/// A name, what it is, and lines as they are in a log.
void print_entry(std::string_view name, std::string_view description,
                 const std::vector<std::string_view>& samples, bool all_samples) {
    fmt::print("{}\n  {}\n", name, description);
    for (const std::string_view sample : samples) {
        fmt::print("    {}\n", sample);
        if (!all_samples) {
            break;
        }
    }
}

class FormatsCommand : public Command {
public:
    std::string_view name() const override { return "formats"; }
    std::string_view summary() const override {
        return "the log formats that are read, with a sample line each (-v: several)";
    }
    void setup(OptionSet& /*options*/) override {}

    int run(const GlobalOptions& options) override {
        fmt::print(
            "Each is told from a log's first lines. Where that is not enough, name one with\n"
            "format = \"…\" in the [[input]], or with --format.\n\n");
        for (const LogFormat* format : all_formats()) {
            print_entry(format->name(), format->description(), format->sample_lines(),
                        options.verbose);
        }
        fmt::print(
            "\nAny of them may stand behind a log daemon's prefix; the name is then e.g. "
            "syslog:rsyncd.\n\n");
        for (const LogDaemon& daemon : log_daemons()) {
            print_entry(daemon.name, daemon.description, daemon.sample_lines,
                        options.verbose || daemon.is_ordered);
        }
        fmt::print(
            "\nA server's own description of its log serves as a name too:\n\n"
            "Apache's and ProFTPD's LogFormat\n"
            "    format = '%h %l %u %t \"%r\" %>s %b %D \"%{{X-Forwarded-For}}i\"'\n"
            "nginx's log_format\n"
            "    format = '$remote_addr [$time_local] \"$request\" $status $body_bytes_sent'\n"
            "rsync's \"log format\"\n"
            "    format = '%h %a %m %o %f %l %b'\n"
            "JSON with keys of your own\n"
            "    format = 'json'\n"
            "    fields = {{ time = \"t\", client = \"h\", request = \"r\", status = \"s\" }}\n");
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_formats_command() {
    return std::make_unique<FormatsCommand>();
}

}  // namespace mapgen
