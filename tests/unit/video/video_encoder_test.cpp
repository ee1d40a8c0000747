#include "render/video/video_encoder.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "decoded_video.hpp"
#include "test_picture.hpp"

using namespace mapgen;
using namespace mapgen::test;

namespace {

constexpr int width = 320;
constexpr int height = 180;
constexpr int corner = 32;

struct Corner {
    int left;
    int top;
    std::uint32_t color;
};

constexpr Corner corners[] = {
    {0, 0, 0xe02020},                             // red, top left
    {width - corner, 0, 0x20c020},                // green, top right
    {0, height - corner, 0x3040f0},               // blue, bottom left
    {width - corner, height - corner, 0xf0f0f0},  // white, bottom right
};

/// A dark map with coloured corners, some points that change with every frame, and a block whose
/// place tells the frame's number.
Picture picture_of(int frame) {
    Picture picture(width, height, 0x0b1019);
    picture.fill(60, 50, 200, 80, 0x1b2536);
    for (const Corner& one : corners) {
        picture.fill(one.left, one.top, corner, corner, one.color);
    }
    unsigned random = 12345U + static_cast<unsigned>(frame) * 7919U;
    for (int point = 0; point < 60; ++point) {
        random = random * 1103515245U + 12345U;
        const int x = 60 + static_cast<int>((random >> 8) % 198);
        const int y = 50 + static_cast<int>((random >> 18) % 78);
        picture.fill(x, y, 2, 2, 0xffb040);
    }
    picture.fill(40 + frame * 4, 150, 8, 16, 0xffffff);
    return picture;
}

std::filesystem::path encode(const std::filesystem::path& file, int frames, int rate = 10) {
    VideoEncoder encoder(file, {width, height, rate, "EPEL: one day a frame, \"2026\""});
    for (int frame = 0; frame < frames; ++frame) {
        encoder.add(picture_of(frame).view());
    }
    encoder.finish();
    return file;
}

/// Of the luma, in decibels.
double psnr(const Picture& picture, const DecodedFrame& frame) {
    double squares = 0;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double difference = bt709(picture.color(x, y)).y - frame.y.at(x, y);
            squares += difference * difference;
        }
    }
    return 10 * std::log10(255.0 * 255.0 * width * height / std::max(squares, 1e-9));
}

std::vector<std::string> boxes_of(const std::string& content) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at + 8 <= content.size();) {
        std::uint32_t size = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            size = size << 8 | static_cast<unsigned char>(content[at + i]);
        }
        names.push_back(content.substr(at + 4, 4));
        REQUIRE(size >= 8);
        at += size;
    }
    return names;
}

}  // namespace

TEST_CASE("a video says what it is") {
    const TemporaryFolder folder;
    const auto video = decode(encode(folder / "map.mp4", 30));
    CHECK(video.codec == "h264");
    CHECK(video.profile == "High");
    CHECK(video.width == width);
    CHECK(video.height == height);
    CHECK(video.pixel_format == "yuv420p");
    CHECK(video.color_range == "tv");
    CHECK(video.color_space == "bt709");
    CHECK(video.color_primaries == "bt709");
    CHECK(video.color_transfer == "bt709");
    CHECK(video.chroma_location == "left");
    CHECK(video.title == "EPEL: one day a frame, \"2026\"");
    CHECK_FALSE(video.has_creation_time);
}

TEST_CASE("every frame is shown once, for the same time") {
    const TemporaryFolder folder;
    // Few frames as well: a month that has just begun.
    const int frames = GENERATE(1, 2, 3, 5, 31);
    const int rate = GENERATE(10, 7, 25);
    CAPTURE(frames, rate);
    const auto video = decode(encode(folder / "map.mp4", frames, rate));
    REQUIRE(video.frames.size() == static_cast<std::size_t>(frames));
    if (frames > 1) {
        CHECK(video.frames_per_second == Approx(rate));
    }
    CHECK(video.duration_seconds == Approx(frames / static_cast<double>(rate)));
    for (std::size_t i = 0; i < video.frames.size(); ++i) {
        CHECK(video.frames[i].seconds == Approx(static_cast<double>(i) / rate).margin(1e-9));
        CHECK(video.frames[i].duration_seconds == Approx(1.0 / rate));
    }
}

TEST_CASE("a viewer can jump to a keyframe every three seconds") {
    const TemporaryFolder folder;
    const auto video = decode(encode(folder / "map.mp4", 50, 5));
    int since_keyframe = 0;
    REQUIRE(video.frames.at(0).keyframe);
    for (const auto& frame : video.frames) {
        since_keyframe = frame.keyframe ? 0 : since_keyframe + 1;
        CHECK(since_keyframe < 15);
    }
}

TEST_CASE("the pictures come back upright, in their order and in their colours") {
    const TemporaryFolder folder;
    const auto video = decode(encode(folder / "map.mp4", 30));
    REQUIRE(video.frames.size() == 30);
    for (int i = 0; i < 30; ++i) {
        const Picture picture = picture_of(i);
        const DecodedFrame& frame = video.frames[static_cast<std::size_t>(i)];
        CAPTURE(i);
        CHECK(psnr(picture, frame) > 40.0);
        CHECK(frame.y.at(44 + i * 4, 158) > 200);
        for (const Corner& one : corners) {
            const int x = one.left + corner / 2;
            const int y = one.top + corner / 2;
            const Yuv expected = bt709(one.color);
            CHECK(frame.y.at(x, y) == Approx(expected.y).margin(3));
            CHECK(frame.u.at(x / 2, y / 2) == Approx(expected.u).margin(3));
            CHECK(frame.v.at(x / 2, y / 2) == Approx(expected.v).margin(3));
        }
    }
}

TEST_CASE("the index stands before the pictures") {
    const TemporaryFolder folder;
    const auto boxes = boxes_of(content_of(encode(folder / "map.mp4", 30)));
    const auto moov = std::find(boxes.begin(), boxes.end(), "moov");
    const auto mdat = std::find(boxes.begin(), boxes.end(), "mdat");
    REQUIRE(moov != boxes.end());
    REQUIRE(mdat != boxes.end());
    CHECK(moov < mdat);
}

TEST_CASE("the same pictures give the same bytes") {
    const TemporaryFolder folder;
    const std::string first = content_of(encode(folder / "first.mp4", 30));
    const std::string second = content_of(encode(folder / "second.mp4", 30));
    CHECK(first.size() > 1000);
    CHECK(first == second);
    // Over an older, longer file: nothing of it may stay.
    encode(folder / "longer.mp4", 40);
    CHECK(content_of(encode(folder / "longer.mp4", 30)) == first);
}

TEST_CASE("names that look like something else are only names") {
    const TemporaryFolder folder;
    for (const char* name : {"http:map.mp4", "map%03d.mp4", "map with spaces", ".map.mp4.12.tmp"}) {
        CHECK(decode(encode(folder / name, 2)).frames.size() == 2);
    }
}
