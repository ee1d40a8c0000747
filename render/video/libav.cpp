#include "render/video/libav.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include <array>
#include <cstdarg>
#include <mutex>
#include <string_view>

namespace mapgen::libav {
namespace {

thread_local std::array<char, 512> last_error{};

void remember_error(void* source, int level, const char* format, va_list arguments) {
    if (level > AV_LOG_ERROR) {
        return;
    }
    int print_prefix = 0;
    av_log_format_line2(source, level, format, arguments, last_error.data(),
                        static_cast<int>(last_error.size()), &print_prefix);
}

std::string take_last_error() {
    std::string_view text(last_error.data());
    while (!text.empty() && (text.back() == '\n' || text.back() == '.' || text.back() == ' ')) {
        text.remove_suffix(1);
    }
    std::string result(text);
    last_error[0] = '\0';
    return result;
}

}  // namespace

void Free::operator()(AVCodecContext* context) const noexcept {
    avcodec_free_context(&context);
}

void Free::operator()(AVFormatContext* context) const noexcept {
    avio_closep(&context->pb);
    avformat_free_context(context);
}

void Free::operator()(AVFrame* frame) const noexcept {
    av_frame_free(&frame);
}
void Free::operator()(AVPacket* packet) const noexcept {
    av_packet_free(&packet);
}
void Free::operator()(SwsContext* context) const noexcept {
    sws_freeContext(context);
}

void silence() {
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback(remember_error); });
}

std::string explain(int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    const std::string logged = take_last_error();
    return logged.empty() ? text.data() : std::string(text.data()) + " (" + logged + ")";
}

}  // namespace mapgen::libav
