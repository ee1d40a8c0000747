#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "paths.hpp"
#include "population.hpp"
#include "timeline.hpp"

namespace sample_logs {

/// What a reader of the logs has to find: for some days, and for everything together, EPEL and
/// Fedora, the downloads, their bytes and who made them.
class Truth {
public:
    Truth(unsigned first_day, unsigned days, ClientId clients);

    /// `client` is empty where the log names no address.
    void add_download(unsigned day, Repository repository, std::optional<ClientId> client,
                      std::uint64_t bytes);
    /// `part` must lie within these days.
    void add(const Truth& part);

    /// Writes repo,day,clients,requests,bytes, sorted by both; days without downloads too.
    void write_csv(const std::filesystem::path& file, const Timeline& timeline) const;

private:
    struct Count {
        std::uint64_t requests = 0;
        std::uint64_t bytes = 0;
        std::vector<std::uint64_t> client_bits;

        std::uint64_t clients() const;
    };
    using Day = std::array<Count, 3>;  ///< all, epel, fedora

    unsigned m_first_day;
    std::vector<Day> m_days;
};

}  // namespace sample_logs
