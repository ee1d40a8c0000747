#include "input/compression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "input/bzip2_decoder.hpp"
#include "input/gzip_decoder.hpp"
#include "input/xz_decoder.hpp"
#include "input/zstd_decoder.hpp"

namespace mapgen {
namespace {

// Read at once: few system calls, and what the disk reads ahead is used while it is in the cache.
constexpr std::size_t input_size = std::size_t{512} * 1024;

constexpr std::array compressions{
    Compression{"gzip", 3, begins_gzip_member, make_gzip_decoder},
    Compression{"zstd", 4, begins_zstd_frame, make_zstd_decoder},
    Compression{"xz", 6, begins_xz_stream, make_xz_decoder},
    Compression{"bzip2", 10, begins_bzip2_stream, make_bzip2_decoder},
};

class CompressedSource : public ByteSource {
public:
    CompressedSource(RawFile file, const Compression& compression)
        : m_file(std::move(file)),
          m_compression(compression),
          m_decoder(compression.make_decoder()),
          m_buffer(input_size) {}

    std::size_t read(std::span<char> buffer) override {
        std::span<char> output = buffer;
        while (!output.empty() && !m_ended) {
            if (m_input.empty()) {
                fill();
            }
            if (m_between_members && !start_member()) {
                break;
            }
            decode_some(output);
        }
        return buffer.size() - output.size();
    }

    const std::optional<Damage>& damage() const override { return m_damage; }
    // A truncated file's last line is cut, not complete.
    bool is_closed() const override { return !m_damage; }

private:
    void decode_some(std::span<char>& output) {
        const std::size_t input_before = m_input.size();
        const std::size_t room_before = output.size();
        switch (m_decoder->decode(m_input, output)) {
            case Decoder::Step::damaged:
                end_with(fmt::format("the {} data is damaged ({})", m_compression.name,
                                     m_decoder->problem()));
                break;
            case Decoder::Step::refused:
                end_with(fmt::format("the {} data {}", m_compression.name, m_decoder->problem()));
                break;
            case Decoder::Step::member_ended:
                m_between_members = true;
                break;
            case Decoder::Step::working:
                if (m_input.size() == input_before && output.size() == room_before) {
                    // With input left this would be a decoder that breaks its contract; it must
                    // not turn in a circle.
                    end_with(fmt::format("the {} data is {}", m_compression.name,
                                         m_input.empty() ? "cut off" : "damaged"));
                }
                break;
        }
    }

    /// Looks at what follows a member (or is at the start): another one, or padding and the end, or
    /// garbage. False at the end.
    bool start_member() {
        for (;;) {
            if (m_members > 0) {
                m_input.remove_prefix(std::min(m_input.find_first_not_of('\0'), m_input.size()));
            }
            if (m_input.size() >= m_compression.magic_length || m_file_ended) {
                break;
            }
            fill();
        }
        if (m_input.empty()) {
            m_ended = true;
            return false;
        }
        if (!m_compression.begins_with(m_input.substr(0, m_compression.magic_length))) {
            end_with(
                fmt::format("bytes that are not {0}'s follow the {0} data", m_compression.name));
            return false;
        }
        m_decoder->start_member();
        m_between_members = false;
        ++m_members;
        return true;
    }

    /// Reads more behind what is left of the input.
    void fill() {
        if (m_file_ended) {
            return;
        }
        std::copy(m_input.begin(), m_input.end(), m_buffer.begin());
        const std::size_t kept = m_input.size();
        const std::size_t got = m_file.read(std::span(m_buffer).subspan(kept), m_damage);
        m_file_ended = got == 0;
        m_input = std::string_view(m_buffer.data(), kept + got);
    }

    void end_with(std::string reason) {
        if (!m_damage) {  // else the file could not be read, which is why the rest is missing
            m_damage = Damage{m_file.offset() - m_input.size(), std::move(reason)};
        }
        m_ended = true;
    }

    RawFile m_file;
    const Compression& m_compression;
    std::unique_ptr<Decoder> m_decoder;
    std::vector<char> m_buffer;
    std::string_view m_input;  // what is read and not decoded yet, in m_buffer
    std::optional<Damage> m_damage;
    std::uint64_t m_members = 0;
    bool m_between_members = true;
    bool m_file_ended = false;
    bool m_ended = false;
};

}  // namespace

std::span<const Compression> all_compressions() {
    return compressions;
}

const Compression* find_compression(std::string_view first_bytes) {
    for (const Compression& compression : compressions) {
        if (first_bytes.size() >= compression.magic_length &&
            compression.begins_with(first_bytes.substr(0, compression.magic_length))) {
            return &compression;
        }
    }
    return nullptr;
}

std::unique_ptr<ByteSource> make_compressed_source(RawFile file, const Compression& compression) {
    return std::make_unique<CompressedSource>(std::move(file), compression);
}

}  // namespace mapgen
