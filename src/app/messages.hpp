#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mapgen {

/// What is said on standard error, each line begun with "mapgen: ".
class Messages {
public:
    enum class Level {
        quiet,    ///< -q: nothing but what ends the program
        normal,   ///< problems and notices
        verbose,  ///< -v: what is being done as well
    };

    explicit Messages(Level level) : m_level(level) {}

    /// Something that needs a look; the run goes on and ends with exit code 1.
    void problem(const std::string& text);
    /// Something worth knowing that is no problem.
    void notice(const std::string& text) const;
    void detail(const std::string& text) const;

    const std::vector<std::string>& problems() const { return m_problems; }

    /// For what ends the program, whatever the level.
    static void say(std::string_view text);

private:
    Level m_level;
    std::vector<std::string> m_problems;
};

}  // namespace mapgen
