#pragma once

#include <cstddef>
#include <map>
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
    /// Places take `afterglow` days to fade, 0 … longest_afterglow.
    ViewBuilder(const StateStore& store, const RepositoryRule& rule, Metric metric,
                int afterglow = 0);

    bool has_days() const { return !m_totals.empty(); }
    CivilDay first_day() const { return m_totals.front().day; }  ///< has_days() only
    CivilDay last_day() const { return m_totals.back().day; }    ///< has_days() only
    /// Any day from first_day() on. Fastest for days in ascending order. The view depends on the
    /// day's own counts, on the totals of all days before it, and on the places of the `afterglow`
    /// days before it: nothing earlier, nothing later.
    DayView view(CivilDay day) const;
    /// The first day whose places view(day) depends on.
    CivilDay first_day_of_places(CivilDay day) const;

private:
    using Places = std::vector<PlaceCount>;

    bool is_covered(CivilDay day) const;
    Places places_of(const DayCounts& counts) const;
    const Places& remembered_places(CivilDay day) const;

    const StateStore& m_store;
    Metric m_metric;
    int m_afterglow;
    std::size_t m_repository = 0;
    std::vector<DayCounts> m_totals;              // ascending
    std::vector<TimelineDay> m_timeline;          // from first_day() to last_day()
    mutable std::map<CivilDay, Places> m_recent;  // those that the last view's afterglow needed
};

/// What is true of all frames of a repository.
ViewSubject view_subject(const Config& config, const StateStore& store, const RepositoryRule& rule);

}  // namespace mapgen
