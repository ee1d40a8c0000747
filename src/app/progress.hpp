#pragma once

#include <chrono>
#include <string>

namespace mapgen {

/// One line on standard error that says what is being done, renewed a few times a second, and
/// only where standard error is a terminal: cron never sees it.
class Progress {
public:
    explicit Progress(bool wanted);
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(const std::string& text);
    void clear();  ///< before anything else is written to the terminal

private:
    bool m_shown = false;
    bool m_wanted;
    std::chrono::steady_clock::time_point m_last{};
};

}  // namespace mapgen
