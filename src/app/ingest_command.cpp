#include "app/command.hpp"
#include "app/ingest_job.hpp"
#include "parsers/format_registry.hpp"

namespace mapgen {
namespace {

class IngestCommand : public Command {
public:
    std::string_view name() const override { return "ingest"; }
    std::string_view summary() const override {
        return "only read logs: those configured, or those named";
    }
    void setup(OptionSet& options) override {
        options.arguments("FILE", m_files, "a log, compressed or not; \"-\" is standard input");
        options.text("--format", m_format, "FORMAT",
                     "the logs' format, where it cannot be told from them");
    }

    int run(const GlobalOptions& options) override {
        const Config config = options.load();
        if (!m_format.empty() && m_format != "auto") {
            make_format(m_format);
        }
        Messages messages(options.level());
        Progress progress(!options.quiet && !options.verbose);
        IngestRun run(config, "ingest", messages, progress);
        return run.record([&] {
            run.ingest(m_files.empty() ? configured_inputs(config, run.numbers(), messages)
                                       : named_inputs(m_files, m_format, config, run.numbers()));
        });
    }

private:
    std::vector<std::string> m_files;
    std::string m_format;
};

}  // namespace

std::unique_ptr<Command> make_ingest_command() {
    return std::make_unique<IngestCommand>();
}

}  // namespace mapgen
