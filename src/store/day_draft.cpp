#include "store/day_draft.hpp"

#include <algorithm>

#include "store/database.hpp"
#include "store/packed_counts.hpp"

namespace mapgen {

ClientKeys& DayDraft::clients() {
    if (!m_clients) {
        on_state(m_file, [&] {
            if (m_key) {
                m_clients.emplace(*m_key, m_packed_clients);
            } else {
                m_clients.emplace();
            }
        });
    }
    return *m_clients;
}

void DayDraft::expect_clients(std::size_t more) {
    if (!m_sealed) {
        clients().reserve(clients().size() + more);
    }
}

RepoSet DayDraft::add_client(const IpAddress& client, RepoSet repositories) {
    if (m_sealed) {
        return {};
    }
    return clients().add(client, repositories);
}

DayDraft::Repository& DayDraft::repository(std::size_t id) {
    const auto known = std::find_if(m_repositories.begin(), m_repositories.end(),
                                    [&](const Repository& other) { return other.id == id; });
    if (known != m_repositories.end()) {
        return *known;
    }
    m_repositories.push_back({});
    m_repositories.back().id = id;
    m_repositories.back().is_changed = true;
    return m_repositories.back();
}

void DayDraft::cover(std::size_t id) {
    repository(id);  // a new one is written, whether anything is added to it or not
}

void DayDraft::add_counts(std::size_t id, const DayCounts& counts) {
    Repository& known = repository(id);
    known.totals += counts.totals;
    known.late_requests += counts.late_requests;
    known.is_changed = true;
    if (!known.has_details) {
        known.places = pack_places(counts.places);
        known.countries = pack_countries(counts.countries);
        known.has_details = true;
        return;
    }
    on_state(m_file, [&] {
        std::vector<PlaceTotals> places = unpack_places(known.places);
        merge_places(places, counts.places);
        known.places = pack_places(places);
        std::vector<CountryTotals> countries = unpack_countries(known.countries);
        merge_countries(countries, counts.countries);
        known.countries = pack_countries(countries);
    });
}

void DayDraft::pack() {
    if (m_sealed || (m_key && !m_clients)) {
        return;  // none, or none that were added
    }
    m_packed_clients = clients().pack();
    m_key = clients().key();
    m_clients.reset();
}

}  // namespace mapgen
