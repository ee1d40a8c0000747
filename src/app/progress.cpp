#include "app/progress.hpp"

#include <unistd.h>

#include <cstdio>

namespace mapgen {
namespace {

constexpr auto shortest_interval = std::chrono::milliseconds{150};
constexpr const char* clear_line = "\r\033[K";

}  // namespace

Progress::Progress(bool wanted) : m_wanted(wanted && ::isatty(STDERR_FILENO) == 1) {}

void Progress::show(const std::string& text) {
    const auto now = std::chrono::steady_clock::now();
    if (!m_wanted || now - m_last < shortest_interval) {
        return;
    }
    m_last = now;
    m_shown = true;
    std::fprintf(stderr, "%s%s", clear_line, text.c_str());
    std::fflush(stderr);
}

void Progress::clear() {
    if (m_shown) {
        std::fputs(clear_line, stderr);
        std::fflush(stderr);
        m_shown = false;
    }
}

}  // namespace mapgen
