#include "parsers/rsync_prefix.hpp"

#include <limits>

#include "parsers/text_fields.hpp"
#include "parsers/timestamp.hpp"

namespace mapgen {

std::optional<RsyncPrefix> split_rsync_prefix(std::string_view line) {
    // 2026/11/22 01:23:18 [25415] …
    // 0    5  8  11 14 17  21
    if (line.size() < 22 || line[4] != '/' || line[7] != '/' || line[10] != ' ' ||
        line[13] != ':' || line[16] != ':' || line[19] != ' ' || line[20] != '[') {
        return std::nullopt;
    }
    const std::size_t pid_end = skip_digits(line, 21);
    if (pid_end == line.size() || pid_end == 21 || line.compare(pid_end, 2, "] ") != 0) {
        return std::nullopt;
    }
    return RsyncPrefix{line.substr(0, rsync_time_length), line.substr(21, pid_end - 21),
                       line.substr(pid_end + 2)};
}

std::optional<std::chrono::seconds> read_rsync_time(std::string_view text) {
    if (text.size() != rsync_time_length) {
        return std::nullopt;
    }
    const char* const at = text.data();
    CivilTime civil;
    if (!read_digits<4>(at, civil.year) || !read_digits<2>(at + 5, civil.month) ||
        !read_digits<2>(at + 8, civil.day) || !read_digits<2>(at + 11, civil.hour) ||
        !read_digits<2>(at + 14, civil.minute) || !read_digits<2>(at + 17, civil.second)) {
        return std::nullopt;
    }
    return since_1970(civil);
}

std::optional<std::uint32_t> read_process_id(std::string_view digits) {
    const auto number = read_number(digits);
    if (!number || *number > std::numeric_limits<std::uint32_t>::max()) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(*number);
}

}  // namespace mapgen
