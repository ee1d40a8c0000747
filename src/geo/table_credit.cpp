#include "geo/table_credit.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <vector>

namespace mapgen {
namespace {

struct Publisher {
    std::string_view mark;  ///< lower case, as squeezed() leaves it
    std::string_view credit;
};

constexpr std::array publishers{
    Publisher{"dbip", "DB-IP"},
    Publisher{"geolite2", "MaxMind GeoLite2"},
    Publisher{"geoip2", "MaxMind GeoIP2"},
    Publisher{"ipinfo", "IPinfo"},
    Publisher{"ip2location", "IP2Location"},
};

/// Lower-case letters and digits alone: "DB-IP.com" and "dbip_com" read alike.
std::string squeezed(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') {
            result += static_cast<char>(c - 'A' + 'a');
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            result += c;
        }
    }
    return result;
}

std::string_view publisher_named_in(std::string_view text) {
    const std::string words = squeezed(text);
    const auto found = std::find_if(publishers.begin(), publishers.end(), [&](const auto& p) {
        return words.find(p.mark) != std::string::npos;
    });
    return found == publishers.end() ? std::string_view{} : found->credit;
}

/// Names of licence files in the folder, sorted: a folder's own order differs between machines.
std::vector<std::string> licences_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::string name = entry->path().filename().string();
        const std::string words = squeezed(name);
        if (words.find("licen") != std::string::npos ||
            words.find("copying") != std::string::npos) {
            names.push_back(std::move(name));
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

std::string credit_for_table(std::string_view type, std::string_view description,
                             const std::filesystem::path& file) {
    for (const std::string_view text : {type, description}) {
        if (const auto credit = publisher_named_in(text); !credit.empty()) {
            return std::string(credit);
        }
    }
    if (const auto credit = publisher_named_in(file.filename().string()); !credit.empty()) {
        return std::string(credit);
    }
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    for (const std::string& licence : licences_in(folder)) {
        if (const auto credit = publisher_named_in(licence); !credit.empty()) {
            return std::string(credit);
        }
    }
    return {};
}

}  // namespace mapgen
