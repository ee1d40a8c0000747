#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "paths.hpp"
#include "population.hpp"
#include "timeline.hpp"
#include "truth.hpp"

namespace sample_logs {

/// What all logs share.
struct World {
    const Timeline& timeline;
    const Population& population;
    std::uint64_t seed;
};

/// How many lines of a file are downloads, are understood and no downloads, or cannot be
/// understood.
struct LineCounts {
    std::uint64_t counted = 0;
    std::uint64_t skipped = 0;
    std::uint64_t rejected = 0;

    std::uint64_t lines() const { return counted + skipped + rejected; }
};

/// One log file in the making: its text, and the truth about the lines in it. Whoever appends a
/// line to `text` says at once what it is.
class LogBuilder {
public:
    /// The longest time by which a line may lie before the period: servers log a request once it
    /// is over, with the time of its start.
    static constexpr std::chrono::seconds longest_delay{3'600};

    LogBuilder(const World& world, std::size_t period);

    void counted(sys_seconds time, Repository repository, std::optional<ClientId> client,
                 std::uint64_t bytes);
    void skipped() { ++m_lines.skipped; }
    void rejected() { ++m_lines.rejected; }

    bool empty() const { return m_lines.lines() == 0; }
    const LineCounts& lines() const { return m_lines; }
    const Truth& truth() const { return m_truth; }

    std::string text;

private:
    const Timeline& m_timeline;
    LineCounts m_lines;
    Truth m_truth;
};

/// Somebody who is there on the day of `time`; some far more often than others.
ClientId visitor(const World& world, sys_seconds time, Random& random);

}  // namespace sample_logs
