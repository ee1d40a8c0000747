#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

#include "input/gzip_decoder.hpp"
#include "input/magic.hpp"

namespace mapgen {
namespace {

constexpr int gzip_window_bits = 15 + 16;  // zlib.h: 32 KiB window, gzip header and trailer

uInt limited(std::size_t size) {
    return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

class ZlibGzipDecoder : public Decoder {
public:
    ZlibGzipDecoder() {
        if (inflateInit2(&m_stream, gzip_window_bits) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ZlibGzipDecoder(const ZlibGzipDecoder&) = delete;
    ZlibGzipDecoder& operator=(const ZlibGzipDecoder&) = delete;
    ~ZlibGzipDecoder() override { inflateEnd(&m_stream); }

    void start_member() override { inflateReset(&m_stream); }

    Step decode(std::string_view& input, std::span<char>& output) override {
        // zlib does not write to its input; its interface is older than const.
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
        m_stream.avail_in = limited(input.size());
        m_stream.next_out = reinterpret_cast<Bytef*>(output.data());
        m_stream.avail_out = limited(output.size());
        const uInt input_before = m_stream.avail_in;
        const uInt room_before = m_stream.avail_out;
        const int result = inflate(&m_stream, Z_NO_FLUSH);
        input.remove_prefix(input_before - m_stream.avail_in);
        output = output.subspan(room_before - m_stream.avail_out);
        if (result == Z_STREAM_END) {
            return Step::member_ended;
        }
        if (result == Z_OK || result == Z_BUF_ERROR) {
            return Step::working;
        }
        return damaged(m_stream.msg != nullptr ? m_stream.msg : "it cannot be inflated");
    }

private:
    z_stream m_stream{};
};

}  // namespace

bool begins_gzip_member(std::string_view bytes) {
    return agree("\x1f\x8b\x08", bytes);
}

std::unique_ptr<Decoder> make_zlib_gzip_decoder() {
    return std::make_unique<ZlibGzipDecoder>();
}

#if !MAPGEN_ISAL
std::unique_ptr<Decoder> make_gzip_decoder() {
    return make_zlib_gzip_decoder();
}
#endif

}  // namespace mapgen
