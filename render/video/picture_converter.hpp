#pragma once

#include "render/video/libav.hpp"
#include "render/video/video_encoder.hpp"

namespace mapgen {

/// Turns sRGB pictures into yuv420p frames: the matrix of BT.709, limited range (16 … 235),
/// chroma sited left as H.264 assumes. Colours are averaged, not picked, where four pixels share
/// one: a single coloured point stays visible wherever it falls.
class PictureConverter {
public:
    /// Throws an Error (failure) where libswscale cannot do it.
    PictureConverter(int width, int height);

    /// A frame of its own, which the next call overwrites. std::invalid_argument where the picture
    /// is not of the converter's size.
    AVFrame& convert(const PictureView& picture);

private:
    int m_width;
    int m_height;
    libav::Scaler m_scaler;
    libav::Frame m_frame;
};

}  // namespace mapgen
