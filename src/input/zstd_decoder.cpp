#include "input/zstd_decoder.hpp"

#include <zstd.h>
#include <zstd_errors.h>

#include <new>

#include "input/magic.hpp"

namespace mapgen {
namespace {

constexpr int longest_window_log = 27;        // 128 MiB
constexpr std::size_t block_header_size = 3;  // RFC 8878, section 3.1.1.2

struct FreeContext {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

class ZstdDecoder : public Decoder {
public:
    ZstdDecoder() : m_context(ZSTD_createDCtx()) {
        if (m_context == nullptr) {
            throw std::bad_alloc();
        }
        ZSTD_DCtx_setParameter(m_context.get(), ZSTD_d_windowLogMax, longest_window_log);
    }

    void start_member() override {
        ZSTD_DCtx_reset(m_context.get(), ZSTD_reset_session_only);
        m_wanted = 1;
    }

    // A call that fails forgets what it took and wrote before the failure. So each call is given
    // no more than one block or one header, and only where what came before is written out.
    Step decode(std::string_view& input, std::span<char>& output) override {
        std::string_view nothing;
        Step step = decode_piece(nothing, output);
        while (step == Step::working && !input.empty() && !output.empty()) {
            std::string_view piece = input.substr(0, m_wanted);
            const std::size_t given = piece.size();
            step = decode_piece(piece, output);
            input.remove_prefix(given - piece.size());
        }
        return step;
    }

private:
    Step decode_piece(std::string_view& input, std::span<char>& output) {
        ZSTD_inBuffer in{input.data(), input.size(), 0};
        ZSTD_outBuffer out{output.data(), output.size(), 0};
        const std::size_t result = ZSTD_decompressStream(m_context.get(), &out, &in);
        input.remove_prefix(in.pos);
        output = output.subspan(out.pos);
        if (ZSTD_isError(result) != 0) {
            if (ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge) {
                return refused(
                    "wants a window of more than 128 MiB (pack it again with --long=27 or less)");
            }
            return damaged(ZSTD_getErrorName(result));
        }
        // The result is the size of the next block together with the header behind that.
        m_wanted = result > block_header_size ? result - block_header_size : result;
        return result == 0 ? Step::member_ended : Step::working;
    }

    std::unique_ptr<ZSTD_DCtx, FreeContext> m_context;
    std::size_t m_wanted = 1;
};

}  // namespace

bool begins_zstd_frame(std::string_view bytes) {
    const bool to_be_skipped =
        !bytes.empty() && (bytes.front() & 0xf0) == 0x50 && agree("\x2a\x4d\x18", bytes.substr(1));
    return to_be_skipped || agree("\x28\xb5\x2f\xfd", bytes);
}

std::unique_ptr<Decoder> make_zstd_decoder() {
    return std::make_unique<ZstdDecoder>();
}

}  // namespace mapgen
