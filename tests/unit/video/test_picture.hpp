#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "render/video/video_encoder.hpp"

namespace mapgen::test {

/// A picture in memory, with rows longer than they need to be, as Cairo's may be.
class Picture {
public:
    Picture(int width, int height, std::uint32_t color)
        : m_width(width),
          m_height(height),
          m_stride(static_cast<std::size_t>(width) + 5),
          m_pixels(m_stride * static_cast<std::size_t>(height), 0xffdeadbeU) {
        fill(0, 0, width, height, color);
    }

    void fill(int left, int top, int width, int height, std::uint32_t color) {
        for (int y = top; y < top + height; ++y) {
            for (int x = left; x < left + width; ++x) {
                // What stands in the upper eight bits means nothing.
                at(x, y) = color | (static_cast<std::uint32_t>(x * 7 + y) << 24);
            }
        }
    }
    std::uint32_t color(int x, int y) const {
        return m_pixels[static_cast<std::size_t>(y) * m_stride + static_cast<std::size_t>(x)] &
               0xffffffU;
    }
    int width() const { return m_width; }
    int height() const { return m_height; }
    PictureView view() const {
        return {m_pixels.data(), m_width, m_height, m_stride * sizeof(std::uint32_t)};
    }

private:
    std::uint32_t& at(int x, int y) {
        return m_pixels[static_cast<std::size_t>(y) * m_stride + static_cast<std::size_t>(x)];
    }

    int m_width;
    int m_height;
    std::size_t m_stride;
    std::vector<std::uint32_t> m_pixels;
};

struct Yuv {
    double y;
    double u;
    double v;
};

/// ITU-R BT.709 in limited range, by the book.
inline Yuv bt709(std::uint32_t color) {
    const double r = (color >> 16 & 0xffU) / 255.0;
    const double g = (color >> 8 & 0xffU) / 255.0;
    const double b = (color & 0xffU) / 255.0;
    const double luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return {16 + 219 * luma, 128 + 224 * (b - luma) / 1.8556, 128 + 224 * (r - luma) / 1.5748};
}

/// A folder that goes away with its content.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "mapgen-video-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("cannot make " + name);
        }
        m_path = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::filesystem::path operator/(const char* name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

inline std::string content_of(const std::filesystem::path& file) {
    std::ostringstream content;
    content << std::ifstream(file, std::ios::binary).rdbuf();
    return content.str();
}

}  // namespace mapgen::test
