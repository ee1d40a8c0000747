#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>

#include "fuzz_input.hpp"

namespace mapgen::fuzz {

/// Memory that ends where no page is, so that the processor itself notices a byte read or written
/// too many: the sanitizers do not see into libraries and assembly.
class GuardedMemory {
public:
    explicit GuardedMemory(std::size_t size) : m_size((size + page - 1) / page * page) {
        void* const memory = ::mmap(nullptr, m_size + page, PROT_READ | PROT_WRITE,
                                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        require(memory != MAP_FAILED, "memory is to be had");
        m_end = static_cast<char*>(memory) + m_size;
        require(::mprotect(m_end, page, PROT_NONE) == 0, "a page can be guarded");
    }
    GuardedMemory(const GuardedMemory&) = delete;
    GuardedMemory& operator=(const GuardedMemory&) = delete;
    ~GuardedMemory() { ::munmap(m_end - m_size, m_size + page); }

    /// Its last `size` bytes; no more than it was made with.
    std::span<char> last(std::size_t size) { return {m_end - size, size}; }
    /// A copy of `text` that ends at the guard.
    std::string_view hold(std::string_view text) {
        const std::span<char> place = last(text.size());
        std::memmove(place.data(), text.data(), text.size());
        return {place.data(), place.size()};
    }

private:
    static constexpr std::size_t page = 4096;
    std::size_t m_size;
    char* m_end = nullptr;
};

}  // namespace mapgen::fuzz
