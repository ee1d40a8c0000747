#pragma once

#include <filesystem>

#include "core/file_descriptor.hpp"

namespace mapgen {

/// One writer a state: an advisory lock (flock(2)) on STATE.lock, given back by the kernel when
/// the program ends in whatever way, so that no lock is ever stale.
class RunLock {
public:
    /// Throws an Error of kind `locked` where another run holds it, a failure where the lock file
    /// cannot be made.
    explicit RunLock(const std::filesystem::path& state);

private:
    FileDescriptor m_file;
};

}  // namespace mapgen
