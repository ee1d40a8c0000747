#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

#include "catch.hpp"
#include "core/error.hpp"
#include "render/video/h264_encoder.hpp"
#include "render/video/video_encoder.hpp"
#include "test_picture.hpp"

using namespace mapgen;
using namespace mapgen::test;

namespace {

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

template <typename Action>
std::string message_of(ErrorKind kind, Action action) {
    try {
        action();
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        CHECK_FALSE(contains(error.what(), "\n"));
        return error.what();
    }
    FAIL("no Error was thrown");
    return {};
}

/// Lets no file grow beyond a size, as a full disk would.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        REQUIRE(getrlimit(RLIMIT_FSIZE, &m_before) == 0);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, m_before.rlim_max};
        REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        (void)std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

/// Collects what is written to the standard error.
class StandardErrorInto {
public:
    explicit StandardErrorInto(const std::filesystem::path& file) : m_before(::dup(2)) {
        const int target = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(target, 2);
        ::close(target);
    }
    ~StandardErrorInto() {
        ::dup2(m_before, 2);
        ::close(m_before);
    }
    StandardErrorInto(const StandardErrorInto&) = delete;
    StandardErrorInto& operator=(const StandardErrorInto&) = delete;

private:
    int m_before;
};

/// Frames that no encoder can make small.
void encode_noise(const std::filesystem::path& file) {
    VideoEncoder encoder(file, {320, 180, 10, "noise"});
    unsigned random = 1;
    for (int frame = 0; frame < 40; ++frame) {
        Picture picture(320, 180, 0);
        for (int y = 0; y < 180; ++y) {
            for (int x = 0; x < 320; ++x) {
                random = random * 1103515245U + 12345U;
                picture.fill(x, y, 1, 1, random >> 8);
            }
        }
        encoder.add(picture.view());
    }
    encoder.finish();
}

}  // namespace

TEST_CASE("a size that H.264 cannot have is a wrong setting") {
    const TemporaryFolder folder;
    const auto file = folder / "map.mp4";
    for (const VideoSettings& settings :
         {VideoSettings{321, 180, 10, ""}, VideoSettings{320, 181, 10, ""},
          VideoSettings{0, 180, 10, ""}, VideoSettings{320, -2, 10, ""},
          VideoSettings{20000, 180, 10, ""}}) {
        const std::string message =
            message_of(ErrorKind::usage, [&] { const VideoEncoder encoder(file, settings); });
        CHECK(contains(message, file.string()));
        CHECK(contains(message, "even"));
    }
    const std::string message = message_of(ErrorKind::usage, [&] {
        const VideoEncoder encoder(file, {320, 180, 0, ""});
    });
    CHECK(contains(message, "0 frames a second"));
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("a file that cannot be created is named, with the reason") {
    const TemporaryFolder folder;
    const auto file = folder / "missing/map.mp4";
    const std::string message = message_of(ErrorKind::failure, [&] {
        const VideoEncoder encoder(file, {320, 180, 10, ""});
    });
    CHECK(contains(message, file.string()));
    CHECK(contains(message, "No such file or directory"));
}

TEST_CASE("a disk that fills up is reported at whatever point it does") {
    const TemporaryFolder folder;
    const auto file = folder / "map.mp4";
    encode_noise(file);
    const auto whole = std::filesystem::file_size(file);
    REQUIRE(whole > 400'000);
    // In the first frames, in the middle, in the last ones, while the index moves to the front.
    for (const auto bytes : {std::uintmax_t{0}, whole / 10, whole / 2, whole - 4000, whole - 1}) {
        CAPTURE(bytes);
        std::string message;
        {
            const FileSizeLimit limit(bytes);
            message = message_of(ErrorKind::failure, [&] { encode_noise(file); });
        }
        CHECK(contains(message, file.string()));
        CHECK(contains(message, "File too large"));
    }
    if (std::filesystem::exists("/dev/full")) {
        CHECK(contains(message_of(ErrorKind::failure, [&] { encode_noise("/dev/full"); }),
                       "No space left on device"));
    }
}

TEST_CASE("an FFmpeg without an H.264 encoder is told what to install") {
    const std::array names{"no-such-encoder", "nor-this"};
    const std::string message = message_of(ErrorKind::failure, [&] {
        (void)open_h264_encoder({320, 180, 10, ""}, names);
    });
    CHECK(contains(message, "no-such-encoder: not built in"));
    CHECK(contains(message, "nor-this: not built in"));
    CHECK(contains(message, "install"));
    const std::array fallback{"no-such-encoder", h264_encoder_names[0], h264_encoder_names[1]};
    CHECK(open_h264_encoder({320, 180, 10, ""}, fallback) != nullptr);
}

TEST_CASE("mistakes of the caller are told apart from failures") {
    const TemporaryFolder folder;
    VideoEncoder encoder(folder / "map.mp4", {320, 180, 10, ""});
    CHECK_THROWS_AS(encoder.add(Picture(180, 320, 0).view()), std::invalid_argument);
    CHECK_THROWS_AS(encoder.finish(), std::logic_error);
}

TEST_CASE("libav writes nothing to the standard error") {
    const TemporaryFolder folder;
    {
        const StandardErrorInto quiet(folder / "stderr");
        encode_noise(folder / "map.mp4");
        try {
            const VideoEncoder encoder(folder / "missing/map.mp4", {320, 180, 10, ""});
        } catch (const Error&) {
        }
        try {
            encode_noise("/dev/full");
        } catch (const Error&) {
        }
    }
    CHECK(content_of(folder / "stderr").empty());
}
