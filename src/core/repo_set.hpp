#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace mapgen {

/// A set of repositories by their index, 0 … 63.
class RepoSet {
public:
    static constexpr std::size_t capacity = 64;

    constexpr RepoSet() = default;
    static constexpr RepoSet from_bits(std::uint64_t bits) {
        RepoSet set;
        set.m_bits = bits;
        return set;
    }

    constexpr void insert(std::size_t index) { m_bits |= std::uint64_t{1} << index; }
    constexpr bool contains(std::size_t index) const { return (m_bits >> index & 1U) != 0; }
    constexpr bool empty() const { return m_bits == 0; }
    constexpr std::uint64_t bits() const { return m_bits; }

    constexpr RepoSet operator|(RepoSet other) const { return from_bits(m_bits | other.m_bits); }
    constexpr RepoSet operator-(RepoSet other) const { return from_bits(m_bits & ~other.m_bits); }
    constexpr RepoSet& operator|=(RepoSet other) { return *this = *this | other; }
    constexpr auto operator<=>(const RepoSet&) const = default;

    /// Calls `visit(index)` for each member in ascending order.
    template <typename Visit>
    constexpr void for_each(Visit visit) const {
        for (std::uint64_t rest = m_bits; rest != 0; rest &= rest - 1) {
            visit(static_cast<std::size_t>(std::countr_zero(rest)));
        }
    }

private:
    std::uint64_t m_bits = 0;
};

}  // namespace mapgen
