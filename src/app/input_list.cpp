#include "app/input_list.hpp"

#include <fmt/format.h>
#include <fnmatch.h>
#include <glob.h>

#include <algorithm>
#include <set>

#include "core/error.hpp"
#include "ingest/day_clock.hpp"
#include "input/input_file.hpp"

namespace mapgen {
namespace {

/// glob(3)'s matches, sorted by name.
class Glob {
public:
    explicit Glob(const std::string& pattern) {
        // GLOB_BRACE: {a,b} as in a shell; unreadable folders match nothing.
        m_result = ::glob(pattern.c_str(), GLOB_BRACE, nullptr, &m_matches);
    }
    Glob(const Glob&) = delete;
    Glob& operator=(const Glob&) = delete;
    ~Glob() { ::globfree(&m_matches); }

    std::vector<std::string> paths() const {
        if (m_result != 0) {
            return {};
        }
        return {m_matches.gl_pathv, m_matches.gl_pathv + m_matches.gl_pathc};
    }

private:
    glob_t m_matches{};
    int m_result;
};

}  // namespace

InputSettings input_settings(const InputConfig& input, const Config& config, StateStore& store) {
    InputSettings settings;
    settings.name = input.name;
    settings.format = input.format;
    settings.zone = zone_named(input.timezone.empty() ? config.timezone : input.timezone);
    settings.strip = input.strip;
    settings.modules = input.modules;
    if (!input.repository.empty()) {
        settings.repositories.insert(store.repository_id(input.repository));
    }
    return settings;
}

std::vector<InputItem> configured_inputs(const Config& config, StateStore& store,
                                         Messages& messages) {
    std::vector<InputItem> items;
    std::set<std::pair<std::uint64_t, std::uint64_t>> seen;  // device and inode
    for (const InputConfig& input : config.inputs) {
        const InputSettings settings = input_settings(input, config, store);
        for (const std::string& pattern : input.paths) {
            const std::vector<std::string> paths = Glob(pattern).paths();
            if (paths.empty() && input.must_exist) {
                messages.problem(fmt::format(
                    "{}: no file has that name, or the folder cannot be looked into; correct the "
                    "paths of the input \"{}\" in {}", pattern, input.name, config.file.string()));
            }
            for (const std::string& path : paths) {
                const auto stamp = stamp_of(path);
                if (!stamp || seen.emplace(stamp->device, stamp->inode).second) {
                    items.push_back({path, settings});
                }
            }
        }
    }
    return items;
}

std::vector<InputItem> named_inputs(const std::vector<std::string>& paths,
                                    const std::string& format, const Config& config,
                                    StateStore& store) {
    std::vector<InputItem> items;
    for (const std::string& path : paths) {
        InputConfig input;
        input.name = path;
        std::error_code error;
        const std::string absolute = std::filesystem::absolute(path, error).string();
        for (const InputConfig& configured : config.inputs) {
            if (std::any_of(configured.paths.begin(), configured.paths.end(),
                            [&](const std::string& pattern) {
                                const std::string whole =
                                    std::filesystem::absolute(pattern, error).string();
                                return fnmatch(whole.c_str(), absolute.c_str(), FNM_PATHNAME) == 0;
                            })) {
                input = configured;
                break;
            }
        }
        if (!format.empty()) {
            input.format = format;
        }
        items.push_back({path, input_settings(input, config, store)});
    }
    return items;
}

}  // namespace mapgen
