#include "truth.hpp"

#include <fmt/format.h>

#include <bit>

#include "file_writer.hpp"

namespace sample_logs {

namespace {

constexpr std::size_t all_index = 0;
constexpr std::array<std::string_view, 3> names = {"all", "epel", "fedora"};

std::optional<std::size_t> index_of(Repository repository) {
    switch (repository) {
        case Repository::epel:
            return 1;
        case Repository::fedora:
            return 2;
        case Repository::none:
            break;
    }
    return std::nullopt;
}

}  // namespace

Truth::Truth(unsigned first_day, unsigned days, ClientId clients)
    : m_first_day(first_day), m_days(days) {
    for (Day& day : m_days) {
        for (Count& count : day) {
            count.client_bits.resize((clients + 63) / 64);
        }
    }
}

void Truth::add_download(unsigned day, Repository repository, std::optional<ClientId> client,
                         std::uint64_t bytes) {
    const auto add_to = [&](Count& count) {
        ++count.requests;
        count.bytes += bytes;
        if (client) {
            count.client_bits[*client / 64] |= std::uint64_t{1} << *client % 64;
        }
    };
    Day& counts = m_days.at(day - m_first_day);
    add_to(counts[all_index]);
    if (const std::optional<std::size_t> index = index_of(repository)) {
        add_to(counts[*index]);
    }
}

void Truth::add(const Truth& part) {
    for (std::size_t i = 0; i < part.m_days.size(); ++i) {
        Day& mine = m_days.at(part.m_first_day - m_first_day + i);
        for (std::size_t repository = 0; repository < mine.size(); ++repository) {
            Count& count = mine[repository];
            const Count& other = part.m_days[i][repository];
            count.requests += other.requests;
            count.bytes += other.bytes;
            for (std::size_t word = 0; word < count.client_bits.size(); ++word) {
                count.client_bits[word] |= other.client_bits[word];
            }
        }
    }
}

std::uint64_t Truth::Count::clients() const {
    std::uint64_t clients = 0;
    for (const std::uint64_t word : client_bits) {
        clients += static_cast<std::uint64_t>(std::popcount(word));
    }
    return clients;
}

void Truth::write_csv(const std::filesystem::path& file, const Timeline& timeline) const {
    std::string text = "repo,day,clients,requests,bytes\n";
    for (std::size_t repository = 0; repository < names.size(); ++repository) {
        for (std::size_t i = 0; i < m_days.size(); ++i) {
            const Count& count = m_days[i][repository];
            const sys_days day = timeline.first_day() + std::chrono::days(m_first_day + i);
            fmt::format_to(std::back_inserter(text), "{},{},{},{},{}\n", names[repository],
                           iso(day), count.clients(), count.requests, count.bytes);
        }
    }
    write_file(file, text);
}

}  // namespace sample_logs
