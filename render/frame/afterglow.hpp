#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "render/frame/day_view.hpp"

namespace mapgen {

/// The longest time that places may take to fade, in days.
inline constexpr int longest_afterglow = 30;

/// A day before a frame's own, for its afterglow.
struct PastDay {
    /// How many days later the frame is; 1 or more. Days that no log covers are not counted: they
    /// do not say that a place had nothing.
    int age = 1;
    std::span<const PlaceCount> places;  ///< of full strength, each place once, in ascending order
};

/// What is left of a place's light `age` days later, of 256, if it takes `days` to fade: it grows
/// dimmer by the same step each day, and is gone after `days`.
std::uint16_t afterglow_strength(int age, int days);

/// Of each place, what shines brightest: what it has today, or what is left of a past day, of which
/// the youngest comes first in `past`. Both in and out: each place once, in ascending order.
std::vector<PlaceCount> with_afterglow(std::span<const PlaceCount> today,
                                       std::span<const PastDay> past, int days, Metric metric);

}  // namespace mapgen
