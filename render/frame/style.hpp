#pragma once

namespace mapgen {

/// The look's version. The same view, settings, theme file and style version give the same pixels
/// with any number of threads, and on any machine with the same libraries. So it is increased
/// whenever the same view would be drawn in other pixels, be it by one shade of one colour: in the
/// code of this room and render/map, in the shipped themes, fonts and map data. Whatever keeps
/// drawn frames (a finished month of a video) keeps this number with them, and draws them anew when
/// it differs. PNG pictures carry it as text.
inline constexpr int style_version = 1;

}  // namespace mapgen
