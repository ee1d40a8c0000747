#include "input/xz_decoder.hpp"

#include <fmt/format.h>
#include <lzma.h>

#include <new>

#include "input/magic.hpp"

namespace mapgen {
namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1024} * 1024;
constexpr std::uint64_t most_memory = 256 * mebibyte;

class XzDecoder : public Decoder {
public:
    XzDecoder() = default;
    XzDecoder(const XzDecoder&) = delete;
    XzDecoder& operator=(const XzDecoder&) = delete;
    ~XzDecoder() override { lzma_end(&m_stream); }

    void start_member() override {
        // Keeps the memory of the stream before.
        if (lzma_stream_decoder(&m_stream, most_memory, 0) != LZMA_OK) {
            throw std::bad_alloc();
        }
    }

    Step decode(std::string_view& input, std::span<char>& output) override {
        m_stream.next_in = reinterpret_cast<const std::uint8_t*>(input.data());
        m_stream.avail_in = input.size();
        m_stream.next_out = reinterpret_cast<std::uint8_t*>(output.data());
        m_stream.avail_out = output.size();
        const lzma_ret result = lzma_code(&m_stream, LZMA_RUN);
        input.remove_prefix(input.size() - m_stream.avail_in);
        output = output.subspan(output.size() - m_stream.avail_out);
        switch (result) {
            case LZMA_OK:
            case LZMA_BUF_ERROR:  // no more input
                return Step::working;
            case LZMA_STREAM_END:
                return Step::member_ended;
            case LZMA_MEM_ERROR:
                throw std::bad_alloc();
            case LZMA_MEMLIMIT_ERROR:
                return refused(fmt::format(
                    "wants {} MiB of memory, more than {} (pack it again with xz -9 or less)",
                    (lzma_memusage(&m_stream) + mebibyte - 1) / mebibyte, most_memory / mebibyte));
            case LZMA_OPTIONS_ERROR:
                return damaged("a header asks for what liblzma does not know");
            default:
                return damaged("a block or its checksum is wrong");
        }
    }

private:
    lzma_stream m_stream = LZMA_STREAM_INIT;
};

}  // namespace

bool begins_xz_stream(std::string_view bytes) {
    return agree(std::string_view("\xfd"
                                  "7zXZ\0",
                                  6),
                 bytes);
}

std::unique_ptr<Decoder> make_xz_decoder() {
    return std::make_unique<XzDecoder>();
}

}  // namespace mapgen
