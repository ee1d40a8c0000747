#pragma once

#include <filesystem>

namespace mapgen {

/// A file that appears under its name complete or not at all: written under a temporary name in
/// the same folder (".NAME.XXXXXXXX.tmp"), synced, then renamed over the old one. Readers see the
/// old content or the new, never a part, and a crash at any instant leaves one of the two.
///
/// A target that is a symbolic link stays one; what it points to is replaced. A new file gets the
/// permissions that the umask leaves, a replaced one keeps its own.
class ReplacedFile {
public:
    /// Creates the temporary, empty, and removes those of this target that runs killed a day or
    /// longer ago left behind. Throws an Error (failure) that names the target where the folder
    /// cannot be written to, or where the target exists and is no regular file.
    explicit ReplacedFile(const std::filesystem::path& target);
    /// Removes the temporary unless commit() succeeded.
    ~ReplacedFile();
    ReplacedFile(const ReplacedFile&) = delete;
    ReplacedFile& operator=(const ReplacedFile&) = delete;

    /// Where to write; it may be opened, truncated and closed any number of times.
    const std::filesystem::path& path() const noexcept { return m_temporary; }
    /// What will be replaced, symbolic links resolved.
    const std::filesystem::path& target() const noexcept { return m_target; }

    /// Puts the file in its place, on disk for good once this returns. All writers must have
    /// closed it. Throws an Error (failure) that names the target, which then is what it was.
    /// To be called at most once.
    void commit();

private:
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    bool m_committed = false;
};

}  // namespace mapgen
