#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>

#include "geo/geo_locator.hpp"
#include "ingest/input_report.hpp"
#include "ingest/line_counter.hpp"
#include "store/state_store.hpp"

namespace mapgen {

/// One file to read, and how.
struct InputItem {
    std::filesystem::path path;  ///< "-" is standard input
    InputSettings settings;
};

/// Reads inputs into the state: only what is new in each, one transaction an input.
class InputReader {
public:
    struct Environment {
        StateStore& store;
        const GeoLocator& locator;
        const CountSettings& settings;
        unsigned jobs = 1;               ///< threads
        std::chrono::sys_seconds now{};  ///< the run's time
        /// Called now and then with an item that is being read and the bytes of its content read so
        /// far, by one thread at a time; may be empty.
        std::function<void(const InputItem&, std::uint64_t)> progress;
    };
    /// Takes the report of each item, in the items' order, by one thread at a time.
    using Take = std::function<void(const InputItem&, const InputReport&)>;

    explicit InputReader(Environment environment) : m_environment(std::move(environment)) {}

    /// Reads several items at once, and those that are left by several threads. A log of which no
    /// line can be read is not committed, so that it can be counted once its format is named.
    /// Problems of an input are in its report; throws an Error only where the state fails. What is
    /// counted does not depend on the number of threads, nor on the order of the items.
    void read(std::span<const InputItem> items, const Take& take);
    InputReport read(const InputItem& item);

private:
    Environment m_environment;
};

}  // namespace mapgen
