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
    int width = 1920;            ///< even, at most 16384
    int height = 1080;           ///< even, at most 16384
    int frames_per_second = 10;  ///< one frame a day: `days_per_second`
    std::string title;           ///< the container's title tag; may be empty
};

/// Writes H.264 in MP4 (High profile, yuv420p, BT.709 in limited range, constant frame rate, a
/// keyframe every three seconds, moov before mdat) through libav*, with libx264, or libopenh264
/// where this FFmpeg lacks it.
///
/// The same pictures and settings give the same bytes on every run with the same libraries, on any
/// machine: the encoder has four threads whatever the machine has (more pay only above 1080p; who
/// has more cores encodes several files at once), conversion and container are bit-exact, and no
/// time goes into the file. Frames are numbered from 0; the last is shown as long as any other.
///
/// Of several encoders each may be used by a thread of its own. What libav* logs is not printed;
/// its last error becomes part of ours.
class VideoEncoder {
public:
    /// Opens `file`, which is created or overwritten: callers write beside the old video and
    /// rename (core/replaced_file.hpp). Throws an Error that names the file: usage for a size that
    /// H.264 cannot have or a frame rate below 1; failure where the file cannot be written to, or
    /// where this FFmpeg has no H.264 encoder, then with what to install.
    VideoEncoder(const std::filesystem::path& file, const VideoSettings& settings);
    /// Without finish() the file is left incomplete.
    ~VideoEncoder();
    VideoEncoder(const VideoEncoder&) = delete;
    VideoEncoder& operator=(const VideoEncoder&) = delete;

    /// Appends one frame; the picture is read before this returns. Throws an Error (failure) that
    /// names the file, e.g. on a full disk, after which the encoder is of no more use, and
    /// std::invalid_argument where the picture is not of the settings' size.
    void add(const PictureView& picture);
    /// Writes all that is buffered and closes the file, synced to disk. To be called once, at the
    /// end; std::logic_error if no frame was added. Throws as add() does.
    void finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace mapgen
