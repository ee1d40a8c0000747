#include "file_writer.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace sample_logs {

namespace {

constexpr int gzip_window_bits = 15 + 16;
constexpr int raw_window_bits = -15;

[[noreturn]] void fail(const std::filesystem::path& file) {
    throw std::runtime_error(fmt::format("{}: cannot be written: {}", file.string(),
                                         std::generic_category().message(errno)));
}

std::string deflated(std::string_view text, int window_bits, int flush) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("zlib cannot be initialised");
    }
    // The bound holds for Z_FINISH; a flush adds an empty block to it.
    std::string output(deflateBound(&stream, text.size()) + 16, '\0');
    std::string input(text);
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(output.data());
    stream.avail_out = static_cast<uInt>(output.size());
    const int status = deflate(&stream, flush);
    output.resize(stream.total_out);
    const bool complete = stream.avail_in == 0 && (flush != Z_FINISH || status == Z_STREAM_END);
    deflateEnd(&stream);
    if (!complete) {
        throw std::runtime_error("zlib did not compress everything");
    }
    return output;
}

void append_little_endian(std::string& bytes, unsigned long value) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
        bytes += static_cast<char>(value >> shift & 0xffU);
    }
}

}  // namespace

FileWriter::FileWriter(const std::filesystem::path& file)
    : m_file(file), m_stream(file, std::ios::binary | std::ios::trunc) {
    if (!m_stream) {
        fail(file);
    }
}

void FileWriter::write(std::string_view bytes) {
    if (!m_stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
        fail(m_file);
    }
}

void FileWriter::close() {
    m_stream.close();
    if (!m_stream) {
        fail(m_file);
    }
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
    FileWriter writer(file);
    writer.write(bytes);
    writer.close();
}

std::string gzipped(std::string_view text, std::size_t members) {
    std::string bytes;
    for (std::size_t i = 0; i < members; ++i) {
        const std::size_t begin = text.size() * i / members;
        const std::size_t end = text.size() * (i + 1) / members;
        bytes += deflated(text.substr(begin, end - begin), gzip_window_bits, Z_FINISH);
    }
    return bytes;
}

GzipJoiner::Block GzipJoiner::compress(std::string_view text) {
    return {deflated(text, raw_window_bits, Z_SYNC_FLUSH),
            crc32_z(0, reinterpret_cast<const Bytef*>(text.data()), text.size()), text.size()};
}

std::string GzipJoiner::header() {
    // RFC 1952: deflate, no flags, no time, no extra flags, Unix.
    return std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
}

void GzipJoiner::add(const Block& block) {
    m_checksum = crc32_combine(m_checksum, block.checksum, static_cast<z_off_t>(block.length));
    m_length += block.length;
}

std::string GzipJoiner::trailer() const {
    std::string bytes = deflated({}, raw_window_bits, Z_FINISH);
    append_little_endian(bytes, m_checksum);
    append_little_endian(bytes, m_length);
    return bytes;
}

}  // namespace sample_logs
