#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "ingest/line_counter.hpp"
#include "input/block_reader.hpp"

namespace mapgen {

/// Runs counters over the blocks of a source: one counter in this thread, several in threads of
/// their own. What a counter throws is thrown here, after all threads have ended.
class CountingPipeline {
public:
    using Counters = std::vector<std::unique_ptr<LineCounter>>;

    /// Both must outlive the pipeline; there must be a counter.
    CountingPipeline(Counters& counters, BlockReader& reader)
        : m_counters(counters), m_reader(reader) {}

    /// Counts `first`, where there is one, then all that the reader has. `progress` may be empty;
    /// it is called with the reader's offset.
    void run(std::optional<LineBlock> first, const std::function<void(std::uint64_t)>& progress);

    /// Lines that the reader dropped, because they are longer than longest_line.
    std::uint64_t too_long_lines() const { return m_too_long; }

private:
    using Take = std::function<bool(LineBlock)>;  // false: no more, please

    void run_threads(std::optional<LineBlock> first,
                     const std::function<void(std::uint64_t)>& progress);
    void deliver(std::optional<LineBlock> first, const Take& take,
                 const std::function<void(std::uint64_t)>& progress);

    Counters& m_counters;
    BlockReader& m_reader;
    std::uint64_t m_too_long = 0;
};

}  // namespace mapgen
