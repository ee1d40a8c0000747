#pragma once

#include <span>
#include <string>
#include <string_view>

namespace mapgen {

/// The one of `known` that `wrong` was most likely meant to be: at most two letters, or a third of
/// them, inserted, deleted, changed or swapped with the next. Empty where none is that near.
std::string nearest_name(std::string_view wrong, std::span<const std::string> known);

/// "the known ones are a, b and c", with "did you mean b?" in front where nearest_name() has one.
std::string known_names(std::string_view wrong, std::span<const std::string> known);

}  // namespace mapgen
