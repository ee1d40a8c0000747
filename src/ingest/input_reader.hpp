#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "geo/geo_locator.hpp"
#include "ingest/line_counter.hpp"
#include "store/state_store.hpp"

namespace mapgen {

/// What became of one input in one run.
struct InputReport {
    enum class Result {
        read,         ///< something new was counted and committed
        unchanged,    ///< the file is as it was when it was read; it was not opened
        nothing_new,  ///< its content is known to the end, under this or another name
        failed,       ///< nothing of it was counted; `problem` says why
    };
    Result result = Result::failed;
    std::string format;               ///< the log format's name, where it was read
    LineTally lines;                  ///< of this reading
    std::uint64_t waiting_bytes = 0;  ///< of a last line that has no end yet
    std::uint64_t late_requests = 0;
    /// Why it failed, where it is damaged, or that a tenth of its lines and twenty or more were
    /// rejected: file, offset, what to do. Without client addresses.
    std::optional<std::string> problem;
};

/// Reads inputs into the state: only what is new in each, one transaction an input.
class InputReader {
public:
    struct Environment {
        StateStore& store;
        const GeoLocator& locator;
        const CountSettings& settings;
        unsigned jobs = 1;               ///< threads that parse
        std::chrono::sys_seconds now{};  ///< the run's time
        /// Called now and then with the bytes of content read so far; may be empty.
        std::function<void(std::uint64_t)> progress;
    };

    explicit InputReader(Environment environment) : m_environment(std::move(environment)) {}

    /// `path` may be "-" for standard input. A log of which no line can be read is not committed,
    /// so that it can be counted once its format is named. Problems of the input are in the report;
    /// throws an Error only where the state fails.
    InputReport read(const std::filesystem::path& path, const InputSettings& input);

private:
    Environment m_environment;
};

}  // namespace mapgen
