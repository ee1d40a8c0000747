#include "app/program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>

#include "app/command.hpp"
#include "core/error.hpp"
#include "core/suggestion.hpp"

namespace mapgen {
namespace {

constexpr const char* footer =
    "\nWithout a command, mapgen does the nightly job: it reads what is new in the logs, draws "
    "one\n"
    "map a day and writes one video a repository. In the crontab:\n"
    "  15 3 * * *  mapgen --repo epel\n"
    "\nTo find out what mapgen makes of a log:   mapgen explain /var/log/httpd/access_log\n"
    "To see what has been counted:             mapgen stats --repo epel\n"
    "\nExit codes: 0 done; 1 done, but something needs a look; 2 wrong usage or configuration,\n"
    "nothing done; 3 failed, earlier outputs untouched; 75 another run holds the lock.";

using Options = std::vector<const CLI::Option*>;

/// The options that a command takes: its own and the program's, but not those that the program
/// only takes for the nameless `run`.
std::vector<std::string> option_names(const CLI::App& command, const Options& run_options) {
    std::vector<std::string> names;
    for (const CLI::App* level = &command; level != nullptr; level = level->get_parent()) {
        for (const CLI::Option* option : level->get_options()) {
            const std::string name = option->get_name();
            const bool of_run =
                level != &command &&
                std::find(run_options.begin(), run_options.end(), option) != run_options.end();
            if (name.starts_with('-') && !of_run &&
                std::find(names.begin(), names.end(), name) == names.end()) {
                names.push_back(name);
            }
        }
    }
    return names;
}

/// What CLI11 says of a wrong command line, and what could have been meant.
std::string usage_message(const CLI::App& app, const CLI::ParseError& error,
                          const Options& run_options) {
    const auto* extras = dynamic_cast<const CLI::ExtrasError*>(&error);
    const std::vector<std::string> remaining = app.remaining(true);
    if (extras == nullptr || remaining.empty()) {
        return std::string(error.what()) + "; mapgen --help shows the usage";
    }
    const std::vector<CLI::App*> commands = app.get_subcommands();
    const CLI::App& command = commands.empty() ? app : *commands.front();
    const std::string& wrong = remaining.front();
    if (wrong.starts_with('-')) {
        return fmt::format("there is no option {}; {}", wrong,
                           known_names(wrong, option_names(command, run_options)));
    }
    if (&command != &app) {
        return fmt::format(
            "{} takes no argument, and \"{}\" is one; mapgen {} --help shows the "
            "usage",
            command.get_name(), wrong, command.get_name());
    }
    std::vector<std::string> names;
    for (const CLI::App* known : app.get_subcommands({})) {
        names.push_back(known->get_name());
    }
    return fmt::format("there is no command {}; {}", wrong, known_names(wrong, names));
}

/// A command's options stand behind its name; those of the nameless `run` must not be taken for it.
void refuse_options_before(const CLI::App& command, const Options& run_options) {
    for (const CLI::Option* option : run_options) {
        if (option->count() == 0) {
            continue;
        }
        const bool taken = command.get_option_no_throw(option->get_name()) != nullptr;
        throw usage_error(
            taken ? fmt::format("write {} behind the command: mapgen {} {} …", option->get_name(),
                                command.get_name(), option->get_name())
                  : fmt::format("{} has no option {}; mapgen {} --help shows those it has",
                                command.get_name(), option->get_name(), command.get_name()));
    }
}

int parse_and_run(int argument_count, char** arguments) {
    CLI::App app("mapgen draws animated world maps of a mirror server's downloads", "mapgen");
    app.set_version_flag("--version", "mapgen " MAPGEN_VERSION);
    app.footer(footer);
    app.require_subcommand(0, 1);
    GlobalOptions options;
    OptionSet program_options(app);
    options.add_to(program_options);

    const std::vector<std::unique_ptr<Command>> commands = make_commands();
    const std::size_t own_options = app.get_options().size();
    commands.front()->setup(program_options);
    const std::vector<CLI::Option*> all_options = app.get_options();
    const Options run_options(all_options.begin() + static_cast<std::ptrdiff_t>(own_options),
                              all_options.end());
    for (const auto& command : commands) {
        CLI::App* sub =
            app.add_subcommand(std::string(command->name()), std::string(command->summary()));
        sub->fallthrough();
        sub->footer(
            "\nThe options of mapgen itself (see mapgen --help) may stand here too: --config, "
            "--state,\n--output, --jobs, -v and -q.");
        OptionSet command_options(*sub);
        command->setup(command_options);
    }
    try {
        app.parse(argument_count, arguments);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        throw usage_error(usage_message(app, error, run_options));
    }
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    if (chosen.empty()) {
        return commands.front()->run(options);
    }
    for (const auto& command : commands) {
        if (command->name() == chosen.front()->get_name()) {
            if (command != commands.front()) {
                refuse_options_before(*chosen.front(), run_options);
            }
            return command->run(options);
        }
    }
    return 0;
}

}  // namespace

int run_program(int argument_count, char** arguments) {
    int code = 3;
    try {
        code = parse_and_run(argument_count, arguments);
        if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
            throw failure("standard output cannot be written to: " + system_message(errno));
        }
    } catch (const Error& error) {
        Messages::say(error.what());
        code = error.exit_code();
    } catch (const std::bad_alloc&) {
        Messages::say("out of memory; nothing of the input at hand was counted");
    } catch (const std::exception& error) {
        Messages::say(std::string("unexpected: ") + error.what());
    }
    return code;
}

}  // namespace mapgen
