#include "app/run_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "core/error.hpp"

namespace mapgen {

RunLock::RunLock(const std::filesystem::path& state) {
    std::error_code error;
    if (state.has_parent_path()) {
        std::filesystem::create_directories(state.parent_path(), error);
    }
    // One lock for one state, by whatever name it is called.
    std::filesystem::path real = std::filesystem::weakly_canonical(state, error);
    const std::string file = (error ? state : real).string() + ".lock";
    m_fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (m_fd < 0) {
        throw failure(fmt::format(
            "{}: the lock file cannot be made: {}; the user that runs mapgen must be able to write "
            "to that folder, or name another state with --state",
            file, system_message(errno)));
    }
    if (::flock(m_fd, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        ::close(m_fd);
        if (reason == EWOULDBLOCK) {
            throw Error(
                ErrorKind::locked,
                fmt::format("{}: another run holds the lock; wait until it has ended", file));
        }
        throw failure(fmt::format("{}: cannot be locked: {}", file, system_message(reason)));
    }
}

RunLock::~RunLock() {
    ::close(m_fd);
}

}  // namespace mapgen
