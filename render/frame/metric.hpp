#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapgen {

/// What is shown of places and of days: how many clients there were, how many requests they made,
/// or how many bytes they were sent.
enum class Metric { clients, requests, bytes };

/// "clients", "requests" and "bytes", as configurations name them.
std::vector<std::string> metric_names();
std::string_view name_of(Metric metric);
std::optional<Metric> metric_named(std::string_view name);

/// The amounts between which a place's light grows, on a logarithmic scale. It is the same for all
/// days and repositories, so that frames can be compared.
struct MetricScale {
    std::uint64_t low = 1;   ///< this and less is the palette's beginning
    std::uint64_t high = 1;  ///< this and more is its end
};

/// 1 … 300 clients; 10 … 10 000 requests and 10 MB … 1 TB, because a client of a mirror makes 5 to
/// 50 requests a day, and is sent 50 MB to 10 GB.
MetricScale scale_of(Metric metric);
/// Where `amount` stands on the scale: 0 … 1.
double scale_position(Metric metric, std::uint64_t amount);

/// Ascending amounts to be labelled below a legend, in possible sets from many to few: which of
/// them fits depends on the room. Each has the scale's ends.
std::vector<std::vector<std::uint64_t>> legend_amounts(Metric metric);
/// "10", "≤ 10 MB", "300+": the scale's ends stand for what is beyond them, too.
std::string legend_label(Metric metric, std::uint64_t amount);
/// "clients per place" and the like.
std::string_view legend_title(Metric metric);
/// A round amount beside an axis: "500", "20 k", "1.5 TB".
std::string axis_label(Metric metric, std::uint64_t amount);
/// What the top of an axis is: "20 k clients a day", "1 client a day".
std::string axis_title(Metric metric, std::uint64_t top);
/// What the map shows: "clients of mirror.example.org", "clients per day" for an empty name.
std::string map_subtitle(Metric metric, std::string_view mirror_name);

}  // namespace mapgen
