#include "references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <sstream>
#include <utility>

namespace mapgen::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* libraries_file = "drawn-with.txt";

}  // namespace

References::References(fs::path folder, fs::path differences)
    : m_folder(std::move(folder)), m_differences(std::move(differences)) {}

fs::path References::reference(const std::string& name) const {
    return m_folder / (name + ".png");
}

References::Verdict References::check(const std::string& name, const Picture& actual,
                                      const Tolerance& tolerance) const {
    const auto written = [&](const char* what, const Picture& picture) {
        const fs::path file = m_differences / fmt::format("{}-{}.png", name, what);
        fs::create_directories(m_differences);
        write_png(picture, file);
        return fmt::format("\n  {:<11} {}", fmt::format("{}:", what), file.string());
    };
    if (!fs::exists(reference(name))) {
        return {false, fmt::format("no reference {}{}", reference(name).string(),
                                   written("actual", actual))};
    }
    Picture expected;
    try {
        expected = read_png(reference(name));
    } catch (const std::exception& error) {
        return {false, error.what() + written("actual", actual)};
    }
    const Comparison result = compare(actual, expected, tolerance);
    if (result.passed) {
        return {true, result.summary};
    }
    std::string text = result.summary + written("actual", actual) + written("expected", expected);
    if (result.same_size) {
        text += written("difference", amplified_difference(actual, expected));
    }
    return {false, text};
}

bool References::replace(const std::string& name, const Picture& actual) const {
    fs::create_directories(m_folder);
    if (fs::exists(reference(name)) && compare(actual, read_png(reference(name)), exact).passed) {
        return false;
    }
    write_png(actual, reference(name));
    return true;
}

std::string References::libraries() const {
    std::stringstream text;
    text << std::ifstream(m_folder / libraries_file).rdbuf();
    return text.str();
}

void References::set_libraries(const std::string& libraries) const {
    fs::create_directories(m_folder);
    std::ofstream(m_folder / libraries_file, std::ios::trunc) << libraries;
}

std::vector<std::string> References::names() const {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_folder)) {
        if (entry.path().extension() == ".png") {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

void References::remove(const std::string& name) const {
    fs::remove(reference(name));
}

}  // namespace mapgen::test
