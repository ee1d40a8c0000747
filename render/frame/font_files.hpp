#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

extern "C" {
struct _FcConfig;  // NOLINT(clang-diagnostic-reserved-identifier): fontconfig's name for it
}

namespace mapgen {

struct DestroyFontConfig {
    void operator()(_FcConfig* config) const;
};
using FontConfig = std::unique_ptr<_FcConfig, DestroyFontConfig>;

/// A font configuration that knows the files in `fonts`, and of the machine's font files only
/// those that are needed for characters of `text` (UTF-8) that `fonts` lacks. No configuration
/// file and no cache is read or written, so neither HOME nor fontconfig's set-up matters. Throws a
/// failure Error that names the directory if there is no font in it.
FontConfig isolated_font_config(const std::filesystem::path& fonts, std::string_view text);

}  // namespace mapgen
