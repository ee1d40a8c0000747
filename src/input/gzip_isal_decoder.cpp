#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "input/gzip_decoder.hpp"

namespace mapgen {
namespace {

std::uint32_t limited(std::size_t size) {
    return static_cast<std::uint32_t>(
        std::min<std::size_t>(size, std::numeric_limits<std::uint32_t>::max()));
}

const char* problem_text(int result) {
    switch (result) {
        case ISAL_INVALID_BLOCK:
            return "an invalid block";
        case ISAL_INVALID_SYMBOL:
            return "an invalid symbol";
        case ISAL_INVALID_LOOKBACK:
            return "a distance too far back";
        case ISAL_INVALID_WRAPPER:
        case ISAL_UNSUPPORTED_METHOD:
            return "an invalid header";
        case ISAL_INCORRECT_CHECKSUM:
            return "a checksum or length does not match";
        default:
            return "it cannot be inflated";
    }
}

class IsalGzipDecoder : public Decoder {
public:
    IsalGzipDecoder() { isal_inflate_init(&m_state); }

    void start_member() override {
        isal_inflate_reset(&m_state);
        m_state.crc_flag = ISAL_GZIP_NO_HDR_VER;
        isal_gzip_header_init(&m_header);
        m_header_read = false;
        m_result = ISAL_DECOMP_OK;
    }

    Step decode(std::string_view& input, std::span<char>& output) override {
        if (m_result >= 0) {
            inflate(input, output);
        }
        if (m_result < 0) {
            // What was decoded before the damage may still wait for room.
            const bool all_delivered = deliver_rest(output);
            return all_delivered ? damaged(problem_text(m_result)) : Step::working;
        }
        return m_state.block_state == ISAL_BLOCK_FINISH ? Step::member_ended : Step::working;
    }

private:
    void inflate(std::string_view& input, std::span<char>& output) {
        // ISA-L does not write to its input; its interface does without const.
        auto* const input_start = reinterpret_cast<std::uint8_t*>(const_cast<char*>(input.data()));
        auto* const output_start = reinterpret_cast<std::uint8_t*>(output.data());
        m_state.next_in = input_start;
        m_state.avail_in = limited(input.size());
        m_state.next_out = output_start;
        m_state.avail_out = limited(output.size());
        if (!m_header_read) {
            m_result = isal_read_gzip_header(&m_state, &m_header);
            m_header_read = m_result == ISAL_DECOMP_OK;
        }
        if (m_header_read) {
            m_result = isal_inflate(&m_state);
        }
        // By the pointers: avail_in is wrong (below zero) after some kinds of damage.
        input.remove_prefix(static_cast<std::size_t>(m_state.next_in - input_start));
        output = output.subspan(static_cast<std::size_t>(m_state.next_out - output_start));
    }

    bool deliver_rest(std::span<char>& output) {
        const auto waiting =
            static_cast<std::size_t>(m_state.tmp_out_valid - m_state.tmp_out_processed);
        const std::size_t count = std::min(waiting, output.size());
        std::memcpy(output.data(), m_state.tmp_out_buffer + m_state.tmp_out_processed, count);
        m_state.tmp_out_processed += static_cast<std::int32_t>(count);
        output = output.subspan(count);
        return count == waiting;
    }

    inflate_state m_state{};
    isal_gzip_header m_header{};
    bool m_header_read = false;
    int m_result = ISAL_DECOMP_OK;
};

}  // namespace

std::unique_ptr<Decoder> make_isal_gzip_decoder() {
    return std::make_unique<IsalGzipDecoder>();
}

std::unique_ptr<Decoder> make_gzip_decoder() {
    return make_isal_gzip_decoder();
}

}  // namespace mapgen
