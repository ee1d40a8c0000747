#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "render/frame/day_view.hpp"
#include "store/state_store.hpp"

namespace mapgen {

/// Turns the state's numbers of one repository into what a frame of that metric shows.
class ViewBuilder {
public:
    /// `store` must outlive the builder. Reads the totals of all days once.
    ViewBuilder(const StateStore& store, const RepositoryRule& rule, Metric metric);

    bool has_days() const { return !m_totals.empty(); }
    CivilDay first_day() const { return m_totals.front().day; }  ///< has_days() only
    CivilDay last_day() const { return m_totals.back().day; }    ///< has_days() only
    /// Any day from first_day() on.
    DayView view(CivilDay day) const;

private:
    const StateStore& m_store;
    Metric m_metric;
    std::size_t m_repository = 0;
    std::vector<DayCounts> m_totals;      // ascending
    std::vector<TimelineDay> m_timeline;  // from first_day() to last_day()
};

/// What is true of all frames of a repository.
ViewSubject view_subject(const Config& config, const StateStore& store, const RepositoryRule& rule);

}  // namespace mapgen
