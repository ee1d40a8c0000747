#include "app/view_builder.hpp"

#include <algorithm>
#include <utility>

#include "render/frame/afterglow.hpp"

namespace mapgen {
namespace {

/// Of Totals or PlaceTotals.
template <typename Numbers>
std::uint64_t amount_of(const Numbers& numbers, Metric metric) {
    switch (metric) {
        case Metric::clients:
            break;
        case Metric::requests:
            return numbers.requests;
        case Metric::bytes:
            return numbers.bytes;
    }
    return numbers.clients;
}

}  // namespace

ViewBuilder::ViewBuilder(const StateStore& store, const RepositoryRule& rule, Metric metric,
                         int afterglow)
    : m_store(store), m_metric(metric), m_afterglow(afterglow) {
    const auto id = store.find_repository(rule.name);
    if (!id) {
        return;
    }
    m_repository = *id;
    m_totals = store.totals(m_repository);
    for (const DayCounts& day : m_totals) {
        m_timeline.resize(static_cast<std::size_t>(day.day - first_day()));
        m_timeline.push_back({amount_of(day.totals, metric)});
    }
}

DayView ViewBuilder::view(CivilDay day) const {
    DayView view;
    view.day = day;
    view.first_day = first_day();
    const auto days = static_cast<std::size_t>(day - first_day()) + 1;
    view.timeline.assign(
        m_timeline.begin(),
        m_timeline.begin() + static_cast<std::ptrdiff_t>(std::min(days, m_timeline.size())));
    view.timeline.resize(days);
    if (!view.timeline.back().amount) {
        return view;
    }
    const DayCounts counts = m_store.counts(m_repository, day);
    view.has_data = true;
    view.clients = counts.totals.clients;
    view.requests = counts.totals.requests;
    view.bytes = counts.totals.bytes;
    view.unlocated = counts.totals.clients - std::min(counts.totals.located, counts.totals.clients);
    if (m_metric == Metric::clients) {
        for (const CountryTotals& country : counts.countries) {
            if (country.country.known() && country.totals.clients > country.totals.located) {
                view.countries.push_back(
                    {country.country, country.totals.clients - country.totals.located});
            }
        }
    }
    view.places = places_of(counts);
    if (m_afterglow > 0) {
        m_recent.erase(m_recent.begin(), m_recent.lower_bound(first_day_of_places(day)));
        std::vector<PastDay> past;
        for (int back = 1; back <= day - first_day_of_places(day); ++back) {
            if (is_covered(day - back)) {
                past.push_back({static_cast<int>(past.size()) + 1, remembered_places(day - back)});
            }
        }
        auto glowing = with_afterglow(view.places, past, m_afterglow, m_metric);
        m_recent.insert_or_assign(day, std::exchange(view.places, std::move(glowing)));
    }
    return view;
}

CivilDay ViewBuilder::first_day_of_places(CivilDay day) const {
    return std::max(day - m_afterglow, first_day());
}

bool ViewBuilder::is_covered(CivilDay day) const {
    return day >= first_day() && day <= last_day() &&
           m_timeline[static_cast<std::size_t>(day - first_day())].amount.has_value();
}

ViewBuilder::Places ViewBuilder::places_of(const DayCounts& counts) const {
    Places places;
    places.reserve(counts.places.size());
    for (const PlaceTotals& place : counts.places) {
        places.push_back({place.place, amount_of(place, m_metric)});
    }
    return places;
}

const ViewBuilder::Places& ViewBuilder::remembered_places(CivilDay day) const {
    const auto found = m_recent.find(day);
    return found != m_recent.end()
               ? found->second
               : m_recent.emplace(day, places_of(m_store.counts(m_repository, day))).first->second;
}

ViewSubject view_subject(const Config& config, const StateStore& store,
                         const RepositoryRule& rule) {
    ViewSubject subject;
    subject.title = rule.title;
    subject.mirror_name = config.mirror_name;
    subject.mirror = config.mirror_location;
    subject.geoip_credit = store.recall("geoip_credit");
    return subject;
}

}  // namespace mapgen
