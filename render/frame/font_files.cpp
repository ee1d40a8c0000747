#include "render/frame/font_files.hpp"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace mapgen {
namespace {

struct DestroyCharacters {
    void operator()(FcCharSet* characters) const { FcCharSetDestroy(characters); }
};
struct DestroyPattern {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Characters = std::unique_ptr<FcCharSet, DestroyCharacters>;
using Pattern = std::unique_ptr<FcPattern, DestroyPattern>;

/// Where Linux distributions keep fonts.
constexpr std::array<const char*, 2> system_directories{"/usr/share/fonts",
                                                        "/usr/local/share/fonts"};

std::vector<std::filesystem::path> font_files_below(const std::filesystem::path& directory) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    using Iterator = std::filesystem::recursive_directory_iterator;
    for (Iterator
             entry(directory, std::filesystem::directory_options::skip_permission_denied, error),
         end;
         !error && entry != end; entry.increment(error)) {
        const auto extension = entry->path().extension();
        if (extension == ".otf" || extension == ".ttf" || extension == ".ttc") {
            files.push_back(entry->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

const FcChar8* as_fc(const char* text) {
    return reinterpret_cast<const FcChar8*>(text);
}

Characters characters_of(std::string_view text) {
    Characters characters(FcCharSetCreate());
    const auto* position = reinterpret_cast<const FcChar8*>(text.data());
    auto left = static_cast<int>(text.size());
    while (left > 0) {
        FcChar32 character = 0;
        const int length = FcUtf8ToUcs4(position, &character, left);
        if (length <= 0) {
            break;
        }
        if (character > ' ') {
            FcCharSetAddChar(characters.get(), character);
        }
        position += length;
        left -= length;
    }
    return characters;
}

/// What the configuration's fonts leave of `wanted`.
Characters lacking(FcConfig* config, const FcCharSet* wanted) {
    Characters rest(FcCharSetCopy(const_cast<FcCharSet*>(wanted)));
    const FcFontSet* fonts = FcConfigGetFonts(config, FcSetApplication);
    for (int i = 0; fonts != nullptr && i < fonts->nfont; ++i) {
        FcCharSet* covered = nullptr;
        if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &covered) == FcResultMatch) {
            rest.reset(FcCharSetSubtract(rest.get(), covered));
        }
    }
    return rest;
}

/// Whether the first face of a font file has outlines, is upright and of normal weight, and has
/// any of `wanted`.
bool helps_with(const std::filesystem::path& file, const FcCharSet* wanted) {
    int faces = 0;
    const Pattern face(FcFreeTypeQuery(as_fc(file.c_str()), 0, nullptr, &faces));
    FcCharSet* covered = nullptr;
    FcBool scalable = FcFalse;
    FcBool coloured = FcFalse;
    int slant = FC_SLANT_ROMAN;
    int weight = FC_WEIGHT_REGULAR;
    if (!face || FcPatternGetCharSet(face.get(), FC_CHARSET, 0, &covered) != FcResultMatch) {
        return false;
    }
    FcPatternGetBool(face.get(), FC_SCALABLE, 0, &scalable);
    FcPatternGetBool(face.get(), FC_COLOR, 0, &coloured);
    FcPatternGetInteger(face.get(), FC_SLANT, 0, &slant);
    FcPatternGetInteger(face.get(), FC_WEIGHT, 0, &weight);
    return scalable == FcTrue && coloured == FcFalse && slant == FC_SLANT_ROMAN &&
           weight == FC_WEIGHT_REGULAR && FcCharSetIntersectCount(covered, wanted) > 0;
}

void add_system_fonts_for(FcConfig* config, const FcCharSet* wanted) {
    Characters rest = lacking(config, wanted);
    for (const char* directory : system_directories) {
        for (const auto& file : font_files_below(directory)) {
            if (FcCharSetCount(rest.get()) == 0) {
                return;
            }
            if (helps_with(file, rest.get())) {
                FcConfigAppFontAddFile(config, as_fc(file.c_str()));
                rest = lacking(config, wanted);
            }
        }
    }
}

/// Pango and fontconfig fall back on a configuration of the whole process, which would be read
/// from the machine's files. Ours is empty.
void occupy_process_configuration() {
    static std::once_flag once;
    std::call_once(once, [] {
        const FontConfig empty(FcConfigCreate());
        FcConfigSetCurrent(empty.get());
    });
}

}  // namespace

void DestroyFontConfig::operator()(_FcConfig* config) const {
    FcConfigDestroy(config);
}

FontConfig isolated_font_config(const std::filesystem::path& fonts, std::string_view text) {
    occupy_process_configuration();
    FontConfig config(FcConfigCreate());
    int added = 0;
    for (const auto& file : font_files_below(fonts)) {
        if (FcConfigAppFontAddFile(config.get(), as_fc(file.c_str())) == FcTrue) {
            ++added;
        }
    }
    if (added == 0) {
        throw failure(
            fmt::format("{}: no font is there; is the data directory complete?", fonts.string()));
    }
    add_system_fonts_for(config.get(), characters_of(text).get());
    return config;
}

}  // namespace mapgen
