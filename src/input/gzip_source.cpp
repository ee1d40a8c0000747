#include "input/gzip_source.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>
#include <vector>

#include "core/error.hpp"

namespace mapgen {
namespace {

constexpr std::size_t input_size = std::size_t{256} * 1024;
constexpr int gzip_window_bits = 15 + 16;  // zlib.h: 32 KiB window, gzip header and trailer

/// zlib's state, ended on destruction.
class Inflater {
public:
    Inflater() {
        if (inflateInit2(&m_stream, gzip_window_bits) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&m_stream); }

    z_stream& stream() { return m_stream; }

private:
    z_stream m_stream{};
};

class GzipSource : public ByteSource {
public:
    explicit GzipSource(RawFile file) : m_file(std::move(file)), m_input(input_size) {}

    std::size_t read(std::span<char> buffer) override {
        std::size_t filled = 0;
        while (filled < buffer.size() && !m_ended) {
            filled += inflate_some(buffer.subspan(filled));
        }
        return filled;
    }

    const std::optional<Damage>& damage() const override { return m_damage; }
    // A truncated file's last line is cut, not complete.
    bool is_closed() const override { return !m_damage; }

private:
    std::size_t inflate_some(std::span<char> buffer) {
        z_stream& stream = m_inflater.stream();
        if (stream.avail_in == 0 && !fill()) {
            end_of_file();
            return 0;
        }
        if (m_between_members && !start_member()) {
            return 0;
        }
        const auto room = static_cast<uInt>(
            std::min<std::size_t>(buffer.size(), std::numeric_limits<uInt>::max()));
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = room;
        const int result = inflate(&stream, Z_NO_FLUSH);
        if (result == Z_STREAM_END) {
            inflateReset(&stream);
            m_between_members = true;
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            end_with(std::string("the gzip data is damaged: ") +
                     (stream.msg != nullptr ? stream.msg : "unknown error"));
        }
        return room - stream.avail_out;
    }

    bool fill() {
        const std::size_t got = m_file.read(m_input, m_damage);
        m_inflater.stream().next_in = reinterpret_cast<Bytef*>(m_input.data());
        m_inflater.stream().avail_in = static_cast<uInt>(got);
        return got > 0;
    }

    void end_of_file() {
        if (!m_between_members && !m_damage) {
            m_damage = Damage{m_file.offset(), "the gzip data is cut off"};
        }
        m_ended = true;
    }

    /// Looks at what follows a member: another one, padding, or garbage.
    bool start_member() {
        z_stream& stream = m_inflater.stream();
        if (m_members == 0 || *stream.next_in == 0x1f) {
            ++m_members;
            m_between_members = false;
            return true;
        }
        while (stream.avail_in > 0 && *stream.next_in == 0) {
            ++stream.next_in;
            --stream.avail_in;
        }
        if (stream.avail_in > 0 && *stream.next_in != 0x1f) {
            end_with("bytes that are not gzip's follow the gzip data");
        }
        return false;
    }

    void end_with(const std::string& reason) {
        m_damage = Damage{m_file.offset() - m_inflater.stream().avail_in, reason};
        m_ended = true;
    }

    RawFile m_file;
    std::vector<char> m_input;
    Inflater m_inflater;
    std::optional<Damage> m_damage;
    std::uint64_t m_members = 0;
    bool m_between_members = true;
    bool m_ended = false;
};

}  // namespace

bool is_gzip(std::string_view first_bytes) {
    return first_bytes.starts_with("\x1f\x8b\x08");
}

std::unique_ptr<ByteSource> make_gzip_source(RawFile file) {
    return std::make_unique<GzipSource>(std::move(file));
}

}  // namespace mapgen
