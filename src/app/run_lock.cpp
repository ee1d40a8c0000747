#include "app/run_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>

#include "core/error.hpp"

namespace mapgen {
namespace {

/// One lock for one state, by whatever name it is called.
std::filesystem::path lock_file(const std::filesystem::path& state) {
    std::error_code error;
    if (state.has_parent_path()) {
        std::filesystem::create_directories(state.parent_path(), error);
    }
    const std::filesystem::path real = std::filesystem::weakly_canonical(state, error);
    return (error ? state : real).string() + ".lock";
}

FileDescriptor locked(const std::filesystem::path& path) {
    FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!file) {
        throw failure(fmt::format(
            "{}: the lock file cannot be made: {}; the user that runs mapgen must be able "
            "to write to that folder, or name another state with --state",
            path.string(), system_message(errno)));
    }
    if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0) {
        return file;
    }
    if (errno == EWOULDBLOCK) {
        throw Error(ErrorKind::locked,
                    path.string() + ": another run holds the lock; wait until it has ended");
    }
    throw failure(fmt::format("{}: cannot be locked: {}", path.string(), system_message(errno)));
}

}  // namespace

RunLock::RunLock(const std::filesystem::path& state) : m_file(locked(lock_file(state))) {}

}  // namespace mapgen
