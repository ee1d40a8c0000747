#include <fmt/format.h>

#include "app/command.hpp"
#include "app/render_job.hpp"
#include "app/view_builder.hpp"
#include "core/error.hpp"

namespace mapgen {
namespace {

class FrameCommand : public Command {
public:
    std::string_view name() const override { return "frame"; }
    std::string_view summary() const override { return "draw one day as a PNG picture"; }
    void setup(OptionSet& options) override {
        m_repositories.add_to(options, "the repository to draw (default: the only one there is)");
        options.text("--day", m_day, "YYYY-MM-DD", "the day to draw (default: the last one)");
        m_drawing.add_to(options);
        options.required_text("-o", m_file, "FILE.png", "the picture's file");
    }

    int run(const GlobalOptions& options) override {
        Config config = options.load();
        m_drawing.apply_to(config);
        const std::vector<RepositoryRule> repositories = m_repositories.choose(config);
        if (repositories.size() != 1) {
            throw usage_error("frame draws one repository; name it with --repo");
        }
        const RepositoryRule& rule = repositories.front();
        const auto day = parse_day(m_day, "--day");
        check_drawing(config);
        const StateStore store(config.state, StateStore::Access::read_only);
        const ViewBuilder builder(store, rule, config.metric, config.afterglow);
        if (!builder.has_days()) {
            throw failure(
                fmt::format("{}: there is no day of \"{}\" in it; run mapgen ingest first",
                            config.state.string(), rule.name));
        }
        if (day && (*day < builder.first_day() || *day > builder.last_day())) {
            throw usage_error(fmt::format("--day: \"{}\" has the days {} to {}", rule.name,
                                          builder.first_day().iso(), builder.last_day().iso()));
        }
        const FrameRenderer renderer(frame_settings(config), view_subject(config, store, rule));
        write_png(renderer.render(builder.view(day.value_or(builder.last_day()))), m_file);
        return 0;
    }

private:
    RepositoryOption m_repositories;
    DrawingOptions m_drawing;
    std::string m_day;
    std::string m_file;
};

}  // namespace

std::unique_ptr<Command> make_frame_command() {
    return std::make_unique<FrameCommand>();
}

}  // namespace mapgen
