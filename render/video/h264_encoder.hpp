#pragma once

#include <array>
#include <span>

#include "render/video/libav.hpp"
#include "render/video/video_encoder.hpp"

namespace mapgen {

/// FFmpeg's names of the encoders that serve, best first.
inline constexpr std::array<const char*, 2> h264_encoder_names{"libx264", "libopenh264"};

/// The first of the named encoders that this FFmpeg has and that opens, set up as VideoEncoder's
/// documentation says, with a time base of one frame. Throws an Error (failure) that says what was
/// wrong with each and what to install.
libav::CodecContext open_h264_encoder(
    const VideoSettings& settings,
    std::span<const char* const> names = std::span(h264_encoder_names));

}  // namespace mapgen
