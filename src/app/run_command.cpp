#include "app/command.hpp"
#include "app/ingest_job.hpp"
#include "app/render_job.hpp"

namespace mapgen {
namespace {

class RunCommand : public Command {
public:
    std::string_view name() const override { return "run"; }
    std::string_view summary() const override {
        return "the nightly job: read what is new, draw, encode, publish";
    }
    void setup(OptionSet& options) override {
        m_repositories.add_to(options,
                              "make the video of this repository (repeatable; default: all)");
    }

    int run(const GlobalOptions& options) override {
        const Config config = options.load();
        const std::vector<RepositoryRule> repositories = m_repositories.choose(config);
        check_drawing(config);
        Messages messages(options.level());
        Progress progress(!options.quiet && !options.verbose);
        IngestRun run(config, "run", messages, progress);
        return run.record([&] {
            run.ingest(configured_inputs(config, run.numbers(), messages));
            render_videos(config, run.store(), repositories, {}, {}, messages, progress);
        });
    }

private:
    RepositoryOption m_repositories;
};

}  // namespace

std::unique_ptr<Command> make_run_command() {
    return std::make_unique<RunCommand>();
}

}  // namespace mapgen
