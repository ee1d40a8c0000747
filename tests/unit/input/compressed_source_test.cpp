#include <lzma.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <string>
#include <thread>

#include "catch.hpp"
#include "compressed_fixture.hpp"
#include "input/block_reader.hpp"
#include "input/gzip_decoder.hpp"

using namespace mapgen;
using namespace mapgen::test;

namespace {

struct Reading {
    std::string bytes;
    std::optional<Damage> damage;
    bool closed = false;

    bool operator==(const Reading& other) const {
        return bytes == other.bytes && closed == other.closed &&
               damage.has_value() == other.damage.has_value() &&
               (!damage ||
                (damage->offset == other.damage->offset && damage->reason == other.damage->reason));
    }
};

Reading read(const Compression& compression, FileDescriptor file, std::size_t portion = 65536) {
    const auto source = make_compressed_source(RawFile(std::move(file)), compression);
    Reading reading;
    reading.bytes = read_all(*source, portion);
    reading.damage = source->damage();
    reading.closed = source->is_closed();
    return reading;
}

Reading read(const PackedKind& kind, std::string_view packed, std::size_t portion = 65536) {
    return read(kind.compression, file_of(packed), portion);
}

/// What a decoder makes of `packed`, given in small pieces and with little room.
std::string decode_in_pieces(Decoder& decoder, std::string_view packed, std::size_t piece,
                             std::size_t room) {
    decoder.start_member();
    std::string text;
    std::string buffer(room, '\0');
    auto step = Decoder::Step::working;
    while (step == Decoder::Step::working) {
        std::string_view input = packed.substr(0, piece);
        const std::size_t given = input.size();
        std::span<char> output(buffer);
        step = decoder.decode(input, output);
        packed.remove_prefix(given - input.size());
        const std::size_t written = room - output.size();
        text.append(buffer, 0, written);
        if (given - input.size() + written == 0 && packed.empty()) {
            break;
        }
    }
    CHECK(step == Decoder::Step::member_ended);
    CHECK(packed.empty());
    return text;
}

bool is_prefix(const std::string& part, const std::string& whole) {
    return part.size() <= whole.size() && whole.compare(0, part.size(), part) == 0;
}

/// Whether two readings of the same bytes, in other portions, give the same. libbz2 and liblzma
/// forget some of what they wrote in the call that finds damage, so there one may end sooner.
bool reads_alike(const PackedKind& kind, const Reading& one, const Reading& other) {
    const bool forgets = kind.compression.name == "bzip2" || kind.compression.name == "xz";
    if (forgets && one.damage && other.damage) {
        return is_prefix(one.bytes, other.bytes) || is_prefix(other.bytes, one.bytes);
    }
    return one == other;
}

PackedKind any_kind() {
    static const std::vector<PackedKind> kinds = packed_kinds();
    const auto index = GENERATE(range(std::size_t{0}, std::size_t{5}));
    REQUIRE(kinds.size() == 5);
    return kinds[index];
}

}  // namespace

TEST_CASE("Every compression is told by its first bytes and read whole", "[compressed]") {
    const PackedKind kind = any_kind();
    INFO(kind.compression.name << ", " << kind.label);
    const std::string text = number_lines(1'500'000);
    for (const std::size_t member : {text.size(), std::size_t{77'777}}) {
        const std::string packed = pack_members(kind, text, member);
        REQUIRE(find_compression(packed) != nullptr);
        CHECK(find_compression(packed)->name == kind.compression.name);
        for (const std::size_t portion :
             {std::size_t{777}, std::size_t{65536}, std::size_t{10'000'000}}) {
            const Reading reading = read(kind, packed, portion);
            CHECK((reading.bytes == text));
            CHECK_FALSE(reading.damage);
            CHECK(reading.closed);
        }
    }
}

TEST_CASE("Members may be thousands, empty, and followed by padding", "[compressed]") {
    const PackedKind kind = any_kind();
    INFO(kind.compression.name << ", " << kind.label);
    const std::string text = number_lines(300'000);
    const std::string empty = kind.pack("");
    const std::string packed = empty + pack_members(kind, text, 100) + empty;
    CHECK((read(kind, packed).bytes == text));
    for (const std::size_t padding : {std::size_t{1}, std::size_t{512}, std::size_t{1'500'000}}) {
        const Reading reading = read(kind, packed + std::string(padding, '\0'));
        CHECK((reading.bytes == text));
        CHECK_FALSE(reading.damage);
        const Reading around = read(kind, packed + std::string(padding, '\0') + kind.pack("more"));
        CHECK((around.bytes == text + "more"));
        CHECK_FALSE(around.damage);
    }
    const Reading nothing = read(kind, empty);
    CHECK(nothing.bytes.empty());
    CHECK_FALSE(nothing.damage);
}

TEST_CASE("A pipe is read like a file", "[compressed]") {
    const PackedKind kind = any_kind();
    const std::string text = number_lines(500'000);
    const std::string packed = pack_members(kind, text, 3'000);
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    std::thread writer([&] {
        // Pieces of all sizes, so that the pipe's reader meets every boundary somewhere.
        for (std::size_t at = 0, size = 1; at < packed.size(); at += size, size = size % 97 + 1) {
            const std::string_view piece = std::string_view(packed).substr(at, size);
            if (::write(ends[1], piece.data(), piece.size()) < 0) {
                break;
            }
        }
        ::close(ends[1]);
    });
    const Reading reading = read(kind.compression, FileDescriptor(ends[0]), 1000);
    writer.join();
    CHECK((reading.bytes == text));
    CHECK_FALSE(reading.damage);
}

TEST_CASE("Decoders take input a byte at a time and write where there is little room",
          "[compressed]") {
    const PackedKind kind = any_kind();
    INFO(kind.compression.name << ", " << kind.label);
    const std::string text = number_lines(20'000) + std::string(100'000, 'x');
    const std::string packed = kind.pack(text);
    const auto decoder = kind.compression.make_decoder();
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, packed.size()}) {
        for (const std::size_t room : {std::size_t{1}, std::size_t{100}, std::size_t{1'000'000}}) {
            CHECK((decode_in_pieces(*decoder, packed, piece, room) == text));
        }
    }
}

TEST_CASE("Data cut anywhere gives what is before the cut, and the cut's place", "[compressed]") {
    const PackedKind kind = any_kind();
    INFO(kind.compression.name << ", " << kind.label);
    const std::string text = number_lines(4'000);
    constexpr std::size_t member = 1'000;
    std::vector<std::size_t> ends{0};
    std::string packed;
    for (std::size_t at = 0; at < text.size(); at += member) {
        packed += kind.pack(text.substr(at, member));
        ends.push_back(packed.size());
    }
    for (std::size_t size = kind.compression.magic_length; size <= packed.size(); ++size) {
        const Reading reading = read(kind, std::string_view(packed).substr(0, size));
        CHECK(is_prefix(reading.bytes, text));
        const auto next_end = std::upper_bound(ends.begin(), ends.end(), size);
        const auto whole_members = static_cast<std::size_t>(next_end - ends.begin()) - 1;
        CHECK(reading.bytes.size() >= whole_members * member);
        const bool between_members = ends[whole_members] == size;
        CHECK(reading.closed == between_members);
        if (between_members) {
            CHECK_FALSE(reading.damage);
            CHECK(reading.bytes.size() == whole_members * member);
        } else {
            REQUIRE(reading.damage);
            CHECK(reading.damage->offset == size);
            CHECK(reading.damage->reason ==
                  "the " + std::string(kind.compression.name) + " data is cut off");
        }
    }
}

TEST_CASE("Most of a long member that is cut off is delivered", "[compressed]") {
    const PackedKind kind = any_kind();
    INFO(kind.compression.name << ", " << kind.label);
    const std::string text = number_lines(2'000'000);
    const std::string packed = kind.pack(text);
    const Reading reading = read(kind, std::string_view(packed).substr(0, packed.size() * 3 / 4));
    CHECK(is_prefix(reading.bytes, text));
    CHECK(reading.bytes.size() > text.size() / 2);
    REQUIRE(reading.damage);
}

TEST_CASE("What follows and is no member is damage, told by its place", "[compressed]") {
    const PackedKind kind = any_kind();
    INFO(kind.compression.name << ", " << kind.label);
    const std::string text = number_lines(50'000);
    const std::string packed = pack_members(kind, text, 20'000);
    const std::string padding(GENERATE(std::size_t{0}, std::size_t{3}), '\0');
    for (const std::string garbage : {"x", "192.0.2.1 - - [", "\x1f", "\x1f\x8b\x09"}) {
        const Reading reading = read(kind, packed + padding + garbage);
        CHECK((reading.bytes == text));
        REQUIRE(reading.damage);
        CHECK_FALSE(reading.closed);
        const bool begins_member = kind.compression.begins_with(garbage);
        CHECK(reading.damage->offset ==
              packed.size() + padding.size() + (begins_member ? garbage.size() : 0));
        CHECK_THAT(reading.damage->reason, contains(begins_member ? "cut off" : "follow"));
    }
}

TEST_CASE("A flipped bit is found, and the members before it are intact", "[compressed]") {
    const PackedKind kind = any_kind();
    INFO(kind.compression.name << ", " << kind.label);
    const std::string text = number_lines(3'000);
    constexpr std::size_t member = 1'000;
    std::vector<std::size_t> ends;
    std::string packed;
    for (std::size_t at = 0; at < text.size(); at += member) {
        packed += kind.pack(text.substr(at, member));
        ends.push_back(packed.size());
    }
    std::size_t found = 0;
    for (std::size_t at = 0; at < packed.size(); ++at) {
        for (const unsigned bit : {0U, 3U, 7U}) {
            std::string flipped = packed;
            flipped[at] = static_cast<char>(static_cast<unsigned char>(flipped[at]) ^ (1U << bit));
            const Reading reading = read(kind, flipped);
            CHECK(reading.closed == !reading.damage);
            if (reading.damage) {
                ++found;
                CHECK(reading.damage->offset <= packed.size());
                const auto intact = static_cast<std::size_t>(
                    std::upper_bound(ends.begin(), ends.end(), at) - ends.begin());
                CHECK(is_prefix(text.substr(0, intact * member), reading.bytes));
            } else {
                CHECK(reading.bytes == text);
            }
            // The run after it must find the same, though it reads in other portions.
            CHECK(reads_alike(kind, reading, read(kind, flipped, 10)));
        }
    }
    // Only gzip's header has bytes that nothing depends on: time, operating system.
    CHECK(found > packed.size() * 5 / 2);
}

TEST_CASE("Long data damaged in its middle reads the same in any portions", "[compressed]") {
    const PackedKind kind = any_kind();
    INFO(kind.compression.name << ", " << kind.label);
    const std::string text = number_lines(1'000'000);
    std::string packed = kind.pack(text);
    packed.replace(packed.size() / 2, 40, std::string(40, '\xff'));
    const Reading reading = read(kind, packed, 1'000'000);
    REQUIRE(reading.damage);
    // zstd names the beginning of the damaged block, of at most 128 KiB.
    CHECK(reading.damage->offset + 131'072 >= packed.size() / 2);
    for (const std::size_t portion : {std::size_t{100}, std::size_t{65536}, std::size_t{70'001}}) {
        CHECK(reads_alike(kind, reading, read(kind, packed, portion)));
    }
    // No member behind it is read: what is delivered has no gap.
    CHECK((read(kind, packed + kind.pack("more\n")) == reading));
}

TEST_CASE("Every field of a gzip header may be there", "[compressed]") {
    std::string extra(60'000, 'e');
    std::string name = "access.log";
    std::string comment = "all of it";
    gz_header header{};
    header.extra = reinterpret_cast<Bytef*>(extra.data());
    header.extra_len = static_cast<uInt>(extra.size());
    header.name = reinterpret_cast<Bytef*>(name.data());
    header.comment = reinterpret_cast<Bytef*>(comment.data());
    header.hcrc = 1;
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    deflateSetHeader(&stream, &header);
    std::string text = number_lines(1'000);
    std::string packed(100'000, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(text.data());
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);

    for (const auto make_decoder : {make_gzip_decoder, make_zlib_gzip_decoder}) {
        const auto decoder = make_decoder();
        for (const std::size_t piece : {std::size_t{1}, std::size_t{100}, packed.size()}) {
            CHECK((decode_in_pieces(*decoder, packed, piece, 10'000) == text));
        }
    }
}

TEST_CASE("Damage is told where it lies when a decoder loses count of its input", "[compressed]") {
    // Found by fuzzing: behind such a block ISA-L 2.30 says that less than nothing is left.
    const std::string packed(
        "\x1f\x8b\x08\x00\x00\x00\x11\x00\x01\x23\x23\x23\x00\x00\x00\x00"
        "\x00\x00\x00\x00\xfd\x00\x58\x5a\x00\xb7",
        26);
    const auto source = make_source(file_of(packed));
    read_all(*source);
    REQUIRE(source->damage());
    CHECK(source->damage()->offset > 10);
    CHECK(source->damage()->offset <= packed.size());
}

TEST_CASE("Frames to be skipped are skipped", "[compressed]") {
    const std::string skipped(
        "\x50\x2a\x4d\x18\x04\x00\x00\x00"
        "note",
        12);
    const auto source = make_source(file_of(skipped + zstd("a\n") + skipped + zstd("b\n")));
    CHECK(read_all(*source) == "a\nb\n");
    CHECK_FALSE(source->damage());
}

TEST_CASE("What would take too much memory to unpack is refused", "[compressed]") {
    SECTION("zstd: a window of 256 MiB, in a frame of one empty block") {
        const std::string frame("\x28\xb5\x2f\xfd\x00\x90\x01\x00\x00", 9);
        const auto source = make_source(file_of(zstd("a\n") + frame));
        CHECK(read_all(*source) == "a\n");
        REQUIRE(source->damage());
        CHECK_THAT(source->damage()->reason, contains("128 MiB") && contains("--long=27"));
    }
    SECTION("xz: a dictionary of 4 GiB") {
        std::string packed = xz("a\n");
        const std::size_t header = 12;  // behind the stream's
        const std::size_t size = (static_cast<unsigned char>(packed[header]) + 1U) * 4 - 4;
        const std::size_t dictionary = packed.find("\x21\x01", header) + 2;
        packed[dictionary] = 40;
        const std::uint32_t checksum =
            lzma_crc32(reinterpret_cast<const std::uint8_t*>(packed.data()) + header, size, 0);
        for (unsigned i = 0; i < 4; ++i) {
            packed[header + size + i] = static_cast<char>(checksum >> (8 * i));
        }
        const auto source = make_source(file_of(packed));
        CHECK(read_all(*source).empty());
        REQUIRE(source->damage());
        CHECK_THAT(source->damage()->reason, contains("4097 MiB") && contains("more than 256"));
    }
}

TEST_CASE("A few KB that unpack to 200 MB of one line take little memory", "[compressed]") {
    const PackedKind kind = any_kind();
    INFO(kind.compression.name << ", " << kind.label);
    constexpr std::size_t size = 20'000'000;
    const std::string member = kind.pack(std::string(size, '\0'));
    CHECK(member.size() < size / 500);
    std::string packed = kind.pack("before\n");
    for (int i = 0; i < 10; ++i) {
        packed += member;
    }
    packed += kind.pack("\nafter\n");

    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    const auto source = make_compressed_source(RawFile(file_of(packed)), kind.compression);
    BlockReader reader(*source);
    std::string lines;
    std::uint64_t too_long = 0;
    while (auto block = reader.next()) {
        lines += block->text();
        too_long += block->too_long_lines;
        reader.give_back(std::move(*block));
    }
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
    CHECK(lines == "before\nafter\n");
    CHECK(too_long == 1);
    CHECK(reader.offset() == 10 * size + 14);
    CHECK(after.ru_maxrss - before.ru_maxrss < 100'000);  // KiB
}

TEST_CASE("Logs that begin nearly like packed data are logs", "[compressed]") {
    for (const std::string text : {"BZh9\n", "BZh91AY is a nice word\n", "\x28\xb5/x", "P*M\n",
                                   "\xfd"
                                   "7zXY\n"}) {
        CHECK(find_compression(text) == nullptr);
        CHECK(read_all(*make_source(file_of(text))) == text);
    }
}
