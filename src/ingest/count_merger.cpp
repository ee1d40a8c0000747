#include "ingest/count_merger.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace mapgen {
namespace {

constexpr std::size_t no_address = located_reasons.size() - 1;

/// Counts of one day and repository while they are being summed up.
struct DaySum {
    Totals totals;
    std::uint64_t late_requests = 0;
    tsl::robin_map<std::uint32_t, PlaceTotals> places;  // by Place::key()
    std::map<CountryCode, Totals> countries;

    void add_requests(const RequestCount& count, const Location& location) {
        totals.requests += count.requests;
        totals.bytes += count.bytes;
        Totals& country = countries[location.country];
        country.requests += count.requests;
        country.bytes += count.bytes;
        if (location.kind == LocationKind::place) {
            PlaceTotals& place = place_of(location);
            place.requests += count.requests;
            place.bytes += count.bytes;
        }
    }

    void add_client(const Location& location) {
        ++totals.clients;
        Totals& country = countries[location.country];
        ++country.clients;
        if (location.kind == LocationKind::place) {
            ++totals.located;
            ++country.located;
            ++place_of(location).clients;
        }
    }

    PlaceTotals& place_of(const Location& location) {
        const Place place = Place::at(location.coordinates);
        return places.try_emplace(place.key(), PlaceTotals{place}).first.value();
    }

    DayCounts finish(CivilDay day) const {
        DayCounts counts;
        counts.day = day;
        counts.totals = totals;
        counts.late_requests = late_requests;
        for (const auto& [key, place] : places) {
            counts.places.push_back(place);
        }
        std::sort(counts.places.begin(), counts.places.end(),
                  [](const PlaceTotals& a, const PlaceTotals& b) { return a.place < b.place; });
        for (const auto& [country, country_totals] : countries) {
            counts.countries.push_back({country, country_totals});
        }
        return counts;
    }
};

struct ClientRow {
    CountKey key;
    RequestCount count;
};

/// All workers' rows by day and client, so that each client is met once.
std::vector<ClientRow> sorted_rows(std::span<LineCounts* const> workers) {
    std::vector<ClientRow> rows;
    for (LineCounts* worker : workers) {
        for (const auto& [key, count] : worker->clients) {
            rows.push_back({key, count});
        }
        worker->clients.clear();
    }
    std::sort(rows.begin(), rows.end(), [](const ClientRow& a, const ClientRow& b) {
        return std::tie(a.key.day, a.key.client, a.key.repositories) <
               std::tie(b.key.day, b.key.client, b.key.repositories);
    });
    return rows;
}

}  // namespace

MergedCounts merge_counts(std::span<LineCounts* const> workers, const CountSettings& settings,
                          const GeoLocator& locator, StateTransaction& transaction) {
    MergedCounts merged;
    std::map<std::pair<CivilDay, std::size_t>, DaySum> sums;
    const auto add_row = [&](const CountKey& key, const RequestCount& count,
                             const Location& location, std::size_t located_as, bool late) {
        merged.located_requests[located_as] += count.requests;
        merged.late_requests += late ? count.requests : 0;
        key.repositories.for_each([&](std::size_t repository) {
            DaySum& sum = sums[{key.day, repository}];
            sum.add_requests(count, location);
            sum.late_requests += late ? count.requests : 0;
        });
    };

    for (const LineCounts* worker : workers) {
        merged.lines.add(worker->lines);
        for (const CivilDay day : worker->days) {
            transaction.open_day(day);
            settings.counted_repositories.for_each(
                [&](std::size_t repository) { transaction.cover_day(repository, day); });
        }
    }
    const std::vector<ClientRow> rows = sorted_rows(workers);
    for (auto row = rows.begin(); row != rows.end();) {
        const CivilDay day = row->key.day;
        const IpAddress client = row->key.client;
        const bool late = !transaction.open_day(day);
        const Location location = locator.locate(client);
        RepoSet seen;
        for (; row != rows.end() && row->key.day == day && row->key.client == client; ++row) {
            seen |= row->key.repositories;
            add_row(row->key, row->count, location, static_cast<std::size_t>(location.kind), late);
        }
        transaction.add_client(day, client, seen).for_each([&](std::size_t repository) {
            sums[{day, repository}].add_client(location);
        });
    }
    for (const LineCounts* worker : workers) {
        for (const auto& [key, count] : worker->without_address) {
            add_row(key, count, Location{}, no_address, !transaction.open_day(key.day));
        }
    }
    for (const auto& [day_and_repository, sum] : sums) {
        transaction.add_counts(day_and_repository.second, sum.finish(day_and_repository.first));
    }
    return merged;
}

}  // namespace mapgen
