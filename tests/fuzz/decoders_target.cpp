// The decoders alone, in any portions, with input and room that end at guarded memory; and the two
// of gzip against each other.
//
// Input: a byte for the sizes of the portions, then the file.

#include <algorithm>
#include <array>
#include <string>

#include "fuzz_input.hpp"
#include "guarded_memory.hpp"
#include "input/compression.hpp"
#include "input/gzip_decoder.hpp"

using namespace mapgen;
using namespace mapgen::fuzz;

namespace {

constexpr std::size_t most_input = std::size_t{64} * 1024;
constexpr std::size_t most_room = std::size_t{128} * 1024;
constexpr std::size_t most_output = std::size_t{2} * 1024 * 1024;

struct Decoded {
    Decoder::Step step = Decoder::Step::working;
    std::string bytes;
};

Decoded decode(Decoder& decoder, std::string_view packed, std::size_t portion, std::size_t room) {
    static GuardedMemory input_memory(most_input);
    static GuardedMemory output_memory(most_room);
    Decoded decoded;
    decoder.start_member();
    while (decoded.step == Decoder::Step::working && decoded.bytes.size() < most_output) {
        std::string_view input = input_memory.hold(packed.substr(0, portion));
        const std::size_t given = input.size();
        const std::span<char> place = output_memory.last(room);
        std::span<char> output = place;
        decoded.step = decoder.decode(input, output);
        require(input.size() <= given && output.size() <= room, "what is left was given");
        const std::size_t taken = given - input.size();
        const std::size_t written = room - output.size();
        require(input.empty() || output.empty() || decoded.step != Decoder::Step::working,
                "input is left over where there is no room, or at the end");
        packed.remove_prefix(taken);
        decoded.bytes.append(place.data(), written);
        if (taken == 0 && written == 0 && decoded.step == Decoder::Step::working) {
            require(packed.empty(), "a decoder that stands still waits for input");
            break;
        }
    }
    return decoded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static constexpr std::array<std::size_t, 4> portions{most_input, 1, 13, 1000};
    static constexpr std::array<std::size_t, 4> rooms{most_room, 1, 100, 70'000};
    std::string_view data = text_of(bytes, std::min(size, most_input));
    const std::uint8_t choice = take_byte(data);
    const std::size_t portion = portions[choice % 4U];
    const std::size_t room = rooms[choice / 4U % 4U];
    if (const Compression* compression = find_compression(data)) {
        const auto decoder = compression->make_decoder();
        const Decoded decoded = decode(*decoder, data, portion, room);
        if (compression->name == "gzip") {
            const auto other = make_zlib_gzip_decoder();
            const Decoded again = decode(*other, data, portion, room);
            const std::size_t common = std::min(decoded.bytes.size(), again.bytes.size());
            require(decoded.bytes.compare(0, common, again.bytes, 0, common) == 0,
                    "both decoders of gzip give the same");
        }
    }
    return 0;
}
