#include "app/command.hpp"
#include "app/render_job.hpp"
#include "core/error.hpp"

namespace mapgen {
namespace {

class RenderCommand : public Command {
public:
    std::string_view name() const override { return "render"; }
    std::string_view summary() const override { return "only draw and encode videos"; }
    void setup(OptionSet& options) override {
        m_repositories.add_to(options,
                              "make the video of this repository (repeatable; default: all)");
        options.text("--from", m_from, "YYYY-MM-DD", "the first day to draw");
        options.text("--to", m_to, "YYYY-MM-DD", "the last day to draw");
        m_drawing.add_to(options);
        options.text("-o", m_file, "FILE.mp4", "the video's file, for one repository");
    }

    int run(const GlobalOptions& options) override {
        Config config = options.load();
        m_drawing.apply_to(config);
        const std::vector<RepositoryRule> repositories = m_repositories.choose(config);
        const DayRange range{parse_day(m_from, "--from"), parse_day(m_to, "--to")};
        if (range.from && range.to && *range.from > *range.to) {
            throw usage_error("--from " + m_from + " is after --to " + m_to);
        }
        if (!m_file.empty() && repositories.size() != 1) {
            throw usage_error("-o takes the video of one repository; name it with --repo");
        }
        check_drawing(config);
        Messages messages(options.level());
        Progress progress(!options.quiet && !options.verbose);
        const StateStore store(config.state, StateStore::Access::read_only);
        render_videos(config, store, repositories, range, m_file, messages, progress);
        return messages.problems().empty() ? 0 : 1;
    }

private:
    RepositoryOption m_repositories;
    DrawingOptions m_drawing;
    std::string m_from;
    std::string m_to;
    std::string m_file;
};

}  // namespace

std::unique_ptr<Command> make_render_command() {
    return std::make_unique<RenderCommand>();
}

}  // namespace mapgen
