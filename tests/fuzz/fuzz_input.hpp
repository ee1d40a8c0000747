#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace mapgen::fuzz {

/// What a target found to be wrong, for libFuzzer to keep the input that shows it.
[[noreturn]] inline void fail(const std::string& what) {
    std::fprintf(stderr, "\nfound: %s\n", what.c_str());
    std::abort();
}

inline void require(bool condition, const char* what) {
    if (!condition) {
        fail(what);
    }
}

/// A text in memory of its own, so that address sanitizer notices a byte read too many.
class OwnedText {
public:
    explicit OwnedText(std::string_view text)
        : m_bytes(new char[text.size()]), m_size(text.size()) {
        text.copy(m_bytes.get(), text.size());
    }

    std::string_view view() const { return {m_bytes.get(), m_size}; }

private:
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size;
};

/// Takes the first byte off; 0 where there is none.
inline std::uint8_t take_byte(std::string_view& data) {
    if (data.empty()) {
        return 0;
    }
    const auto byte = static_cast<std::uint8_t>(data.front());
    data.remove_prefix(1);
    return byte;
}

/// Takes the first line off, without its newline.
inline std::string_view take_line(std::string_view& data) {
    const std::string_view line = data.substr(0, data.find('\n'));
    data.remove_prefix(line.size() < data.size() ? line.size() + 1 : line.size());
    return line;
}

/// Reads every byte of `text`, so that a view of memory that is gone is noticed.
inline void touch(std::string_view text) {
    unsigned sum = 0;
    for (const char c : text) {
        sum += static_cast<unsigned char>(c);
    }
    volatile unsigned kept = sum;
    static_cast<void>(kept);
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace mapgen::fuzz
