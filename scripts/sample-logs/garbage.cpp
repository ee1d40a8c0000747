#include "garbage.hpp"

#include <algorithm>

namespace sample_logs {

namespace {

constexpr std::size_t longest_line = 65'536;

void append_binary(std::string& text, Random& random) {
    // Never a line feed; and a first byte that no date, address or name begins with.
    text += static_cast<char>(random.between(0x80, 0xff));
    for (std::uint32_t rest = random.between(20, 300); rest > 0; --rest) {
        const auto byte = static_cast<char>(random.below(256));
        text += byte == '\n' || byte == '\r' ? '\0' : byte;
    }
}

}  // namespace

void append_garbage(LogBuilder& log, Random& random) {
    std::string& text = log.text;
    const std::uint32_t dice = random.below(1000);
    if (dice < 300) {
        text += dice < 150 ? "" : " \t  ";
        log.skipped();
    } else if (dice < 995) {
        append_binary(text, random);
        log.rejected();
    } else {
        text.append(longest_line + random.between(1, 30'000), 'A');
        log.rejected();
    }
    text += '\n';
}

void cut_line(std::string& text, std::size_t begin, std::size_t keep_below, Random& random) {
    const std::size_t length = std::min(keep_below, text.size() - begin);
    text.resize(begin + 1 + random.below(static_cast<std::uint32_t>(length - 1)));
    text += '\n';
}

}  // namespace sample_logs
