#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "calendar.hpp"
#include "random.hpp"

namespace sample_logs {

/// When things happen: which UTC days the logs cover, at which instants they are rotated, and how
/// traffic spreads over days (growth, weekdays, chance) and hours.
class Timeline {
public:
    /// `days` UTC days, at least 1, the last of which is `last_day`.
    Timeline(sys_days last_day, unsigned days, std::uint64_t seed);

    sys_days first_day() const { return m_first_day; }
    unsigned days() const { return static_cast<unsigned>(m_weight_before.size()) - 1; }
    sys_seconds begin() const { return m_first_day; }
    unsigned day_index(sys_seconds time) const;

    /// A period is what one log file holds: from one rotation, shortly after midnight in Berlin,
    /// to the next. The first begins with the first UTC day, the last ends with the last one.
    std::size_t periods() const { return m_rotations.size() - 1; }
    sys_seconds period_begin(std::size_t period) const { return m_rotations[period]; }
    sys_seconds period_end(std::size_t period) const { return m_rotations[period + 1]; }

    /// The instants in `period`, in order, of a log that has `total` events in all.
    std::vector<sys_seconds> moments(std::size_t period, std::uint64_t total, Random& random) const;

private:
    std::uint64_t events_of_day(unsigned day, std::uint64_t total) const;
    void add_moments(std::vector<sys_seconds>& moments, unsigned day, std::uint32_t from,
                     std::uint32_t to, std::uint64_t total, Random& random) const;

    sys_days m_first_day;
    std::vector<std::uint64_t> m_weight_before;  ///< sum of the weights of the days before each
    std::vector<sys_seconds> m_rotations;        ///< with the very begin and the very end
};

}  // namespace sample_logs
