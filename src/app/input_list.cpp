#include "app/input_list.hpp"

#include <fmt/format.h>
#include <glob.h>

#include <map>
#include <optional>
#include <set>
#include <utility>

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

using FileIdentity = std::pair<std::uint64_t, std::uint64_t>;  // device and inode

std::optional<FileIdentity> identity_of(const std::filesystem::path& path) {
    const auto stamp = stamp_of(path);
    return stamp ? std::optional(FileIdentity{stamp->device, stamp->inode}) : std::nullopt;
}

/// What the configuration says of an input, as ingest takes it.
InputSettings input_settings(const InputConfig& input, const Config& config,
                             std::span<const std::size_t> numbers) {
    InputSettings settings;
    settings.name = input.name;
    settings.format = input.format;
    settings.fields = input.fields;
    settings.trusted_proxies = input.trusted_proxies;
    settings.zone = zone_named(input.timezone.empty() ? config.timezone : input.timezone);
    settings.strip = input.strip;
    settings.modules = input.modules;
    const auto only = [&](const std::string& name) {
        RepoSet repositories;
        for (std::size_t i = 0; i < config.repositories.size(); ++i) {
            if (config.repositories[i].name == name) {
                repositories.insert(numbers[i]);
            }
        }
        return repositories;
    };
    settings.repositories = only(input.repository);
    for (const auto& [host, repository] : input.virtual_hosts) {
        settings.virtual_hosts.emplace_back(host, only(repository));
    }
    return settings;
}

}  // namespace

std::vector<InputItem> configured_inputs(const Config& config, std::span<const std::size_t> numbers,
                                         Messages& messages) {
    std::vector<InputItem> items;
    std::set<FileIdentity> seen;
    for (const InputConfig& input : config.inputs) {
        const InputSettings settings = input_settings(input, config, numbers);
        for (const std::string& pattern : input.paths) {
            const std::vector<std::string> paths = Glob(pattern).paths();
            if (paths.empty() && input.must_exist) {
                messages.problem(fmt::format(
                    "{}: no file has that name, or the folder cannot be looked into; correct the "
                    "paths of the input \"{}\" in {}",
                    pattern, input.name, config.file.string()));
            }
            for (const std::string& path : paths) {
                const auto identity = identity_of(path);
                if (!identity) {
                    messages.problem(path +
                                     ": is no regular file; leave it out of the paths of the "
                                     "input \"" +
                                     input.name + "\"");
                } else if (seen.insert(*identity).second) {
                    items.push_back({path, settings});
                }
            }
        }
    }
    return items;
}

std::vector<InputItem> named_inputs(const std::vector<std::string>& paths,
                                    const std::string& format, const Config& config,
                                    std::span<const std::size_t> numbers) {
    std::map<FileIdentity, const InputConfig*> configured;
    for (const InputConfig& input : config.inputs) {
        for (const std::string& pattern : input.paths) {
            for (const std::string& path : Glob(pattern).paths()) {
                if (const auto identity = identity_of(path)) {
                    configured.emplace(*identity, &input);
                }
            }
        }
    }
    std::vector<InputItem> items;
    for (const std::string& path : paths) {
        InputConfig input;
        input.name = path;
        if (const auto identity = identity_of(path); identity && configured.contains(*identity)) {
            input = *configured[*identity];
        }
        if (!format.empty()) {
            input.format = format;
        }
        items.push_back({path, input_settings(input, config, numbers)});
    }
    return items;
}

}  // namespace mapgen
