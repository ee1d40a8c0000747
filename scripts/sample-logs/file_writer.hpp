#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace sample_logs {

/// Creates a file or replaces it. Errors are std::runtime_error that name the file.
class FileWriter {
public:
    explicit FileWriter(const std::filesystem::path& file);
    void write(std::string_view bytes);
    void close();

private:
    std::filesystem::path m_file;
    std::ofstream m_stream;
};

void write_file(const std::filesystem::path& file, std::string_view bytes);

/// A whole gzip file of `text` in `members` parts of about the same length, cut at any byte.
std::string gzipped(std::string_view text, std::size_t members);

/// Makes one gzip member out of blocks that were compressed apart from each other, in any thread.
class GzipJoiner {
public:
    struct Block {
        std::string deflated;
        unsigned long checksum = 0;
        std::size_t length = 0;  ///< before compression
    };

    static Block compress(std::string_view text);

    static std::string header();
    /// To be called in the order of the blocks in the file.
    void add(const Block& block);
    std::string trailer() const;

private:
    unsigned long m_checksum = 0;
    std::size_t m_length = 0;
};

}  // namespace sample_logs
