#include "render/video/h264_encoder.hpp"

#include <fmt/format.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/dict.h>
}

#include <new>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace mapgen {
namespace {

// Part of what makes the bytes of a video: a change makes every stored segment stale.
constexpr int encoder_threads = 4;
constexpr int seconds_between_keyframes = 3;

class Options {
public:
    Options() = default;
    ~Options() { av_dict_free(&m_options); }
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;

    void set(const char* name, const char* value) { av_dict_set(&m_options, name, value, 0); }
    AVDictionary** get() { return &m_options; }

private:
    AVDictionary* m_options = nullptr;
};

void set_stream(AVCodecContext& context, const VideoSettings& settings) {
    context.width = settings.width;
    context.height = settings.height;
    context.pix_fmt = AV_PIX_FMT_YUV420P;
    context.time_base = {1, settings.frames_per_second};
    context.framerate = {settings.frames_per_second, 1};
    context.sample_aspect_ratio = {1, 1};
    context.gop_size = seconds_between_keyframes * settings.frames_per_second;
    context.color_range = AVCOL_RANGE_MPEG;
    context.colorspace = AVCOL_SPC_BT709;
    context.color_primaries = AVCOL_PRI_BT709;
    context.color_trc = AVCOL_TRC_BT709;
    context.chroma_sample_location = AVCHROMA_LOC_LEFT;
    context.thread_count = encoder_threads;
    // MP4 keeps the parameter sets in its header, not before every keyframe.
    context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
}

/// Measured on 1080p frames of small bright points on a dark map: "veryfast" with trellis takes
/// half the time of "fast" and a fifth more bytes for the same PSNR (51 dB); "animation" (fewer
/// psychovisual liberties, more B-frames) gains 0.6 dB and 6 % of the bytes for nothing.
///
/// x264's macroblock tree (core 164, its AVX-512 code) reads memory that it never wrote where a row
/// is no multiple of eight macroblocks, and no two runs need to agree: there it is left off, and a
/// higher factor gives about the same quality and size.
void set_quality_x264(Options& options, int width) {
    constexpr int macroblock = 16;
    const bool same_on_every_run = (width + macroblock - 1) / macroblock % 8 == 0;
    options.set("profile", "high");
    options.set("preset", "veryfast");
    options.set("tune", "animation");
    options.set("mbtree", same_on_every_run ? "1" : "0");
    options.set("crf", same_on_every_run ? "18" : "20");
    options.set("trellis", "1");
}

/// openh264 knows no constant quality: about three bits for a frame's every twenty pixels keep the
/// points sharp.
void set_quality_openh264(AVCodecContext& context, Options& options) {
    context.bit_rate =
        std::int64_t{context.width} * context.height * context.framerate.num * 3 / 20;
    options.set("profile", "high");
    options.set("rc_mode", "quality");
    options.set("allow_skip_frames", "0");
}

/// Null and a reason where it does not open.
libav::CodecContext open_encoder(const char* name, const VideoSettings& settings,
                                 std::string& reason) {
    const AVCodec* const codec = avcodec_find_encoder_by_name(name);
    if (codec == nullptr) {
        reason = "not built in";
        return nullptr;
    }
    libav::CodecContext context(avcodec_alloc_context3(codec));
    if (!context) {
        throw std::bad_alloc();
    }
    set_stream(*context, settings);
    Options options;
    if (std::string_view(name) == "libx264") {
        set_quality_x264(options, settings.width);
    } else {
        set_quality_openh264(*context, options);
    }
    if (const int code = avcodec_open2(context.get(), codec, options.get()); code < 0) {
        reason = libav::explain(code);
        return nullptr;
    }
    return context;
}

}  // namespace

libav::CodecContext open_h264_encoder(const VideoSettings& settings,
                                      std::span<const char* const> names) {
    std::string reasons;
    for (const char* name : names) {
        std::string reason;
        if (auto context = open_encoder(name, settings, reason)) {
            return context;
        }
        reasons += fmt::format("{}{}: {}", reasons.empty() ? "" : "; ", name, reason);
    }
    throw failure(
        fmt::format("this FFmpeg has no H.264 encoder that works ({}); install one: on Debian "
                    "libavcodec with libx264, on Fedora openh264 or RPM Fusion's ffmpeg-libs",
                    reasons));
}

}  // namespace mapgen
