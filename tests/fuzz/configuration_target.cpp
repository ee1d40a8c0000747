// Reading a configuration. Input: the file.

#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "app/config_file.hpp"
#include "core/error.hpp"
#include "core/file_descriptor.hpp"
#include "fuzz_input.hpp"

using namespace mapgen;
using namespace mapgen::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const FileDescriptor file(::memfd_create("mapgen.toml", MFD_CLOEXEC));
    require(::write(file.get(), bytes, size) == static_cast<ssize_t>(size),
            "a file can be written");
    const std::string path = "/proc/self/fd/" + std::to_string(file.get());
    try {
        load_config(path);
    } catch (const Error& error) {
        const std::string message = error.what();
        require(error.kind() == ErrorKind::usage, "a wrong configuration is a usage error");
        require(message.starts_with(path + ":"), "the message names the file and the place");
        require(message.find('\n') == std::string::npos, "a message is one line");
    }
    return 0;
}
