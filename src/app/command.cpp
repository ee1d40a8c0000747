#include "app/command.hpp"

namespace mapgen {

std::vector<std::unique_ptr<Command>> make_commands() {
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(make_run_command());
    commands.push_back(make_ingest_command());
    commands.push_back(make_render_command());
    commands.push_back(make_frame_command());
    commands.push_back(make_stats_command());
    commands.push_back(make_status_command());
    commands.push_back(make_explain_command());
    commands.push_back(make_formats_command());
    return commands;
}

}  // namespace mapgen
