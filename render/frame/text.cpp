#include "render/frame/text.hpp"

#include <cairo.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <tuple>

#include "render/frame/font_files.hpp"
#include "render/map/cairo_handles.hpp"

namespace mapgen {
namespace {

struct ReleaseObject {
    void operator()(gpointer object) const { g_object_unref(object); }
};
struct FreeDescription {
    void operator()(PangoFontDescription* description) const {
        pango_font_description_free(description);
    }
};
struct ReleaseAttributes {
    void operator()(PangoAttrList* attributes) const { pango_attr_list_unref(attributes); }
};
struct DestroyFontOptions {
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};
struct FreeText {
    void operator()(char* text) const { g_free(text); }
};
using ValidText = std::unique_ptr<char, FreeText>;
template <typename T>
using Object = std::unique_ptr<T, ReleaseObject>;
using Description = std::unique_ptr<PangoFontDescription, FreeDescription>;
using Attributes = std::unique_ptr<PangoAttrList, ReleaseAttributes>;
using FontOptions = std::unique_ptr<cairo_font_options_t, DestroyFontOptions>;

/// Fontconfig, Pango and FreeType share state behind the scenes, even between font maps. Setting a
/// line takes some ten microseconds: one lock for the process costs nothing that can be measured.
std::mutex& pango_mutex() {
    static std::mutex mutex;
    return mutex;
}

/// The date and the numbers of a frame are seldom seen twice; labels are always.
constexpr std::size_t most_kept_texts = 512;

PangoWeight pango_weight(FontWeight weight) {
    switch (weight) {
        case FontWeight::medium:
            return PANGO_WEIGHT_MEDIUM;
        case FontWeight::semibold:
            return PANGO_WEIGHT_SEMIBOLD;
        case FontWeight::regular:
            break;
    }
    return PANGO_WEIGHT_NORMAL;
}

Attributes attributes_of(const TextStyle& style) {
    Attributes attributes(pango_attr_list_new());
    if (style.tabular) {
        pango_attr_list_insert(attributes.get(), pango_attr_font_features_new("tnum=1"));
    }
    if (style.letter_spacing != 0) {
        pango_attr_list_insert(attributes.get(),
                               pango_attr_letter_spacing_new(static_cast<int>(
                                   std::lround(style.letter_spacing * PANGO_SCALE))));
    }
    return attributes;
}

struct Box {
    double left;
    double top;
    double right;
    double bottom;
};

/// The layout's outline around the start of its baseline, filled.
CoverageMask rasterise(PangoLayout* layout, double start_x, Box ink) {
    CoverageMask mask;
    mask.left = static_cast<int>(std::floor(ink.left)) - 1;
    mask.top = static_cast<int>(std::floor(ink.top)) - 1;
    mask.width = static_cast<int>(std::ceil(ink.right)) + 1 - mask.left;
    mask.height = static_cast<int>(std::ceil(ink.bottom)) + 1 - mask.top;
    const CairoSurface surface(
        cairo_image_surface_create(CAIRO_FORMAT_A8, mask.width, mask.height));
    {
        const CairoContext cairo(cairo_create(surface.get()));
        cairo_translate(cairo.get(), -mask.left - start_x, -mask.top);
        cairo_move_to(cairo.get(), 0, 0);
        pango_cairo_layout_line_path(cairo.get(), pango_layout_get_line_readonly(layout, 0));
        cairo_fill(cairo.get());
    }
    cairo_surface_flush(surface.get());
    const unsigned char* bytes = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int row = 0; bytes != nullptr && row < mask.height; ++row) {
        const unsigned char* line = bytes + std::ptrdiff_t{row} * stride;
        mask.coverage.insert(mask.coverage.end(), line, line + mask.width);
    }
    return mask;
}

}  // namespace

struct TextSetter::State {
    using Key = std::tuple<std::string, TextStyle, double>;

    FontConfig config;
    Object<PangoFontMap> fonts;
    Object<PangoContext> context;
    std::map<Key, std::shared_ptr<const SetText>> kept;

    std::shared_ptr<const SetText> set(std::string_view text, const TextStyle& style,
                                       double most_width) const;
};

TextSetter::TextSetter(const std::filesystem::path& fonts, std::string_view announced)
    : m_state(std::make_unique<State>()) {
    const std::lock_guard lock(pango_mutex());
    State& state = *m_state;
    state.config = isolated_font_config(fonts, announced);
    state.fonts.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(state.fonts.get()), state.config.get());
    // One point of Pango's is one pixel.
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(state.fonts.get()), 72);
    state.context.reset(pango_font_map_create_context(state.fonts.get()));
    pango_context_set_language(state.context.get(), pango_language_from_string("en"));
    pango_context_set_round_glyph_positions(state.context.get(), FALSE);
    const FontOptions options(cairo_font_options_create());
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(state.context.get(), options.get());
}

TextSetter::~TextSetter() {
    const std::lock_guard lock(pango_mutex());
    // A font map does not let go of its configuration when it goes.
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(m_state->fonts.get()), nullptr);
    m_state.reset();
}

std::shared_ptr<const SetText> TextSetter::set(std::string_view text, const TextStyle& style,
                                               double most_width) const {
    const std::lock_guard lock(pango_mutex());
    const State::Key key{text, style, most_width};
    if (const auto found = m_state->kept.find(key); found != m_state->kept.end()) {
        return found->second;
    }
    if (m_state->kept.size() >= most_kept_texts) {
        m_state->kept.clear();
    }
    auto result = m_state->set(text, style, most_width);
    m_state->kept.emplace(key, result);
    return result;
}

std::shared_ptr<const SetText> TextSetter::State::set(std::string_view text, const TextStyle& style,
                                                      double most_width) const {
    const Object<PangoLayout> layout(pango_layout_new(context.get()));
    const Description font(pango_font_description_new());
    pango_font_description_set_family_static(font.get(), "Inter");
    pango_font_description_set_weight(font.get(), pango_weight(style.weight));
    pango_font_description_set_size(font.get(),
                                    static_cast<int>(std::lround(style.size * PANGO_SCALE)));
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_attributes(layout.get(), attributes_of(style).get());
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    const ValidText valid(g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
    pango_layout_set_text(layout.get(), valid.get(), -1);
    if (most_width > 0) {
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
        pango_layout_set_width(layout.get(), static_cast<int>(most_width * PANGO_SCALE));
    }

    PangoLayoutLine* line = pango_layout_get_line_readonly(layout.get(), 0);
    PangoRectangle ink{};
    PangoRectangle logical{};
    pango_layout_line_get_extents(line, &ink, &logical);
    const auto pixels = [](int units) { return units / static_cast<double>(PANGO_SCALE); };
    auto result = std::make_shared<SetText>();
    result->width = pixels(logical.width);
    if (ink.width > 0 && ink.height > 0) {
        const double start = pixels(logical.x);
        result->mask = rasterise(layout.get(), start,
                                 {pixels(ink.x) - start, pixels(ink.y),
                                  pixels(ink.x + ink.width) - start, pixels(ink.y + ink.height)});
    }
    return result;
}

}  // namespace mapgen
