#include "input/byte_source.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "core/error.hpp"
#include "input/compression.hpp"
#include "input/raw_file.hpp"

namespace mapgen {
namespace {

/// A file or pipe without compression.
class PlainSource : public ByteSource {
public:
    explicit PlainSource(RawFile file) : m_file(std::move(file)) {}

    std::size_t read(std::span<char> buffer) override {
        std::size_t filled = 0;
        while (filled < buffer.size() && !m_damage) {
            const std::size_t got = m_file.read(buffer.subspan(filled), m_damage);
            if (got == 0) {
                break;
            }
            filled += got;
        }
        return filled;
    }

    std::uint64_t skip(std::uint64_t bytes) override {
        const auto skipped = m_file.seek_ahead(bytes);
        return skipped ? *skipped : ByteSource::skip(bytes);
    }

    const std::optional<Damage>& damage() const override { return m_damage; }
    bool is_closed() const override { return !m_file.is_regular(); }

private:
    RawFile m_file;
    std::optional<Damage> m_damage;
};

}  // namespace

std::uint64_t ByteSource::skip(std::uint64_t bytes) {
    std::array<char, 65536> scratch{};
    std::uint64_t skipped = 0;
    while (skipped < bytes) {
        const std::size_t want =
            static_cast<std::size_t>(std::min<std::uint64_t>(bytes - skipped, scratch.size()));
        const std::size_t got = read(std::span(scratch).first(want));
        skipped += got;
        if (got < want) {
            break;
        }
    }
    return skipped;
}

FileDescriptor open_for_reading(const std::filesystem::path& path) {
    if (path == "-") {
        return FileDescriptor(STDIN_FILENO);
    }
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) {
        const int error = errno;
        const char* advice =
            error == EACCES ? "; let the user that runs mapgen read it (its group is often adm)"
                            : "";
        throw failure(fmt::format("{}: cannot be opened: {}{}", path.string(),
                                  system_message(error), advice));
    }
    struct stat status {};
    if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
        throw failure(fmt::format("{}: is a directory; name the log files in it, e.g. {}/*",
                                  path.string(), path.string()));
    }
    return file;
}

std::unique_ptr<ByteSource> make_source(FileDescriptor file) {
    RawFile raw(std::move(file));
    if (const Compression* compression = find_compression(raw.first_bytes())) {
        return make_compressed_source(std::move(raw), *compression);
    }
    return std::make_unique<PlainSource>(std::move(raw));
}

}  // namespace mapgen
