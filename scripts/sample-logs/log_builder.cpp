#include "log_builder.hpp"

#include <algorithm>

namespace sample_logs {

namespace {

unsigned first_day_of(const Timeline& timeline, std::size_t period) {
    return timeline.day_index(
        std::max(timeline.begin(), timeline.period_begin(period) - LogBuilder::longest_delay));
}

unsigned last_day_of(const Timeline& timeline, std::size_t period) {
    return timeline.day_index(timeline.period_end(period) - std::chrono::seconds(1));
}

}  // namespace

LogBuilder::LogBuilder(const World& world, std::size_t period)
    : m_timeline(world.timeline),
      m_truth(first_day_of(world.timeline, period),
              last_day_of(world.timeline, period) - first_day_of(world.timeline, period) + 1,
              world.population.size()) {}

void LogBuilder::counted(sys_seconds time, Repository repository, std::optional<ClientId> client,
                         std::uint64_t bytes) {
    ++m_lines.counted;
    m_truth.add_download(m_timeline.day_index(time), repository, client, bytes);
}

ClientId visitor(const World& world, sys_seconds time, Random& random) {
    const auto& present = world.population.active(world.timeline.day_index(time));
    const auto count = static_cast<std::uint32_t>(present.size());
    return present[random.below(random.below(count) + 1)];
}

}  // namespace sample_logs
