#include "render/map/projection.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <proj.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <sstream>

#include "core/error.hpp"
#include "render/map/longitude.hpp"

namespace mapgen {
namespace {

constexpr std::array<std::string_view, 9> operations{"eqearth", "robin", "natearth", "merc", "eqc",
                                                     "wintri",  "laea",  "aeqd",     "ortho"};

struct Alias {
    std::string_view alias;      ///< what people call it
    std::string_view operation;  ///< what PROJ calls it
};

constexpr std::array<Alias, 10> aliases{{
    {"equal-earth", "eqearth"},
    {"robinson", "robin"},
    {"natural-earth", "natearth"},
    {"mercator", "merc"},
    {"plate-carree", "eqc"},
    {"winkel-tripel", "wintri"},
    {"azimuthal-equal-area", "laea"},
    {"lambert-azimuthal", "laea"},
    {"azimuthal-equidistant", "aeqd"},
    {"orthographic", "ortho"},
}};

constexpr std::array<std::string_view, 6> azimuthal{"laea",  "aeqd", "ortho",
                                                    "stere", "gnom", "airy"};
constexpr std::array<std::string_view, 3> cones{"lcc", "aea", "eqdc"};

struct DestroyContext {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct DestroyOperation {
    void operator()(PJ* operation) const { proj_destroy(operation); }
};
using Context = std::unique_ptr<PJ_CONTEXT, DestroyContext>;
using Operation = std::unique_ptr<PJ, DestroyOperation>;

/// PROJ reports the telling part of an error to its log; keep the last line of it.
void keep_last_message(void* target, int /*level*/, const char* message) {
    *static_cast<std::string*>(target) = message;
}

std::vector<std::string> split(std::string_view definition) {
    std::istringstream words{std::string(definition)};
    std::vector<std::string> tokens;
    for (std::string word; words >> word;) {
        tokens.push_back(word.starts_with('+') ? word.substr(1) : word);
    }
    return tokens;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](std::string_view prefix) { return text.starts_with(prefix); });
}

/// Zero for what is no number; independent of the locale.
double decimal(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// The parameters that make a coordinate system of a projection, turn its axes, or change where
/// longitudes wrap: mapgen draws north up and cuts the world itself.
bool is_not_about_shape(std::string_view token) {
    return token == "type=crs" || token == "no_defs" || token == "over" || token == "wktext" ||
           starts_with_any(token, {"axis=", "lon_wrap=", "towgs84=", "nadgrids="});
}

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool names_a_figure_of_the_earth(std::string_view token) {
    return starts_with_any(token, {"ellps=", "datum=", "R=", "a="});
}

}  // namespace

struct Projection::State {
    std::string given;
    std::string message;  ///< PROJ's last; the context's log points here
    Context context{proj_context_create()};
    Operation operation;
    std::vector<std::string> parameters;
    std::string definition;
    std::string operation_name;
    double central_meridian = 0;
    bool has_own_meridian = false;

    explicit State(std::string_view definition_given) : given(definition_given) {
        proj_log_level(context.get(), PJ_LOG_ERROR);
        proj_log_func(context.get(), &message, keep_last_message);
        proj_context_set_enable_network(context.get(), 0);
    }

    [[noreturn]] void refuse(std::string_view why) const {
        throw usage_error(fmt::format(
            "projection '{}' cannot be used: {}; give a name ({}) or a PROJ string such as "
            "'+proj=laea +lat_0=50 +lon_0=10'",
            given, why, fmt::join(projection_names(), ", ")));
    }

    /// What follows "name=" in the definition, or null.
    const char* value_of(std::string_view name) const {
        for (const std::string& parameter : parameters) {
            if (parameter.size() > name.size() && parameter.starts_with(name) &&
                parameter[name.size()] == '=') {
                return parameter.c_str() + name.size() + 1;
            }
        }
        return nullptr;
    }

    /// Adds a parameter that the definition does not give.
    void complete(std::string_view name, double value) {
        if (value_of(name) == nullptr) {
            parameters.push_back(fmt::format("{}={}", name, value));
        }
    }

    void complete(const ProjectionCentre& centre) {
        if (centre.meridian && !has_own_meridian) {
            complete("lon_0", *centre.meridian);
        }
        if (!centre.latitudes) {
            return;
        }
        const auto [south, north] = *centre.latitudes;
        const bool is_cone = is_one_of(operation_name, cones);
        if (is_cone || is_one_of(operation_name, azimuthal)) {
            complete("lat_0", (south + north) / 2);
        }
        if (is_cone && value_of("lat_1") == nullptr && value_of("lat_2") == nullptr) {
            complete("lat_1", south + (north - south) / 6);
            complete("lat_2", north - (north - south) / 6);
        }
    }

    std::string reason() const {
        const int error = proj_context_errno(context.get());
        const char* text = error != 0 ? proj_context_errno_string(context.get(), error) : nullptr;
        std::string reason = "PROJ says: ";
        if (!message.empty()) {
            reason += message;
        } else {
            reason += text != nullptr ? text : "unknown projection";
        }
        std::replace(reason.begin(), reason.end(), '\n', ' ');
        return reason;
    }

    /// The PROJ string of a coordinate reference system, e.g. "EPSG:3035".
    std::string proj_string_of_system(const std::string& name) {
        const Operation system(proj_create(context.get(), name.c_str()));
        if (!system) {
            refuse(reason());
        }
        const char* text = proj_as_proj_string(context.get(), system.get(), PJ_PROJ_4, nullptr);
        if (text == nullptr) {
            refuse(reason());
        }
        return text;
    }
};

Projection::Projection(std::string_view definition, const ProjectionCentre& centre)
    : m_state(std::make_unique<State>(definition)) {
    State& state = *m_state;
    const auto known = std::find_if(aliases.begin(), aliases.end(),
                                    [&](const Alias& entry) { return entry.alias == definition; });
    std::string text(known == aliases.end() ? definition : known->operation);
    if (text.find_first_of(":[{") != std::string::npos) {
        text = state.proj_string_of_system(text);
    } else if (text.find('=') == std::string::npos) {
        text = "+proj=" + text;
    }

    state.parameters = split(text);
    std::erase_if(state.parameters, is_not_about_shape);
    if (const char* operation = state.value_of("proj")) {
        state.operation_name = operation;
    }
    // Of PROJ's operations, some number their meridians (UTM) or call them something else.
    state.has_own_meridian = state.value_of("lon_0") != nullptr ||
                             state.value_of("zone") != nullptr || state.value_of("lonc") != nullptr;
    state.complete(centre);
    if (std::none_of(state.parameters.begin(), state.parameters.end(),
                     names_a_figure_of_the_earth)) {
        state.parameters.emplace_back("ellps=WGS84");
    }
    // A "+proj" string is an operation from longitude and latitude in radians to metres: PROJ
    // neither swaps axes nor opens its database for it.
    for (const std::string& parameter : state.parameters) {
        state.definition += (state.definition.empty() ? "+" : " +") + parameter;
    }
    state.message.clear();
    state.operation.reset(proj_create(state.context.get(), state.definition.c_str()));
    if (!state.operation) {
        state.refuse(state.reason());
    }
    if (proj_angular_input(state.operation.get(), PJ_FWD) == 0 ||
        proj_angular_output(state.operation.get(), PJ_FWD) != 0 ||
        proj_degree_output(state.operation.get(), PJ_FWD) != 0) {
        state.refuse("it does not turn longitude and latitude into a plane");
    }
    if (const auto zone = number("zone"); zone && state.operation_name == "utm") {
        state.central_meridian = *zone * 6 - 183;
    } else {
        state.central_meridian = wrapped_longitude(angle("lon_0").value_or(0));
    }
}

Projection::~Projection() = default;
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;

std::optional<PlanePoint> Projection::forward(Coordinates coordinates) const {
    const PJ_COORD from =
        proj_coord(proj_torad(coordinates.longitude), proj_torad(coordinates.latitude), 0, 0);
    const PJ_COORD to = proj_trans(m_state->operation.get(), PJ_FWD, from);
    if (!std::isfinite(to.xy.x) || !std::isfinite(to.xy.y)) {
        proj_errno_reset(m_state->operation.get());
        return std::nullopt;
    }
    return PlanePoint{to.xy.x, to.xy.y};
}

Projection Projection::copy() const {
    return Projection(m_state->definition);
}

const std::string& Projection::definition() const noexcept {
    return m_state->definition;
}

const std::string& Projection::operation() const noexcept {
    return m_state->operation_name;
}

double Projection::central_meridian() const noexcept {
    return m_state->central_meridian;
}

bool Projection::has_own_meridian() const noexcept {
    return m_state->has_own_meridian;
}

std::optional<double> Projection::angle(std::string_view name) const {
    const char* value = m_state->value_of(name);
    // Angles may be written 11d30'E: PROJ's reader returns radians for degrees.
    return value != nullptr ? std::optional(proj_todeg(proj_dmstor(value, nullptr))) : std::nullopt;
}

std::optional<double> Projection::number(std::string_view name) const {
    const char* value = m_state->value_of(name);
    return value != nullptr ? std::optional(decimal(value)) : std::nullopt;
}

std::vector<std::string> projection_names() {
    return {operations.begin(), operations.end()};
}

}  // namespace mapgen
