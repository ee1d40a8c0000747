#include "core/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace mapgen {
namespace {

/// Optimal string alignment distance.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_previous(b.size() + 1);
    std::vector<std::size_t> previous(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        previous[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[j] = std::min(current[j], before_previous[j - 2] + 1);
            }
        }
        before_previous.swap(previous);
        previous.swap(current);
    }
    return previous[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view wrong, std::span<const std::string> known) {
    std::string nearest;
    std::size_t nearest_distance = std::max<std::size_t>(2, wrong.size() / 3) + 1;
    for (const std::string& name : known) {
        const std::size_t steps = distance(wrong, name);
        if (steps < nearest_distance && steps < name.size()) {
            nearest = name;
            nearest_distance = steps;
        }
    }
    return nearest;
}

std::string known_names(std::string_view wrong, std::span<const std::string> known) {
    std::string text;
    if (const std::string nearest = nearest_name(wrong, known); !nearest.empty()) {
        text = fmt::format("did you mean {}? ", nearest);
    }
    text += known.size() == 1 ? "the known one is " : "the known ones are ";
    for (std::size_t i = 0; i < known.size(); ++i) {
        text += i == 0 ? "" : i + 1 == known.size() ? " and " : ", ";
        text += known[i];
    }
    return text;
}

}  // namespace mapgen
