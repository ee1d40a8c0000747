#include "decoded_video.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
}

#include <cstddef>
#include <map>
#include <stdexcept>

#include "render/video/libav.hpp"

namespace mapgen::test {
namespace {

void check(int code, const char* what) {
    if (code < 0) {
        throw std::runtime_error(std::string(what) + ": " + libav::explain(code));
    }
}

struct CloseInput {
    void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};

Plane copy_plane(const AVFrame& frame, int index, int width, int height) {
    Plane plane{width, height, {}};
    for (int row = 0; row < height; ++row) {
        const std::uint8_t* start = frame.data[index] + std::ptrdiff_t{row} * frame.linesize[index];
        plane.samples.insert(plane.samples.end(), start, start + width);
    }
    return plane;
}

std::string text(const char* words) {
    return words != nullptr ? words : "";
}

void describe(const AVFormatContext& input, const AVStream& stream, DecodedVideo& video) {
    const AVCodecParameters& codec = *stream.codecpar;
    video.width = codec.width;
    video.height = codec.height;
    video.frames_per_second = av_q2d(stream.r_frame_rate);
    video.duration_seconds = static_cast<double>(stream.duration) * av_q2d(stream.time_base);
    video.codec = avcodec_get_name(codec.codec_id);
    video.profile = text(avcodec_profile_name(codec.codec_id, codec.profile));
    video.pixel_format = text(av_get_pix_fmt_name(static_cast<AVPixelFormat>(codec.format)));
    video.color_range = text(av_color_range_name(codec.color_range));
    video.color_space = text(av_color_space_name(codec.color_space));
    video.color_primaries = text(av_color_primaries_name(codec.color_primaries));
    video.color_transfer = text(av_color_transfer_name(codec.color_trc));
    video.chroma_location = text(av_chroma_location_name(codec.chroma_location));
    if (const auto* title = av_dict_get(input.metadata, "title", nullptr, 0)) {
        video.title = title->value;
    }
    video.has_creation_time = av_dict_get(input.metadata, "creation_time", nullptr, 0) != nullptr;
}

}  // namespace

DecodedVideo decode(const std::filesystem::path& file) {
    AVFormatContext* opened = nullptr;
    check(avformat_open_input(&opened, ("file:" + file.string()).c_str(), nullptr, nullptr),
          "open");
    const std::unique_ptr<AVFormatContext, CloseInput> input(opened);
    check(avformat_find_stream_info(input.get(), nullptr), "stream info");
    if (input->nb_streams != 1) {
        throw std::runtime_error("not one stream");
    }
    const AVStream& stream = *input->streams[0];
    DecodedVideo video;
    describe(*input, stream, video);

    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    const libav::CodecContext decoder(avcodec_alloc_context3(codec));
    check(avcodec_parameters_to_context(decoder.get(), stream.codecpar), "parameters");
    check(avcodec_open2(decoder.get(), codec, nullptr), "decoder");

    const double tick = av_q2d(stream.time_base);
    std::map<std::int64_t, std::pair<std::int64_t, bool>> packets;  // pts → duration, key
    const libav::Packet packet(av_packet_alloc());
    const libav::Frame frame(av_frame_alloc());
    const auto receive = [&] {
        while (avcodec_receive_frame(decoder.get(), frame.get()) == 0) {
            const auto [duration, key] = packets.at(frame->pts);
            video.frames.push_back({copy_plane(*frame, 0, frame->width, frame->height),
                                    copy_plane(*frame, 1, frame->width / 2, frame->height / 2),
                                    copy_plane(*frame, 2, frame->width / 2, frame->height / 2),
                                    static_cast<double>(frame->pts) * tick,
                                    static_cast<double>(duration) * tick, key});
        }
    };
    while (av_read_frame(input.get(), packet.get()) >= 0) {
        packets[packet->pts] = {packet->duration, (packet->flags & AV_PKT_FLAG_KEY) != 0};
        check(avcodec_send_packet(decoder.get(), packet.get()), "decode");
        av_packet_unref(packet.get());
        receive();
    }
    check(avcodec_send_packet(decoder.get(), nullptr), "decode");
    receive();
    return video;
}

}  // namespace mapgen::test
