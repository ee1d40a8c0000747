#include "input/bzip2_decoder.hpp"

#include <bzlib.h>

#include <algorithm>
#include <limits>
#include <new>

#include "input/magic.hpp"

namespace mapgen {
namespace {

unsigned limited(std::size_t size) {
    return static_cast<unsigned>(std::min<std::size_t>(size, std::numeric_limits<unsigned>::max()));
}

class Bzip2Decoder : public Decoder {
public:
    Bzip2Decoder() = default;
    Bzip2Decoder(const Bzip2Decoder&) = delete;
    Bzip2Decoder& operator=(const Bzip2Decoder&) = delete;
    ~Bzip2Decoder() override { end(); }

    void start_member() override {
        end();
        if (BZ2_bzDecompressInit(&m_stream, 0, 0) != BZ_OK) {
            throw std::bad_alloc();
        }
        m_open = true;
    }

    Step decode(std::string_view& input, std::span<char>& output) override {
        // libbz2 does not write to its input; its interface is older than const.
        m_stream.next_in = const_cast<char*>(input.data());
        m_stream.avail_in = limited(input.size());
        m_stream.next_out = output.data();
        m_stream.avail_out = limited(output.size());
        const unsigned input_before = m_stream.avail_in;
        const unsigned room_before = m_stream.avail_out;
        const int result = BZ2_bzDecompress(&m_stream);
        input.remove_prefix(input_before - m_stream.avail_in);
        output = output.subspan(room_before - m_stream.avail_out);
        switch (result) {
            case BZ_OK:
                return Step::working;
            case BZ_STREAM_END:
                return Step::member_ended;
            case BZ_MEM_ERROR:
                throw std::bad_alloc();
            default:
                return damaged("a block or its checksum is wrong");
        }
    }

private:
    // libbz2 has no way to use a stream again.
    void end() {
        if (m_open) {
            BZ2_bzDecompressEnd(&m_stream);
            m_open = false;
        }
    }

    bz_stream m_stream{};
    bool m_open = false;
};

}  // namespace

bool begins_bzip2_stream(std::string_view bytes) {
    const bool head_fits =
        agree("BZh", bytes) && (bytes.size() < 4 || (bytes[3] >= '1' && bytes[3] <= '9'));
    const std::string_view rest = bytes.substr(std::min<std::size_t>(bytes.size(), 4));
    return head_fits &&
           (agree("\x31\x41\x59\x26\x53\x59", rest) || agree("\x17\x72\x45\x38\x50\x90", rest));
}

std::unique_ptr<Decoder> make_bzip2_decoder() {
    return std::make_unique<Bzip2Decoder>();
}

}  // namespace mapgen
