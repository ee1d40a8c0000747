#include "app/view_builder.hpp"

#include <algorithm>

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

ViewBuilder::ViewBuilder(const StateStore& store, const RepositoryRule& rule, Metric metric)
    : m_store(store), m_metric(metric) {
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
    view.places.reserve(counts.places.size());
    for (const PlaceTotals& place : counts.places) {
        view.places.push_back({place.place, amount_of(place, m_metric)});
    }
    return view;
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
