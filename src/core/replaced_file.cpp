#include "core/replaced_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <system_error>

#include "core/error.hpp"
#include "core/file_descriptor.hpp"

namespace mapgen {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view temporary_suffix = ".tmp";
constexpr auto abandoned_after = std::chrono::hours{24};
constexpr int most_attempts = 100;

Error cannot_write(const fs::path& target, std::string_view why) {
    return failure(fmt::format("cannot write {}: {}", target.string(), why));
}

fs::path folder_of(const fs::path& target) {
    return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

/// The file that a write to `target` would reach. Renaming over a device or a pipe would replace
/// it by a plain file, for everyone if we are root.
fs::path resolve(const fs::path& target) {
    std::error_code error;
    const auto own_status = fs::symlink_status(target, error);
    fs::path file = target;
    if (fs::is_symlink(own_status)) {
        file = fs::weakly_canonical(target, error);
        if (error) {
            throw cannot_write(target, error.message());
        }
        // A link to nothing comes back as itself.
        if (fs::is_symlink(fs::symlink_status(file, error))) {
            file = folder_of(file) / fs::read_symlink(file, error);
        }
    }
    const auto status = fs::status(file, error);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        throw cannot_write(target, "it exists and is not a regular file");
    }
    return file;
}

/// What all temporaries of a target begin with. Names are cut so that the whole stays below the
/// 255 bytes that file systems allow.
std::string temporary_prefix(const fs::path& target) {
    return "." + target.filename().string().substr(0, 200) + ".";
}

void remove_abandoned(const fs::path& target) {
    const std::string prefix = temporary_prefix(target);
    const auto limit = fs::file_time_type::clock::now() - abandoned_after;
    std::error_code error;
    for (fs::directory_iterator entry(folder_of(target), error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.size() != prefix.size() + 8 + temporary_suffix.size() ||
            name.compare(0, prefix.size(), prefix) != 0 || !name.ends_with(temporary_suffix)) {
            continue;
        }
        std::error_code ignored;
        if (const auto written = entry->last_write_time(ignored); !ignored && written < limit) {
            fs::remove(entry->path(), ignored);
        }
    }
}

/// The permissions of the file that is there already are kept: a web server may need them.
void keep_permissions(const fs::path& target, int descriptor) {
    struct stat old {};
    if (::stat(target.c_str(), &old) == 0) {
        // Where it fails (a file system without permissions), the umask's serve.
        [[maybe_unused]] const int result = ::fchmod(descriptor, old.st_mode & 07777);
    }
}

fs::path create_temporary(const fs::path& target) {
    std::random_device random;
    const std::string prefix = temporary_prefix(target);
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        const auto suffix = fmt::format("{:08x}{}", random() & 0xffffffffU, temporary_suffix);
        fs::path name = folder_of(target) / (prefix + suffix);
        // Not mkstemp(): its 0600 would ignore the umask.
        const FileDescriptor file(
            ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
        if (file) {
            keep_permissions(target, file.get());
            return name;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    const int why = errno;
    throw cannot_write(target, fmt::format("cannot create a file in {}: {}",
                                           folder_of(target).string(), system_message(why)));
}

/// The rename itself must reach the disk as well. File systems that cannot sync a folder say
/// EINVAL; there is nothing more to do on them.
void sync_folder(const fs::path& target) {
    const FileDescriptor folder(
        ::open(folder_of(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder && ::fsync(folder.get()) != 0 && errno != EINVAL && errno != ENOTSUP) {
        throw cannot_write(target, system_message(errno));
    }
}

}  // namespace

ReplacedFile::ReplacedFile(const fs::path& target) : m_target(resolve(target)) {
    remove_abandoned(m_target);
    m_temporary = create_temporary(m_target);
}

ReplacedFile::~ReplacedFile() {
    if (!m_committed) {
        std::error_code ignored;
        fs::remove(m_temporary, ignored);
    }
}

void ReplacedFile::commit() {
    {
        const FileDescriptor file(::open(m_temporary.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file || ::fsync(file.get()) != 0) {
            throw cannot_write(m_target, system_message(errno));
        }
    }
    if (::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
        throw cannot_write(m_target, system_message(errno));
    }
    m_committed = true;
    sync_folder(m_target);
}

}  // namespace mapgen
