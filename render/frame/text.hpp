#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "render/frame/picture.hpp"

namespace mapgen {

enum class FontWeight { regular, medium, semibold };

struct TextStyle {
    double size = 16;  ///< pixels to the em
    FontWeight weight = FontWeight::regular;
    bool tabular = false;       ///< digits of one width
    double letter_spacing = 0;  ///< pixels

    auto operator<=>(const TextStyle&) const = default;
};

/// A line of text as pixels; the mask's origin is the start of the baseline, which is at the left
/// for right-to-left text too.
struct SetText {
    CoverageMask mask;
    double width = 0;  ///< the pen's way from start to end, in pixels
};

/// Sets lines of text in Inter, as it is in `fonts`, by Pango. The machine's font configuration
/// plays no part; its font files serve only for characters in `announced` that Inter lacks. Glyphs
/// are filled outlines without hinting, so that they do not depend on a font rasteriser's settings.
class TextSetter {
public:
    /// Throws a failure Error that names the directory if there is no font in it.
    TextSetter(const std::filesystem::path& fonts, std::string_view announced);
    ~TextSetter();
    TextSetter(const TextSetter&) = delete;
    TextSetter& operator=(const TextSetter&) = delete;

    /// `text` is UTF-8 without line ends; bytes that are none show as U+FFFD. Text wider than
    /// `most_width` pixels (if positive) ends in an ellipsis. May be called from many threads;
    /// recent results are kept.
    std::shared_ptr<const SetText> set(std::string_view text, const TextStyle& style,
                                       double most_width = 0) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace mapgen
