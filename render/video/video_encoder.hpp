#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace mapgen {

/// One picture as the frame renderer draws it: 32 bits a pixel, native-endian 0xXXRRGGBB as
/// Cairo's CAIRO_FORMAT_RGB24, rows from top to bottom. The pixels belong to the caller.
struct PictureView {
    const std::uint32_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    std::size_t stride_bytes = 0;  ///< from one row to the next
};

struct VideoSettings {
    int width = 1920;           ///< even
    int height = 1080;          ///< even
    int frames_per_second = 10; ///< one frame a day: `days_per_second`
    std::string title;          ///< the container's title tag; may be empty
};

/// Writes H.264 in MP4 (yuv420p, BT.709, constant frame rate, moov before mdat) through libav*.
/// The same pictures and settings give the same bytes on every run with the same libraries: the
/// number of encoder threads is fixed, and no time or version goes into the file.
class VideoEncoder {
public:
    /// Opens `file`, which is created or overwritten: callers write beside the old video and
    /// rename. Throws an Error (failure) that names the file, or an encoder that this FFmpeg lacks
    /// and what to install.
    VideoEncoder(const std::filesystem::path& file, const VideoSettings& settings);
    /// Without finish() the file is left incomplete.
    ~VideoEncoder();
    VideoEncoder(const VideoEncoder&) = delete;
    VideoEncoder& operator=(const VideoEncoder&) = delete;

    /// Appends one frame, of the settings' size. Throws an Error that names the file, e.g. on a
    /// full disk.
    void add(const PictureView& picture);
    /// Writes all that is buffered and closes the file, synced to disk. At least one frame must
    /// have been added. Throws as add() does.
    void finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace mapgen
