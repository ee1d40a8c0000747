#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace sample_logs {

/// Pseudo-random numbers (SplitMix64) that are the same on every machine and with every standard
/// library, which std::*_distribution does not promise.
class Random {
public:
    /// A sequence of its own for each list of numbers, e.g. {seed, purpose, day}.
    explicit Random(std::initializer_list<std::uint64_t> key) {
        for (const std::uint64_t part : key) {
            m_state = mixed(m_state + step + part);
        }
    }

    std::uint64_t next() {
        m_state += step;
        return mixed(m_state);
    }
    /// 0 … limit − 1
    std::uint32_t below(std::uint32_t limit) {
        return static_cast<std::uint32_t>((next() >> 32U) * limit >> 32U);
    }
    /// first … last, both included
    std::uint32_t between(std::uint32_t first, std::uint32_t last) {
        return first + below(last - first + 1);
    }
    bool chance(std::uint32_t per_mille) { return below(1000) < per_mille; }

    template <typename T, std::size_t N>
    const T& pick(const std::array<T, N>& choices) {
        return choices[below(static_cast<std::uint32_t>(N))];
    }
    /// Like pick(), for entries that say in `weight` how often they come.
    template <typename T, std::size_t N>
    const T& pick_weighted(const std::array<T, N>& choices) {
        std::uint32_t total = 0;
        for (const T& choice : choices) {
            total += choice.weight;
        }
        std::uint32_t rest = below(total);
        for (const T& choice : choices) {
            if (rest < choice.weight) {
                return choice;
            }
            rest -= choice.weight;
        }
        return choices.back();
    }

private:
    static constexpr std::uint64_t step = 0x9e3779b97f4a7c15U;

    static constexpr std::uint64_t mixed(std::uint64_t value) {
        value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
        value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
        return value ^ (value >> 31U);
    }

    std::uint64_t m_state = 0;
};

/// What each sequence of random numbers is for: the second part of its key.
enum Purpose : std::uint64_t {
    population_purpose = 1,
    activity_purpose,
    rotation_purpose,
    volume_purpose,
    log_purpose,  ///< followed by the log's number and the period's
    checksum_purpose,
};

}  // namespace sample_logs
