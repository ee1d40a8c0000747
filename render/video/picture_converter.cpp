#include "render/video/picture_converter.hpp"

#include <fmt/format.h>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/opt.h>
#include <libavutil/pixfmt.h>
#include <libswscale/swscale.h>
}

#include <cstdint>
#include <new>
#include <stdexcept>

#include "core/error.hpp"

namespace mapgen {
namespace {

void check(int code) {
    if (code < 0) {
        throw failure(fmt::format("cannot prepare the conversion of pictures for video: {}",
                                  libav::explain(code)));
    }
}

libav::Scaler make_scaler(int width, int height) {
    libav::Scaler scaler(sws_alloc_context());
    if (!scaler) {
        throw std::bad_alloc();
    }
    const auto set = [&](const char* name, std::int64_t value) {
        check(av_opt_set_int(scaler.get(), name, value, 0));
    };
    set("srcw", width);
    set("srch", height);
    set("src_format", AV_PIX_FMT_0RGB32);
    set("src_range", 1);
    set("dstw", width);
    set("dsth", height);
    set("dst_format", AV_PIX_FMT_YUV420P);
    set("dst_range", 0);
    // Between the pixels of two rows, on a pixel's centre horizontally; in 1/256 of a pixel.
    set("dst_h_chr_pos", 0);
    set("dst_v_chr_pos", 128);
    // Bilinear weighs a left-sited colour 1:2:1, which rings around no point as bicubic does.
    set("sws_flags", SWS_BILINEAR | SWS_FULL_CHR_H_INP | SWS_ACCURATE_RND | SWS_BITEXACT);
    check(sws_init_context(scaler.get(), nullptr, nullptr));

    const int* const bt709 = sws_getCoefficients(SWS_CS_ITU709);
    constexpr int one = 1 << 16;
    check(sws_setColorspaceDetails(scaler.get(), bt709, 1, bt709, 0, 0, one, one));
    return scaler;
}

libav::Frame make_frame(int width, int height) {
    libav::Frame frame(av_frame_alloc());
    if (!frame) {
        throw std::bad_alloc();
    }
    frame->format = AV_PIX_FMT_YUV420P;
    frame->width = width;
    frame->height = height;
    frame->color_range = AVCOL_RANGE_MPEG;
    frame->colorspace = AVCOL_SPC_BT709;
    frame->color_primaries = AVCOL_PRI_BT709;
    frame->color_trc = AVCOL_TRC_BT709;
    frame->chroma_location = AVCHROMA_LOC_LEFT;
    check(av_frame_get_buffer(frame.get(), 0));
    return frame;
}

}  // namespace

PictureConverter::PictureConverter(int width, int height)
    : m_width(width),
      m_height(height),
      m_scaler(make_scaler(width, height)),
      m_frame(make_frame(width, height)) {}

AVFrame& PictureConverter::convert(const PictureView& picture) {
    if (picture.width != m_width || picture.height != m_height || picture.pixels == nullptr) {
        throw std::invalid_argument(fmt::format("a picture of {}x{} in a video of {}x{}",
                                                picture.width, picture.height, m_width, m_height));
    }
    // The encoder may still hold the last frame's buffers.
    check(av_frame_make_writable(m_frame.get()));
    const std::uint8_t* const rows[] = {reinterpret_cast<const std::uint8_t*>(picture.pixels)};
    const int strides[] = {static_cast<int>(picture.stride_bytes)};
    check(sws_scale(m_scaler.get(), rows, strides, 0, m_height, m_frame->data, m_frame->linesize));
    return *m_frame;
}

}  // namespace mapgen
