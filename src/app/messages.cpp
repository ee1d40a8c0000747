#include "app/messages.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace mapgen {

void Messages::say(std::string_view text) {
    // One write for a line, so that lines of programs that share the terminal do not mix.
    const std::string line = fmt::format("mapgen: {}\n", text);
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void Messages::problem(const std::string& text) {
    m_problems.push_back(text);
    if (m_level != Level::quiet) {
        say(text);
    }
}

void Messages::notice(const std::string& text) const {
    if (m_level != Level::quiet) {
        say(text);
    }
}

void Messages::detail(const std::string& text) const {
    if (m_level == Level::verbose) {
        say(text);
    }
}

}  // namespace mapgen
