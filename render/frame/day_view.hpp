#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/civil_day.hpp"
#include "core/coordinates.hpp"
#include "render/frame/metric.hpp"

namespace mapgen {

/// What is true of one repository's animation as a whole.
struct ViewSubject {
    std::string title;        ///< the repository's, e.g. "EPEL"
    std::string mirror_name;  ///< e.g. "mirror.example.org"; empty where the config has none
    std::optional<Coordinates> mirror;
    std::string geoip_credit;  ///< e.g. "DB-IP"; empty where the table does not ask for one
};

/// The strength of a place's own day.
inline constexpr std::uint16_t full_strength = 256;

/// What one place had on a day.
struct PlaceCount {
    Place place;
    std::uint64_t amount = 0;  ///< in the frame's metric
    /// How much of its light is left, of full_strength: less for what glows on from an earlier day.
    std::uint16_t strength = full_strength;
};

/// Clients of whom no more is known than their country.
struct CountryCount {
    CountryCode country;
    std::uint64_t clients = 0;
};

/// One day of the timeline; nothing where no log covers the day.
struct TimelineDay {
    std::optional<std::uint64_t> amount;  ///< in the frame's metric
};

/// All that one frame shows. A frame depends on nothing later than its own day. Places and timeline
/// are in the metric of the FrameSettings that the frame is drawn with.
struct DayView {
    CivilDay day;
    bool has_data = false;  ///< false: no log covers the day; the numbers below are then 0
    std::uint64_t clients = 0;
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;
    std::vector<PlaceCount> places;  ///< each place once, in ascending order
    std::uint64_t unlocated = 0;     ///< those of the clients that have no place
    /// Those of the unlocated clients whose country is known; ascending. Empty in other metrics
    /// than clients.
    std::vector<CountryCount> countries;
    /// The first day of the history; timeline[i] is first_day + i, and the last entry is `day`.
    CivilDay first_day;
    std::vector<TimelineDay> timeline;
};

}  // namespace mapgen
