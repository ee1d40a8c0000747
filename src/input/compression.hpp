#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "input/byte_source.hpp"
#include "input/raw_file.hpp"

namespace mapgen {

/// Undoes one compression, a piece at a time, one member after the other (what gzip calls a
/// member is a frame of zstd's and a stream of xz's and bzip2's).
class Decoder {
public:
    /// `refused`: it would take too much memory to unpack.
    enum class Step { working, member_ended, damaged, refused };

    Decoder() = default;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    virtual ~Decoder() = default;

    /// Comes before each member, the first one too.
    virtual void start_member() = 0;
    /// Takes bytes from the front of `input`, writes to the front of `output`, and moves both past
    /// what was taken and written. Input is left over only where `output` is full or the member is
    /// at its end. Nothing taken and nothing written, with room to write: it waits for more input.
    virtual Step decode(std::string_view& input, std::span<char>& output) = 0;
    /// Why the last step found damage or refused: "a checksum does not match", "wants 1 GiB".
    const std::string& problem() const { return m_problem; }

protected:
    Step damaged(std::string problem) {
        m_problem = std::move(problem);
        return Step::damaged;
    }
    Step refused(std::string problem) {
        m_problem = std::move(problem);
        return Step::refused;
    }

private:
    std::string m_problem;
};

/// A compression that files are read through, and how it is told.
struct Compression {
    std::string_view name;     ///< "gzip"
    std::size_t magic_length;  ///< of the bytes that tell it
    /// Whether a member begins with `bytes`; with fewer than magic_length bytes: may begin.
    bool (*begins_with)(std::string_view bytes);
    std::unique_ptr<Decoder> (*make_decoder)();
};

/// All of them: gzip (RFC 1952; through ISA-L where the build has it, else zlib), zstd (RFC 8878),
/// xz (the .xz file format 1.1.0) and bzip2.
std::span<const Compression> all_compressions();

/// The compression of a file that begins with these bytes; null where it has none.
const Compression* find_compression(std::string_view first_bytes);

/// Decompresses all members of a file, one after the other. Zero bytes behind one are padding;
/// anything else that does not begin a member is damage.
///
/// Reading ends at the first damage, even where a later member could be read: what is delivered is
/// then the beginning of the content without gaps, so no line is glued from two halves, and when
/// the file is whole again, what was read of it is known by its content and counting goes on
/// behind it. What comes before damage is delivered as it was decoded; where only a checksum
/// behind it says that something in it is wrong, the wrong bytes have been delivered. How many
/// bytes there are of a damaged block may depend on the portions that are read.
std::unique_ptr<ByteSource> make_compressed_source(RawFile file, const Compression& compression);

}  // namespace mapgen
