#pragma once

namespace mapgen {

/// Reads the command line, runs the command and returns the exit code. Everything that goes wrong
/// ends in one line on standard error. Throws nothing.
int run_program(int argument_count, char** arguments);

}  // namespace mapgen
