#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace mapgen {

/// Eight neighbouring values of light, 0 … 65535 each: what one instruction works on, where the
/// compiler finds it.
class PlainLanes {
public:
    static constexpr std::size_t count = 8;

    static PlainLanes load(const std::uint16_t* from) {
        PlainLanes lanes;
        std::memcpy(lanes.m_values.data(), from, sizeof lanes.m_values);
        return lanes;
    }
    static PlainLanes all(std::uint16_t value) {
        PlainLanes lanes;
        lanes.m_values.fill(value);
        return lanes;
    }
    void store(std::uint16_t* to) const { std::memcpy(to, m_values.data(), sizeof m_values); }

    /// The larger one of each two.
    static PlainLanes stronger(const PlainLanes& a, const PlainLanes& b) {
        return combined(a, b, [](std::uint32_t x, std::uint32_t y) { return std::max(x, y); });
    }
    /// a × b / 65536, rounded down.
    static PlainLanes part(const PlainLanes& a, const PlainLanes& b) {
        return combined(a, b, [](std::uint32_t x, std::uint32_t y) { return x * y >> 16; });
    }
    /// a + (65535 − a) × b / 65536, rounded down: what is left dark is lit by its part.
    static PlainLanes lit(const PlainLanes& a, const PlainLanes& b) {
        return combined(
            a, b, [](std::uint32_t x, std::uint32_t y) { return x + ((65535 - x) * y >> 16); });
    }

private:
    template <typename Combine>
    static PlainLanes combined(const PlainLanes& a, const PlainLanes& b, Combine combine) {
        PlainLanes result;
        for (std::size_t i = 0; i < count; ++i) {
            result.m_values[i] = static_cast<std::uint16_t>(combine(a.m_values[i], b.m_values[i]));
        }
        return result;
    }

    std::array<std::uint16_t, count> m_values{};
};

#ifdef __SSE2__

/// The same values as PlainLanes, by instructions that every x86-64 has: compilers do not always
/// find them by themselves.
class LightLanes {
public:
    static constexpr std::size_t count = PlainLanes::count;

    static LightLanes load(const std::uint16_t* from) {
        return LightLanes(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
    }
    static LightLanes all(std::uint16_t value) {
        return LightLanes(_mm_set1_epi16(static_cast<std::int16_t>(value)));
    }
    void store(std::uint16_t* to) const {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to), m_values);
    }

    static LightLanes stronger(const LightLanes& a, const LightLanes& b) {
        return LightLanes(_mm_add_epi16(a.m_values, _mm_subs_epu16(b.m_values, a.m_values)));
    }
    static LightLanes part(const LightLanes& a, const LightLanes& b) {
        return LightLanes(_mm_mulhi_epu16(a.m_values, b.m_values));
    }
    static LightLanes lit(const LightLanes& a, const LightLanes& b) {
        const __m128i dark = _mm_xor_si128(a.m_values, _mm_set1_epi16(-1));
        return LightLanes(_mm_add_epi16(a.m_values, _mm_mulhi_epu16(dark, b.m_values)));
    }

private:
    explicit LightLanes(__m128i values) : m_values(values) {}

    __m128i m_values;
};

#else

using LightLanes = PlainLanes;

#endif

}  // namespace mapgen
