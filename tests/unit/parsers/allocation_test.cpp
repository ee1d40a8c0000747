#include <cstdlib>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

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

namespace {

/// What is built in, and what configurations say.
std::vector<std::shared_ptr<const mapgen::LogFormat>> many_formats() {
    std::vector<std::shared_ptr<const mapgen::LogFormat>> formats;
    for (const mapgen::LogFormat* format : mapgen::all_formats()) {
        formats.push_back(mapgen::make_format(format->name()));
    }
    for (const std::string_view configured :
         {R"(%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\")",
          R"(%h %{%Y-%m-%d}t %{%H:%M:%S %z}t %m %U%q %H %>s %b %{X-Forwarded-For}i)",
          R"($remote_addr [$time_iso8601] "$request" $status $body_bytes_sent)",
          R"(proftpd:%a %{epoch} %m "%f" %s %b)", "rsync:%h %a %-5o %f %10l %b",
          R"({"t":"$time_iso8601","h":"$remote_addr","r":"$request","s":$status})"}) {
        formats.push_back(mapgen::make_format(configured));
    }
    return formats;
}

}  // namespace

TEST_CASE("a parser that has seen its longest line allocates nothing more") {
    auto formats = many_formats();
    for (const std::string_view behind_a_daemon :
         {"syslog:rsyncd", "syslog:combined", "journal-json:rsyncd", "journal-export:rsyncd"}) {
        formats.push_back(mapgen::make_format(behind_a_daemon));
    }
    for (const auto& format : formats) {
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

TEST_CASE("recognising a line allocates nothing once each thread has its buffers") {
    for (const auto& format : many_formats()) {
        CAPTURE(format->name());
        const auto samples = format->sample_lines();
        const auto recognise_all = [&] {
            for (const std::string_view sample : samples) {
                format->recognise(sample);
            }
        };
        recognise_all();
        allocations = 0;
        recognise_all();
        CHECK(allocations == 0);
    }
}
