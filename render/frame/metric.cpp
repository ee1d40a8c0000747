#include "render/frame/metric.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "render/frame/quantity.hpp"

namespace mapgen {
namespace {

constexpr std::uint64_t megabyte = 1'000'000;
constexpr std::uint64_t gigabyte = 1000 * megabyte;
constexpr std::uint64_t terabyte = 1000 * gigabyte;

struct Words {
    std::string_view name;
    MetricScale scale;
    std::string_view legend;
    std::string_view axis;
    std::string_view axis_of_one;
    std::string_view of_mirror;  ///< the mirror's name follows
    std::string_view without_mirror;
};

constexpr std::array<Words, 3> words{{{"clients",
                                       {1, 300},
                                       "clients per place",
                                       "clients a day",
                                       "client a day",
                                       "clients of",
                                       "clients per day"},
                                      {"requests",
                                       {10, 10'000},
                                       "requests per place",
                                       "requests a day",
                                       "request a day",
                                       "requests to",
                                       "requests per day"},
                                      {"bytes",
                                       {10 * megabyte, terabyte},
                                       "data sent per place",
                                       "sent a day",
                                       "sent a day",
                                       "data sent by",
                                       "data sent per day"}}};

const Words& words_of(Metric metric) {
    return words[static_cast<std::size_t>(metric)];
}

}  // namespace

std::vector<std::string> metric_names() {
    std::vector<std::string> names;
    names.reserve(words.size());
    for (const Words& entry : words) {
        names.emplace_back(entry.name);
    }
    return names;
}

std::string_view name_of(Metric metric) {
    return words_of(metric).name;
}

std::optional<Metric> metric_named(std::string_view name) {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const Words& entry) { return entry.name == name; });
    if (found == words.end()) {
        return std::nullopt;
    }
    return static_cast<Metric>(found - words.begin());
}

MetricScale scale_of(Metric metric) {
    return words_of(metric).scale;
}

double scale_position(Metric metric, std::uint64_t amount) {
    const MetricScale scale = scale_of(metric);
    if (amount >= scale.high) {
        return 1;
    }
    const auto low = static_cast<double>(scale.low);
    return amount <= scale.low ? 0
                               : std::log(static_cast<double>(amount) / low) /
                                     std::log(static_cast<double>(scale.high) / low);
}

std::vector<std::vector<std::uint64_t>> legend_amounts(Metric metric) {
    switch (metric) {
        case Metric::clients:
            break;
        case Metric::requests:
            return {{10, 100, 1000, 10'000}, {10, 10'000}};
        case Metric::bytes:
            return {
                {10 * megabyte, 100 * megabyte, gigabyte, 10 * gigabyte, 100 * gigabyte, terabyte},
                {10 * megabyte, gigabyte, 100 * gigabyte, terabyte},
                {10 * megabyte, gigabyte, terabyte},
                {10 * megabyte, terabyte}};
    }
    return {{1, 10, 100, 300}, {1, 10, 300}, {1, 300}};
}

std::string legend_label(Metric metric, std::uint64_t amount) {
    const MetricScale scale = scale_of(metric);
    // Nothing is less than one client, and more than none.
    const bool or_less = amount == scale.low && scale.low > 1;
    return fmt::format("{}{}{}", or_less ? "≤\u2009" : "", axis_label(metric, amount),
                       amount == scale.high ? "+" : "");
}

std::string_view legend_title(Metric metric) {
    return words_of(metric).legend;
}

std::string axis_label(Metric metric, std::uint64_t amount) {
    return metric == Metric::bytes ? bytes_axis_text(amount) : axis_text(amount);
}

std::string axis_title(Metric metric, std::uint64_t top) {
    const std::string_view unit = top == 1 ? words_of(metric).axis_of_one : words_of(metric).axis;
    return fmt::format("{} {}", axis_label(metric, top), unit);
}

std::string map_subtitle(Metric metric, std::string_view mirror_name) {
    const Words& entry = words_of(metric);
    return mirror_name.empty() ? std::string(entry.without_mirror)
                               : fmt::format("{} {}", entry.of_mirror, mirror_name);
}

}  // namespace mapgen
