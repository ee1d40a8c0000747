#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/civil_day.hpp"
#include "core/ip_address.hpp"
#include "core/repo_set.hpp"
#include "store/client_keys.hpp"
#include "store/day_counts.hpp"

namespace mapgen {

/// One day of the state while counts are added to it: StateTransaction::draft() reads it,
/// StateTransaction::write() writes it, and what lies between needs no database. So several days
/// can be worked on at once, each by one thread at a time. Throws an Error (failure) that names the
/// state where what it held is damaged.
class DayDraft {
public:
    CivilDay day() const { return m_day; }
    /// Whether the day's client keys are gone: clients can no longer be told apart.
    bool is_sealed() const { return m_sealed; }

    /// Makes room for as many more clients.
    void expect_clients(std::size_t more);
    /// Notes a client; returns the repositories (by the state's numbers) in which it is new on
    /// that day, none where the day is sealed.
    RepoSet add_client(const IpAddress& client, RepoSet repositories);
    /// Adds to what the state has of that repository; `counts.day` is not looked at.
    void add_counts(std::size_t repository, const DayCounts& counts);
    /// Makes sure that the repository has numbers, zeros where nothing is added.
    void cover(std::size_t repository);
    /// Packs the clients, which is most of the work of writing.
    void pack();

private:
    friend class StateTransaction;

    struct Repository {
        std::size_t id = 0;
        Totals totals;
        std::uint64_t late_requests = 0;
        std::string places;  // packed; empty where there are no details
        std::string countries;
        bool has_details = false;
        bool is_changed = false;
    };

    DayDraft(std::filesystem::path file, CivilDay day) : m_file(std::move(file)), m_day(day) {}
    ClientKeys& clients();
    Repository& repository(std::size_t id);

    std::filesystem::path m_file;  // the state's, for errors
    CivilDay m_day;
    bool m_sealed = false;
    std::optional<ClientKeys::Key> m_key;  // of m_packed_clients; nothing for a new day
    std::string m_packed_clients;
    std::optional<ClientKeys> m_clients;  // unpacked when first needed
    std::vector<Repository> m_repositories;
};

}  // namespace mapgen
