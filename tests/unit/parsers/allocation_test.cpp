#include <cstdlib>
#include <new>

#include "catch.hpp"
#include "parsers/format_registry.hpp"

namespace {

std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size > 0 ? size : 1)) {
        return memory;
    }
    throw std::bad_alloc();
}

// The sanitizers' own would not go with the delete below.
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
    ++allocations;
    return std::malloc(size > 0 ? size : 1);
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

TEST_CASE("a parser that has seen its longest line allocates nothing more") {
    for (const mapgen::LogFormat* format : mapgen::all_formats()) {
        CAPTURE(format->name());
        const auto samples = format->sample_lines();
        const auto parser = format->make_parser({});
        mapgen::AccessRecord record;
        const auto read_all = [&] {
            for (const std::string_view sample : samples) {
                parser->parse(sample, record);
            }
        };
        read_all();
        allocations = 0;
        read_all();
        read_all();
        CHECK(allocations == 0);
    }
}

TEST_CASE("recognising a line allocates nothing") {
    for (const mapgen::LogFormat* format : mapgen::all_formats()) {
        CAPTURE(format->name());
        const auto samples = format->sample_lines();
        allocations = 0;
        for (const std::string_view sample : samples) {
            format->recognise(sample);
        }
        CHECK(allocations == 0);
    }
}
