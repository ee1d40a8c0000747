// Reads logs as `mapgen ingest` does, block by block, and does nothing with the lines: what it
// takes is the decompression. Usage: bench_read_blocks FILE…; prints how many bytes the contents
// have.

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <utility>

#include "input/block_reader.hpp"
#include "input/input_file.hpp"

namespace {

std::uint64_t read_all(const char* path) {
    mapgen::InputFile file(path);
    mapgen::BlockReader blocks(file.source());
    std::uint64_t bytes = 0;
    while (auto block = blocks.next()) {
        bytes += block->size;
        blocks.give_back(std::move(*block));
    }
    return bytes;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        for (int i = 1; i < count; ++i) {
            fmt::print("{}\n", read_all(arguments[i]));
        }
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_read_blocks: {}\n", error.what());
        return 1;
    }
}
