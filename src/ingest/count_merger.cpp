#include "ingest/count_merger.hpp"

#include <tsl/robin_map.h>

#include <algorithm>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "store/packed_counts.hpp"

namespace mapgen {
namespace {

constexpr std::size_t no_address = located_reasons.size() - 1;
// As many days are worked on ahead of the one that is written next.
constexpr std::size_t days_in_flight = 8;

/// Counts of one day while they are being summed up, of one set of repositories: most clients are
/// in one of two or three sets, so that there is less to add to than by repository.
struct SetSum {
    RepoSet repositories;
    Totals totals;
    std::uint64_t late_requests = 0;
    tsl::robin_map<std::uint32_t, PlaceTotals> places;  // by Place::key()
    // In the order in which they were met, and by their letters where in it each stands (from 1).
    std::vector<CountryTotals> countries;
    std::vector<std::uint16_t> country_index = std::vector<std::uint16_t>(std::size_t{1} << 10);

    void add_requests(const RequestCount& count, const CountedLocation& location) {
        totals.requests += count.requests;
        totals.bytes += count.bytes;
        Totals& country = country_of(location);
        country.requests += count.requests;
        country.bytes += count.bytes;
        if (location.kind == LocationKind::place) {
            PlaceTotals& place = place_of(location);
            place.requests += count.requests;
            place.bytes += count.bytes;
        }
    }

    void add_client(const CountedLocation& location) {
        ++totals.clients;
        Totals& country = country_of(location);
        ++country.clients;
        if (location.kind == LocationKind::place) {
            ++totals.located;
            ++country.located;
            ++place_of(location).clients;
        }
    }

    Totals& country_of(const CountedLocation& location) {
        const std::string_view letters = location.country.text();
        // "AA" to "ZZ", and "??": five bits of each letter tell them apart.
        std::uint16_t& index = country_index[(letters[0] & 31U) << 5 | (letters[1] & 31U)];
        if (index == 0) {
            countries.push_back({location.country, {}});
            index = static_cast<std::uint16_t>(countries.size());
        }
        return countries[index - 1U].totals;
    }

    PlaceTotals& place_of(const CountedLocation& location) {
        return places.try_emplace(location.place, PlaceTotals{Place::from_key(location.place)})
            .first.value();
    }

    DayCounts finish() const {
        DayCounts counts;
        counts.totals = totals;
        counts.late_requests = late_requests;
        counts.places.reserve(places.size());
        for (const auto& [key, place] : places) {
            counts.places.push_back(place);
        }
        std::sort(counts.places.begin(), counts.places.end(),
                  [](const PlaceTotals& a, const PlaceTotals& b) { return a.place < b.place; });
        counts.countries = countries;
        std::sort(
            counts.countries.begin(), counts.countries.end(),
            [](const CountryTotals& a, const CountryTotals& b) { return a.country < b.country; });
        return counts;
    }
};

/// One day of all workers on its way into the state.
class DayMerge {
public:
    DayMerge(DayDraft draft, RepoSet repositories) : m_draft(std::move(draft)) {
        repositories.for_each([&](std::size_t repository) { m_draft.cover(repository); });
    }

    /// Needs no database, so that days can be added side by side.
    void add(std::span<DayCounter* const> workers) {
        // As many as the largest table has, at least: the others mostly hold the same ones.
        std::size_t most = 0;
        for (const DayCounter* worker : workers) {
            most = std::max(most, worker->clients.size());
        }
        m_draft.expect_clients(most);
        for (DayCounter* worker : workers) {
            worker->clients.for_each([&](const ClientRow& row) { add_row(row); });
            worker->clients.clear();
            for (const auto& [repositories, count] : worker->without_address) {
                add_requests(repositories, count, CountedLocation{}, no_address);
            }
            worker->without_address.clear();
        }
        write_sums();
        m_draft.pack();
    }

    DayDraft& draft() { return m_draft; }
    const MergedCounts& merged() const { return m_merged; }

private:
    SetSum& sum_of(RepoSet repositories) {
        for (const auto& sum : m_sums) {
            if (sum->repositories == repositories) {
                return *sum;
            }
        }
        m_sums.push_back(std::make_unique<SetSum>());
        m_sums.back()->repositories = repositories;
        return *m_sums.back();
    }

    void add_requests(RepoSet repositories, const RequestCount& count,
                      const CountedLocation& location, std::size_t located_as) {
        const std::uint64_t late = m_draft.is_sealed() ? count.requests : 0;
        m_merged.located_requests[located_as] += count.requests;
        m_merged.late_requests += late;
        SetSum& sum = sum_of(repositories);
        sum.add_requests(count, location);
        sum.late_requests += late;
    }

    void add_row(const ClientRow& row) {
        add_requests(row.repositories, row.count, row.location,
                     static_cast<std::size_t>(row.location.kind));
        const RepoSet fresh = m_draft.add_client(row.client, row.repositories);
        if (!fresh.empty()) {
            sum_of(fresh).add_client(row.location);
        }
    }

    /// Adds each set's sums to all of its repositories.
    void write_sums() {
        std::map<std::size_t, DayCounts> by_repository;
        for (const auto& sum : m_sums) {
            const DayCounts counts = sum->finish();
            sum->repositories.for_each([&](std::size_t repository) {
                DayCounts& all = by_repository[repository];
                all.totals += counts.totals;
                all.late_requests += counts.late_requests;
                merge_places(all.places, counts.places);
                merge_countries(all.countries, counts.countries);
            });
        }
        m_sums.clear();
        for (const auto& [repository, counts] : by_repository) {
            m_draft.add_counts(repository, counts);
        }
    }

    DayDraft m_draft;
    std::vector<std::unique_ptr<SetSum>> m_sums;
    MergedCounts m_merged;
};

}  // namespace

void MergedCounts::add(const MergedCounts& other) {
    for (std::size_t i = 0; i < located_requests.size(); ++i) {
        located_requests[i] += other.located_requests[i];
    }
    late_requests += other.late_requests;
}

void CountMerger::merge(std::span<DayCounters* const> workers) {
    std::set<CivilDay> days;
    for (const DayCounters* worker : workers) {
        for (const auto& [day, counter] : *worker) {
            days.insert(day);
        }
    }
    using Finished = std::future<std::unique_ptr<DayMerge>>;
    std::deque<Finished> in_flight;
    const auto write_next = [&] {
        Finished next = std::move(in_flight.front());
        in_flight.pop_front();
        const std::unique_ptr<DayMerge> done = next.get();
        m_transaction.write(done->draft(), m_now);
        m_merged.add(done->merged());
    };
    // A task refers to the workers' counts: whatever happens, none outlives this call.
    struct Waiting {
        std::deque<Finished>& tasks;
        ~Waiting() {
            for (Finished& task : tasks) {
                task.wait();
            }
        }
    } const waiting{in_flight};

    for (const CivilDay day : days) {
        auto merge =
            std::make_unique<DayMerge>(m_transaction.draft(day), m_settings.counted_repositories);
        std::vector<DayCounter*> counters;
        for (DayCounters* worker : workers) {
            const auto counter = worker->find(day);
            if (counter != worker->end()) {
                counters.push_back(&counter->second);
            }
        }
        // std::packaged_task wants what it holds to be copyable.
        auto shared = std::make_shared<std::unique_ptr<DayMerge>>(std::move(merge));
        in_flight.push_back(m_threads.submit([shared, counters = std::move(counters)] {
            (*shared)->add(counters);
            return std::move(*shared);
        }));
        if (in_flight.size() > days_in_flight) {
            write_next();
        }
    }
    while (!in_flight.empty()) {
        write_next();
    }
}

}  // namespace mapgen
