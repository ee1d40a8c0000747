#include "input/raw_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/error.hpp"

namespace mapgen {

RawFile::RawFile(FileDescriptor file) : m_file(std::move(file)) {
    struct stat status {};
    m_regular = ::fstat(m_file.get(), &status) == 0 && S_ISREG(status.st_mode);
    m_size = m_regular ? static_cast<std::uint64_t>(status.st_size) : 0;
    if (m_regular) {
        // The kernel reads further ahead then; where it cannot, nothing is lost.
        ::posix_fadvise(m_file.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    }
    std::optional<Damage> damage;
    while (m_ahead_size < m_ahead.size() && !damage) {
        const std::size_t got = read_descriptor(std::span(m_ahead).subspan(m_ahead_size), damage);
        if (got == 0) {
            break;
        }
        m_ahead_size += got;
    }
}

std::size_t RawFile::read(std::span<char> buffer, std::optional<Damage>& damage) {
    if (m_offset < m_ahead_size) {
        const std::size_t from = static_cast<std::size_t>(m_offset);
        const std::size_t count = std::min(buffer.size(), m_ahead_size - from);
        std::copy_n(m_ahead.begin() + static_cast<std::ptrdiff_t>(from), count, buffer.begin());
        m_offset += count;
        return count;
    }
    const std::size_t got = read_descriptor(buffer, damage);
    m_offset += got;
    return got;
}

std::optional<std::uint64_t> RawFile::seek_ahead(std::uint64_t bytes) {
    if (!m_regular) {
        return std::nullopt;
    }
    const std::uint64_t target = std::max(m_offset, std::min(m_offset + bytes, m_size));
    const std::uint64_t position = std::max<std::uint64_t>(target, m_ahead_size);
    if (::lseek(m_file.get(), static_cast<off_t>(position), SEEK_SET) < 0) {
        return std::nullopt;
    }
    const std::uint64_t skipped = target - m_offset;
    m_offset = target;
    return skipped;
}

std::size_t RawFile::read_descriptor(std::span<char> buffer, std::optional<Damage>& damage) {
    for (;;) {
        const ssize_t got = ::read(m_file.get(), buffer.data(), buffer.size());
        if (got >= 0) {
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR) {
            damage = Damage{m_offset, "cannot be read: " + system_message(errno)};
            return 0;
        }
    }
}

}  // namespace mapgen
