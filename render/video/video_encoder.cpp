#include "render/video/video_encoder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/dict.h>
}

#include <cerrno>
#include <new>
#include <stdexcept>
#include <string_view>

#include "core/error.hpp"
#include "render/video/h264_encoder.hpp"
#include "render/video/libav.hpp"
#include "render/video/picture_converter.hpp"

namespace mapgen {
namespace {

constexpr int longest_side = 16384;  // x264's limit

Error cannot_write(const std::filesystem::path& file, std::string_view why) {
    return failure(fmt::format("cannot write video {}: {}", file.string(), why));
}

void check_settings(const std::filesystem::path& file, const VideoSettings& settings) {
    const auto fits = [](int length) {
        return length > 0 && length <= longest_side && length % 2 == 0;
    };
    if (!fits(settings.width) || !fits(settings.height)) {
        throw usage_error(fmt::format(
            "cannot write video {}: H.264 takes even widths and heights up to {}, not {}x{}",
            file.string(), longest_side, settings.width, settings.height));
    }
    if (settings.frames_per_second < 1) {
        throw usage_error(
            fmt::format("cannot write video {}: {} frames a second, it must be 1 or "
                        "more",
                        file.string(), settings.frames_per_second));
    }
}

void sync(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int why = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!synced) {
        throw cannot_write(file, system_message(why));
    }
}

}  // namespace

struct VideoEncoder::State {
    State(const std::filesystem::path& path, const VideoSettings& settings)
        : file(path),
          frame_rate(settings.frames_per_second),
          encoder(open_h264_encoder(settings)),
          converter(settings.width, settings.height),
          packet(av_packet_alloc()) {
        if (!packet) {
            throw std::bad_alloc();
        }
        open_container(settings.title);
    }

    void open_container(const std::string& title);
    void encode(const AVFrame* frame);
    void check(int code) const {
        if (code < 0) {
            throw cannot_write(file, libav::explain(code));
        }
    }

    std::filesystem::path file;
    int frame_rate;
    libav::CodecContext encoder;
    PictureConverter converter;
    libav::Packet packet;
    libav::FormatContext container;
    AVStream* stream = nullptr;  ///< the container's
    std::int64_t frames = 0;
};

void VideoEncoder::State::open_container(const std::string& title) {
    // Without the scheme a path with a colon would be taken for a URL.
    const std::string url = "file:" + file.string();
    AVFormatContext* context = nullptr;
    check(avformat_alloc_output_context2(&context, nullptr, "mp4", url.c_str()));
    container.reset(context);
    container->flags |= AVFMT_FLAG_BITEXACT;
    if (!title.empty()) {
        check(av_dict_set(&container->metadata, "title", title.c_str(), 0));
    }

    stream = avformat_new_stream(container.get(), nullptr);
    if (stream == nullptr) {
        throw std::bad_alloc();
    }
    check(avcodec_parameters_from_context(stream->codecpar, encoder.get()));
    stream->time_base = encoder->time_base;
    stream->avg_frame_rate = encoder->framerate;

    check(avio_open(&container->pb, url.c_str(), AVIO_FLAG_WRITE));
    AVDictionary* options = nullptr;
    av_dict_set(&options, "movflags", "+faststart", 0);
    const int code = avformat_write_header(container.get(), &options);
    av_dict_free(&options);
    check(code);
}

/// Null at the end: then everything the encoder holds back is written.
void VideoEncoder::State::encode(const AVFrame* frame) {
    check(avcodec_send_frame(encoder.get(), frame));
    for (;;) {
        const int code = avcodec_receive_packet(encoder.get(), packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
            return;
        }
        check(code);
        packet->duration = 1;
        packet->stream_index = stream->index;
        av_packet_rescale_ts(packet.get(), encoder->time_base, stream->time_base);
        check(av_interleaved_write_frame(container.get(), packet.get()));
    }
}

VideoEncoder::VideoEncoder(const std::filesystem::path& file, const VideoSettings& settings) {
    check_settings(file, settings);
    libav::silence();
    m_state = std::make_unique<State>(file, settings);
}

VideoEncoder::~VideoEncoder() = default;

void VideoEncoder::add(const PictureView& picture) {
    AVFrame& frame = m_state->converter.convert(picture);
    frame.pts = m_state->frames++;
    m_state->encode(&frame);
}

void VideoEncoder::finish() {
    if (m_state->frames == 0) {
        throw std::logic_error("a video without frames: " + m_state->file.string());
    }
    m_state->encode(nullptr);
    m_state->check(av_write_trailer(m_state->container.get()));
    // A write that failed late shows in the stream alone.
    m_state->check(m_state->container->pb->error);
    m_state->check(avio_closep(&m_state->container->pb));
    sync(m_state->file);
}

}  // namespace mapgen
