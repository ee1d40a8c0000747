#include "compressed_fixture.hpp"

#include <bzlib.h>
#include <lzma.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "input/gzip_decoder.hpp"

namespace mapgen::test {
namespace {

void require(bool condition) {
    if (!condition) {
        throw std::runtime_error("the test's data could not be made");
    }
}

const Compression& named(std::string_view name) {
    const auto all = all_compressions();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Compression& one) { return one.name == name; });
    require(found != all.end());
    return *found;
}

}  // namespace

std::vector<PackedKind> packed_kinds() {
    std::vector<PackedKind> kinds{
        {named("gzip"), "the build's choice", gzip},
        {named("gzip"), "zlib", gzip},
        {named("zstd"), "libzstd", zstd},
        {named("xz"), "liblzma", xz},
        {named("bzip2"), "libbz2", bzip2},
    };
    kinds[1].compression.make_decoder = make_zlib_gzip_decoder;
    return kinds;
}

std::string gzip(std::string_view text) {
    z_stream stream{};
    require(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    require(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string zstd(std::string_view text) {
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                       ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    const std::size_t size =
        ZSTD_compress2(context.get(), packed.data(), packed.size(), text.data(), text.size());
    require(ZSTD_isError(size) == 0);
    packed.resize(size);
    return packed;
}

std::string xz(std::string_view text) {
    std::string packed(lzma_stream_buffer_bound(text.size()), '\0');
    std::size_t size = 0;
    require(lzma_easy_buffer_encode(1, LZMA_CHECK_CRC64, nullptr,
                                    reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                                    reinterpret_cast<std::uint8_t*>(packed.data()), &size,
                                    packed.size()) == LZMA_OK);
    packed.resize(size);
    return packed;
}

std::string bzip2(std::string_view text) {
    auto size = static_cast<unsigned>(text.size() + text.size() / 100 + 600);
    std::string packed(size, '\0');
    require(BZ2_bzBuffToBuffCompress(packed.data(), &size, const_cast<char*>(text.data()),
                                     static_cast<unsigned>(text.size()), 1, 0, 0) == BZ_OK);
    packed.resize(size);
    return packed;
}

std::string pack_members(const PackedKind& kind, std::string_view text, std::size_t member) {
    std::string packed;
    for (std::size_t at = 0; at < text.size(); at += member) {
        packed += kind.pack(text.substr(at, member));
    }
    return packed;
}

FileDescriptor file_of(std::string_view bytes) {
    FileDescriptor file(::memfd_create("input", MFD_CLOEXEC));
    require(static_cast<bool>(file));
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        require(written > 0);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    ::lseek(file.get(), 0, SEEK_SET);
    return file;
}

std::string number_lines(std::size_t size) {
    std::string text;
    for (unsigned i = 1; text.size() < size; ++i) {
        text += std::to_string(i * 2654435761U) + "\n";
    }
    text.resize(size);
    return text;
}

std::string read_all(ByteSource& source, std::size_t portion) {
    std::string all;
    std::string buffer(portion, '\0');
    for (;;) {
        const std::size_t got = source.read(buffer);
        all.append(buffer, 0, got);
        if (got < portion) {
            return all;
        }
    }
}

}  // namespace mapgen::test
