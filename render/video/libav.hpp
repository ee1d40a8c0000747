#pragma once

#include <memory>
#include <string>

struct AVCodecContext;
struct AVFormatContext;
struct AVFrame;
struct AVPacket;
struct SwsContext;

/// What this room's files share of libav*: owners for its objects, and words for its errors.
namespace mapgen::libav {

struct Free {
    void operator()(AVCodecContext* context) const noexcept;
    /// Closes the output file as well, ignoring errors.
    void operator()(AVFormatContext* context) const noexcept;
    void operator()(AVFrame* frame) const noexcept;
    void operator()(AVPacket* packet) const noexcept;
    void operator()(SwsContext* context) const noexcept;
};

using CodecContext = std::unique_ptr<AVCodecContext, Free>;
using FormatContext = std::unique_ptr<AVFormatContext, Free>;
using Frame = std::unique_ptr<AVFrame, Free>;
using Packet = std::unique_ptr<AVPacket, Free>;
using Scaler = std::unique_ptr<SwsContext, Free>;

/// Keeps libav* (in all of the process) from printing; its errors are remembered for explain().
void silence();

/// What went wrong in the call on this thread that returned `code`: the library's text for the
/// code, and the last error that it logged since the last explain(), if any.
std::string explain(int code);

}  // namespace mapgen::libav
