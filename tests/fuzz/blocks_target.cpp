// Cutting any bytes into blocks of lines: nothing is lost, doubled or glued.
//
// Input: a byte (odd: the source is closed), then the content; byte 1 stands for 70,000 letters, so
// that small inputs make lines that are too long and contents of several blocks.

#include <algorithm>
#include <string>
#include <vector>

#include "fuzz_input.hpp"
#include "input/block_reader.hpp"

using namespace mapgen;
using namespace mapgen::fuzz;

namespace {

class TextSource : public ByteSource {
public:
    TextSource(std::string_view text, bool closed) : m_text(text), m_closed(closed) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = m_text.copy(buffer.data(), buffer.size());
        m_text.remove_prefix(count);
        return count;
    }
    const std::optional<Damage>& damage() const override { return m_damage; }
    bool is_closed() const override { return m_closed; }

private:
    std::string_view m_text;
    bool m_closed;
    std::optional<Damage> m_damage;
};

std::string content_of(std::string_view data) {
    constexpr std::size_t most = std::size_t{3} * 512 * 1024;
    std::string content;
    for (const char c : data) {
        if (c == '\x01') {
            content.append(70'000, 'x');
        } else {
            content.push_back(c);
        }
        if (content.size() > most) {
            break;
        }
    }
    return content;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view data = text_of(bytes, size);
    const bool closed = take_byte(data) % 2 == 1;
    const std::string content = content_of(data);
    std::vector<std::string_view> expected;
    for_each_line(content, [&](std::string_view line) { expected.push_back(line); });

    TextSource source(content, closed);
    BlockReader reader(source);
    std::size_t at = 0;
    while (auto block = reader.next()) {
        for (const std::size_t end = at + block->too_long_lines; at < end; ++at) {
            require(at < expected.size(), "no more lines are dropped than there are");
            require(expected[at].size() >= longest_line, "only long lines are dropped");
        }
        for_each_line(block->text(), [&](std::string_view line) {
            require(at < expected.size() && line == expected[at], "a line comes whole, in order");
            ++at;
        });
        reader.give_back(std::move(*block));
    }
    require(reader.offset() + reader.waiting_bytes() == content.size(), "every byte is accounted");
    require(!closed || reader.waiting_bytes() == 0, "nothing waits where nothing can come");
    const bool open_end = !content.empty() && content.back() != '\n';
    require(at + (open_end && !closed ? 1 : 0) == expected.size(), "every line comes");
    return 0;
}
