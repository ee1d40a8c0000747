#include "input/block_reader.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "input/content_mark.hpp"

using namespace mapgen;

namespace {

/// Bytes from memory, handed out in portions of a given size.
class TextSource : public ByteSource {
public:
    TextSource(std::string text, bool closed) : m_text(std::move(text)), m_closed(closed) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = std::min(buffer.size(), m_text.size() - m_at);
        std::copy_n(m_text.begin() + static_cast<std::ptrdiff_t>(m_at), count, buffer.begin());
        m_at += count;
        return count;
    }
    const std::optional<Damage>& damage() const override { return m_damage; }
    bool is_closed() const override { return m_closed; }

private:
    std::string m_text;
    std::size_t m_at = 0;
    bool m_closed;
    std::optional<Damage> m_damage;
};

struct ReadOut {
    std::vector<std::string> lines;
    std::uint64_t too_long = 0;
    std::uint64_t offset = 0;
    std::uint64_t waiting = 0;
    std::string tail;
};

ReadOut read_all(const std::string& text, bool closed = false) {
    TextSource source(text, closed);
    BlockReader reader(source);
    ReadOut out;
    while (const auto block = reader.next()) {
        out.too_long += block->too_long_lines;
        for_each_line(block->text(), [&](std::string_view line) { out.lines.emplace_back(line); });
    }
    out.offset = reader.offset();
    out.waiting = reader.waiting_bytes();
    out.tail = reader.tail();
    return out;
}

}  // namespace

TEST_CASE("Lines come whole and in order across blocks", "[block_reader]") {
    std::string text;
    std::vector<std::string> expected;
    for (int i = 0; i < 60'000; ++i) {
        expected.push_back("line " + std::to_string(i) +
                           std::string(static_cast<std::size_t>(i) % 90, 'x'));
        text += expected.back() + (i % 3 == 0 ? "\r\n" : "\n");
    }
    REQUIRE(text.size() > 3'000'000);
    const ReadOut out = read_all(text);
    CHECK((out.lines == expected));
    CHECK(out.offset == text.size());
    CHECK(out.tail == text.substr(text.size() - ContentMark::tail_length));
}

TEST_CASE("A last line without an end waits where the file may grow", "[block_reader]") {
    const ReadOut growing = read_all("a\nb");
    CHECK(growing.lines == std::vector<std::string>{"a"});
    CHECK(growing.offset == 2);
    CHECK(growing.waiting == 1);
    CHECK(growing.tail == "a\n");
    const ReadOut closed = read_all("a\nb", true);
    CHECK(closed.lines == std::vector<std::string>{"a", "b"});
    CHECK(closed.offset == 3);
    CHECK(closed.waiting == 0);
}

TEST_CASE("Nothing comes from nothing, and empty lines are lines", "[block_reader]") {
    CHECK(read_all("").lines.empty());
    CHECK(read_all("\n\n\r\n").lines == std::vector<std::string>{"", "", ""});
}

TEST_CASE("A line that is too long is dropped while it is read", "[block_reader]") {
    for (const std::size_t length : {std::size_t{1'200'000}, std::size_t{5'000'000}}) {
        const std::string text = "before\n" + std::string(length, 'x') + "\nafter\n";
        const ReadOut out = read_all(text);
        CHECK(out.lines == std::vector<std::string>{"before", "after"});
        CHECK(out.too_long == 1);
        CHECK(out.offset == text.size());
        CHECK(out.tail == text.substr(text.size() - ContentMark::tail_length));
    }
}

TEST_CASE("A line that is too long and has no end yet waits too", "[block_reader]") {
    const std::string text = "before\n" + std::string(3'000'000, 'x');
    const ReadOut growing = read_all(text);
    CHECK(growing.lines == std::vector<std::string>{"before"});
    CHECK(growing.too_long == 0);
    CHECK(growing.offset == 7);
    CHECK(growing.waiting == 3'000'000);
    CHECK(growing.tail == "before\n");
    const ReadOut closed = read_all(text, true);
    CHECK(closed.too_long == 1);
    CHECK(closed.offset == text.size());
}
