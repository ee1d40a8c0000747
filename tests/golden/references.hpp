#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "picture_comparison.hpp"
#include "render/frame/picture.hpp"

namespace mapgen::test {

/// Reference pictures: NAME.png in one folder. What differs from its reference is written to
/// another, together with the reference and their difference.
class References {
public:
    /// Neither folder need exist yet.
    References(std::filesystem::path folder, std::filesystem::path differences);

    struct Verdict {
        bool passed = false;
        std::string text;  ///< what was found, and for a failure where the pictures are
    };

    /// A missing or unreadable reference is a failure.
    Verdict check(const std::string& name, const Picture& actual, const Tolerance& tolerance) const;
    /// Makes `actual` the reference; false, and the file stays as it is, if it shows the same.
    bool replace(const std::string& name, const Picture& actual) const;

    /// What the references were drawn with (drawing_libraries()); empty where nobody knows.
    std::string libraries() const;
    void set_libraries(const std::string& libraries) const;

    /// The names of the references in the folder, in alphabetical order.
    std::vector<std::string> names() const;
    void remove(const std::string& name) const;

private:
    std::filesystem::path reference(const std::string& name) const;

    std::filesystem::path m_folder;
    std::filesystem::path m_differences;
};

}  // namespace mapgen::test
