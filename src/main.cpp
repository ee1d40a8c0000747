#include <fcntl.h>
#include <unistd.h>

#include <initializer_list>

#include "app/program.hpp"

namespace {

/// Where a caller closed a standard stream, the next file that is opened would take its place: the
/// state's lock could be read as standard input, or a message be written into it.
void occupy_standard_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) == -1) {
            // Opened the wrong way round, so that using it fails as a closed one does.
            const int flags = stream == STDIN_FILENO ? O_WRONLY : O_RDONLY;
            if (::open("/dev/null", flags) != stream) {
                return;
            }
        }
    }
}

}  // namespace

int main(int argument_count, char** arguments) {
    occupy_standard_streams();
    return mapgen::run_program(argument_count, arguments);
}
