#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "app/option_set.hpp"
#include "app/options.hpp"

namespace mapgen {

/// One command of the program. setup() only says which options there are and opens nothing; run()
/// does the work.
class Command {
public:
    Command() = default;
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;
    virtual ~Command() = default;

    virtual std::string_view name() const = 0;
    virtual std::string_view summary() const = 0;  ///< one line
    virtual void setup(OptionSet& options) = 0;
    /// Returns the exit code: 0, or 1 where something needs a look. Throws an Error otherwise.
    virtual int run(const GlobalOptions& options) = 0;
};

/// All commands, in the order in which the help lists them; the first is the one that runs where
/// no command is named.
std::vector<std::unique_ptr<Command>> make_commands();

// One for each command's source file; make_commands() is their registry.
std::unique_ptr<Command> make_run_command();
std::unique_ptr<Command> make_ingest_command();
std::unique_ptr<Command> make_render_command();
std::unique_ptr<Command> make_frame_command();
std::unique_ptr<Command> make_stats_command();
std::unique_ptr<Command> make_status_command();
std::unique_ptr<Command> make_explain_command();
std::unique_ptr<Command> make_formats_command();

}  // namespace mapgen
