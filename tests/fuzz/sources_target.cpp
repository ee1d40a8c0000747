// A whole file through make_source(), as reading a log does: members, padding, what follows them,
// damage, skipping.
//
// Input: a byte for how it is read, then the file.

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>

#include "fuzz_input.hpp"
#include "input/byte_source.hpp"

using namespace mapgen;
using namespace mapgen::fuzz;

namespace {

constexpr std::size_t most_output = std::size_t{4} * 1024 * 1024;

FileDescriptor file_of(std::string_view bytes) {
    FileDescriptor file(::memfd_create("input", MFD_CLOEXEC));
    require(file.get() >= 0, "a file is to be had");
    require(::write(file.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
            "a file can be written");
    ::lseek(file.get(), 0, SEEK_SET);
    return file;
}

/// The bytes fit into a pipe at once.
FileDescriptor pipe_of(std::string_view bytes) {
    int ends[2];
    require(::pipe(ends) == 0, "a pipe is to be had");
    require(::write(ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
            "a pipe can be written");
    ::close(ends[1]);
    return FileDescriptor(ends[0]);
}

struct Reading {
    std::string bytes;
    bool whole = false;
    bool damaged = false;
};

Reading read(FileDescriptor file, std::size_t file_size, std::size_t portion, std::size_t skipped) {
    const auto source = make_source(std::move(file));
    Reading reading;
    require(source->skip(skipped) <= skipped, "no more is skipped than was asked for");
    std::string buffer(portion, '\0');
    while (reading.bytes.size() < most_output && !reading.whole) {
        const std::size_t got = source->read(buffer);
        require(got <= portion, "no more is read than there is room");
        reading.bytes.append(buffer, 0, got);
        reading.whole = got < portion;
    }
    if (reading.whole) {
        require(source->read(buffer) == 0, "nothing comes after the end");
        if (source->damage()) {
            reading.damaged = true;
            require(source->damage()->offset <= file_size, "damage lies in the file");
            require(!source->damage()->reason.empty(), "damage has a reason");
            require(!source->is_closed(), "what is damaged is not complete");
        }
    }
    return reading;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static constexpr std::array<std::size_t, 4> portions{65536, 100, 4096, 1'000'000};
    std::string_view data = text_of(bytes, std::min<std::size_t>(size, 60'000));
    const std::uint8_t choice = take_byte(data);
    const Reading reading = read((choice & 1U) != 0 ? pipe_of(data) : file_of(data), data.size(),
                                 portions[choice / 2U % 4U], 0);
    if (reading.whole && !reading.damaged) {
        const std::size_t skipped = choice * 5U;
        const Reading rest = read(file_of(data), data.size(), 7777, skipped);
        require(rest.bytes == reading.bytes.substr(std::min(skipped, reading.bytes.size())),
                "skipping is reading without looking");
    }
    return 0;
}
