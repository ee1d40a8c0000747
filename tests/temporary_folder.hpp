#pragma once

#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace mapgen::test {

/// A folder of its own for a test's files, removed at the end.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "mapgen-XXXXXX").string();
        m_path = mkdtemp(name.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code error;
        std::filesystem::remove_all(m_path, error);
    }

    std::filesystem::path path(const std::string& name) const { return m_path / name; }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path(name), std::ios::binary | std::ios::trunc) << text;
    }
    void append(const std::string& name, const std::string& text) const {
        std::ofstream(path(name), std::ios::binary | std::ios::app) << text;
    }
    void rename(const std::string& from, const std::string& to) const {
        std::filesystem::rename(path(from), path(to));
    }
    std::string read(const std::string& name) const {
        std::stringstream text;
        text << std::ifstream(path(name), std::ios::binary).rdbuf();
        return text.str();
    }
    /// What `gzip NAME` does, in members of at most `member` bytes.
    void gzip(const std::string& name, std::size_t member = std::size_t{1} << 30) const {
        const std::string text = read(name);
        std::filesystem::remove(path(name + ".gz"));
        for (std::size_t at = 0; at == 0 || at < text.size(); at += member) {
            gzFile file = gzopen(path(name + ".gz").c_str(), "ab");
            const std::string part = text.substr(at, member);
            gzwrite(file, part.data(), static_cast<unsigned>(part.size()));
            gzclose(file);
        }
        std::filesystem::remove(path(name));
    }

private:
    std::filesystem::path m_path;
};

}  // namespace mapgen::test
