#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "render/frame/frame_renderer.hpp"

namespace mapgen::test {

/// The project's own data directory.
std::filesystem::path data_directory();

FrameSettings settings_of(const std::string& projection, int width = 960, int height = 540);

ViewSubject sample_subject();

/// A day with invented clients around the world's big cities; the same seed gives the same day.
/// The timeline grows over `days` days up to the view's own.
DayView sample_day(CivilDay first_day, int days, unsigned seed = 1, int places = 600);

/// A folder of this test's own, removed with it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

}  // namespace mapgen::test
